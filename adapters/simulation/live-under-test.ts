import type { Answer } from '../../schema/answer';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import { hospitalNumberSystem, type NhsNumber, type OdsCode } from '../../schema/identifiers';
import { parsePartialDate, type Instant } from '../../schema/time';
import { unabandoned } from '../../schema/unabandoned';
import type { Means } from '../contract';
import type { SimPerson } from './hospital';
import type { RunningSimulator } from './simulator';

/** What tests of the systems that are asked live have in common: who asks, about whom, and what the system was then asked. */
export const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
export const RWE = 'RWE' as OdsCode;
export const RT5 = 'RT5' as OdsCode;

/** Asked by a clinician of Leicester, who may see everything, with five seconds to answer in. */
export const askOf = (clock: Clock, more: Partial<Ask> = {}): Ask => ({
  viewer: {
    userId: '555000000001',
    name: 'WARD Ann',
    role: 'clinician',
    roleProfileId: '555000000002',
    organisation: RWE,
    organisationName: 'University Hospitals of Leicester',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'Test',
  requestId: 'request-1',
  deadline: clock.millis() + 5_000,
  signal: unabandoned(),
  clock,
  ...more,
});

export const noProjections: Means['projections'] = {
  forPeople: () => Promise.reject(new Error('A system that is asked live has no projections')),
  forPlaces: () => Promise.reject(new Error('A system that is asked live has no projections')),
  heardUntil: () => Promise.resolve(null),
};

/** What was asked of the simulator since the last call; tokens, which are asked for as they run out, are left out. */
export const askedOf = (running: RunningSimulator): (() => readonly string[]) => {
  let seen = 0;
  return () => {
    const all = running.asks().slice(seen);
    seen += all.length;
    return all.map(({ what }) => what).filter((what) => what !== 'POST oauth2/token');
  };
};

/** A person of these records as the index would know them, but for the birth date: verified when the PAS traced the number. */
export const identityOf = (person: SimPerson, also: readonly SimPerson[] = []): PersonIdentity => {
  const records = [person, ...also];
  const numbered = records.find(({ nhsNumber }) => nhsNumber !== undefined);
  return {
    id: `id-${person.key}` as PersonIdentity['id'],
    mergedIds: [],
    ...(numbered !== undefined && { nhsNumber: numbered.nhsNumber as NhsNumber }),
    nhsNumberVerified: records.some(({ nhsNumber, traceStatus }) => nhsNumber !== undefined && traceStatus === '01'),
    identifiers: records.flatMap(({ rweNumber, rt5Number }) => [
      ...(rweNumber === undefined ? [] : [{ system: hospitalNumberSystem('RWE'), value: rweNumber }]),
      ...(rt5Number === undefined ? [] : [{ system: hospitalNumberSystem('RT5'), value: rt5Number }]),
    ]),
    records: [],
    restricted: person.restricted,
    epoch: 0,
  };
};

/** The birth date, by which a record that is asked for by an NHS number is known to be the right one. */
export const bornOn = ({ birthDate }: SimPerson): Pick<PersonIdentity, 'birthDate'> => {
  const day = parsePartialDate(birthDate);
  if (day === null) throw new Error(`${birthDate} is no day`);
  return { birthDate: day };
};

/** The value of an answer that was found; fails the test otherwise. */
export const valueOf = <T>(answer: Answer<T> | undefined): T => {
  if (answer?.kind !== 'found') throw new Error(`Expected an answer that was found, not ${answer?.kind ?? 'none'}`);
  return answer.value;
};
