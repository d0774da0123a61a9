import type { Patch, PersonFacts } from '../../schema/events';
import type { Segment } from '../wire/hl7v2/message';
import { patchOf, said } from './patch';
import { momentOrDateOfTs } from './ts';

type Death = Pick<PersonFacts, 'deceased' | 'deceasedAt'>;

/**
 * PID-29 and PID-30, each as said: a date of death is a death too, but that is concluded where a record is shown. Kept, the
 * conclusion would outlive a date that is taken back.
 */
export const death = (pid: Segment): Patch<Death> => {
  const deceasedAt = said(pid, 29, (segment) => momentOrDateOfTs(segment.text(29)));
  const deceased = said(pid, 30, (segment) => {
    const code = segment.text(30).toUpperCase();
    return code === 'Y' ? true : code === 'N' ? false : undefined;
  });
  // A death taken back leaves no date behind; beside a deleted indicator, a date is still what the message says.
  const takenBack = deceased === false || (deceased === null && deceasedAt === undefined);
  return patchOf<Death>({ deceased, deceasedAt: takenBack ? null : deceasedAt });
};
