import { fixedClock } from '../../../schema/clock';
import type { Answer } from '../../../schema/answer';
import type { Selection } from '../../../schema/capabilities';
import type { ImagingStudy } from '../../../schema/clinical/imaging';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Connection } from '../../contract';
import type { SimPerson } from '../../simulation/hospital';
import { ANCHOR, askOf, bornOn, identityOf as recordsOf, noProjections } from '../../simulation/live-under-test';
import { pacs } from '.';

export { ANCHOR, valueOf } from '../../simulation/live-under-test';
export const clock = fixedClock(ANCHOR);
const ask = askOf(clock);

/** A connection as the process makes one: settings through the schema, then opened. */
export const connectTo = (baseUrl: string, more: object = {}): Connection =>
  pacs.connect(pacs.config.parse({ baseUrl, ...more }), {
    instance: 'pacs@RWE',
    clock,
    projections: noProjections,
  });

/** A person as the index would know them. */
export const identityOf = (person: SimPerson, also: readonly SimPerson[] = []): PersonIdentity => ({
  ...recordsOf(person, also),
  ...bornOn(person),
});

export const studiesOf = async (
  connection: Connection,
  person: PersonIdentity,
  selection: Selection = {},
): Promise<Answer<readonly ImagingStudy[]>> => {
  const answers = await connection.sources.people['imaging-studies']?.([person], selection, ask);
  const [answer] = answers ?? [];
  if (answer === undefined) throw new Error('The PACS gave no answer for the person asked');
  return answer;
};
