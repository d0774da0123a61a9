import { statusOfAll } from '../../../schema/clinical/report-status';
import type { EventOf } from './told';

type Examination = EventOf<'imaging-reported'>;
type Joined = Pick<Examination, 'status' | 'code' | 'text' | 'retracted'>;

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
