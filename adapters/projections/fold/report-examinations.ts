import { canonical } from '../../../schema/canonical';
import { statusOfAll } from '../../../schema/clinical/report-status';
import type { Party } from '../../../schema/clinical/values';
import { present } from './patch';
import type { EventOf } from './told';

type Examination = EventOf<'imaging-reported'>;

/** Who reported all of it: nobody is said to have written what another did. */
const reporterOf = (all: readonly Examination[]): Party | undefined => {
  const reporters = all.flatMap(({ reporter }) => (reporter === undefined ? [] : [reporter]));
  const [first, ...others] = reporters;
  if (first === undefined || reporters.length < all.length) return undefined;
  if (others.every((other) => canonical(other) === canonical(first))) return first;
  return { text: [...new Set(reporters.map(({ text }) => text))].join('; ') };
};

/**
 * A RIS may report several examinations under one accession number, an OBR each. They are one report, the studies of one
 * visit to the scanner. One that was withdrawn has no part in it. `told` is the message that was told last.
 */
export const joinExaminations = (told: Examination, all: readonly Examination[]): Examination => {
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return only;
  const remaining = all.filter(({ retracted }) => !retracted);
  const standing = remaining.length === 0 ? all : remaining;
  const { reporter: _reporter, ...rest } = told;
  return {
    ...rest,
    status: statusOfAll(standing.map(({ status }) => status)),
    code: {
      text: [...new Set(standing.map(({ code }) => code.text))].join('; '),
      codings: standing.flatMap(({ code }) => code.codings),
    },
    issued: standing.reduce((last, { issued }) => (issued > last ? issued : last), standing[0]?.issued ?? told.issued),
    text: standing.map(({ code, text }) => `${code.text}\n${text}`).join('\n\n'),
    retracted: remaining.length === 0,
    ...present({ reporter: reporterOf(standing) }),
  };
};
