import type { Patch, PersonFacts } from '../../schema/events';
import type { Segment } from '../wire/hl7v2/message';
import { patchOf, said } from './patch';
import { momentOrDateOfTs } from './ts';

type Death = Pick<PersonFacts, 'deceased' | 'deceasedAt'>;

/** PID-29 and PID-30. A date of death is a death even where the indicator was left out; the indicator alone is one too. */
export const death = (pid: Segment): Patch<Death> => {
  const deceasedAt = said(pid, 29, (segment) => momentOrDateOfTs(segment.text(29)));
  const indicator = said(pid, 30, (segment) => {
    const code = segment.text(30).toUpperCase();
    return code === 'Y' ? true : code === 'N' ? false : undefined;
  });
  const dated = deceasedAt !== undefined && deceasedAt !== null;
  return patchOf<Death>({
    deceased: indicator === undefined && dated ? true : indicator,
    // A death taken back leaves no date behind.
    deceasedAt: deceasedAt === undefined && indicator === false ? null : deceasedAt,
  });
};
