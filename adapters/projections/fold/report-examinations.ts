import type { ReportStatus } from '../../../schema/clinical/pathology';
import type { EventOf } from './told';

type Examination = EventOf<'imaging-reported'>;
type Joined = Pick<Examination, 'status' | 'code' | 'text' | 'retracted'>;

/** The word that all share; else settled with a correction among them, or still in part: as of a laboratory's sets. */
const statusOfAll = (statuses: readonly ReportStatus[]): ReportStatus => {
  const [first = 'unknown'] = statuses;
  if (statuses.every((status) => status === first)) return first;
  return statuses.every((status) => status === 'final' || status === 'corrected') ? 'corrected' : 'partial';
};

/**
 * A message may report several examinations under one accession number, an OBR each. They are one report, the studies of
 * one visit to the scanner; kept apart, the last would replace the others. One that was withdrawn has no part in it.
 */
export const joinExaminations = (all: readonly Examination[]): Joined => {
  const standing = all.filter(({ retracted }) => !retracted);
  const told = standing.length === 0 ? all : standing;
  return {
    status: statusOfAll(told.map(({ status }) => status)),
    code: {
      text: [...new Set(told.map(({ code }) => code.text))].join('; '),
      codings: told.flatMap(({ code }) => code.codings),
    },
    text: told.map(({ code, text }) => `${code.text}\n${text}`).join('\n\n'),
    retracted: standing.length === 0,
  };
};
