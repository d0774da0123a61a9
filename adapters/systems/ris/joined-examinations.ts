import { statusOfAll } from '../../segments/result-status';
import type { ImagingReported } from './report';

const joined = (reports: readonly [ImagingReported, ...ImagingReported[]]): ImagingReported => {
  const [first] = reports;
  if (reports.length === 1) return first;
  const standing = reports.filter(({ retracted }) => !retracted);
  const told = standing.length === 0 ? reports : standing;
  return {
    ...first,
    status: statusOfAll(told.map(({ status }) => status)),
    code: {
      text: [...new Set(told.map(({ code }) => code.text))].join('; '),
      codings: told.flatMap(({ code }) => code.codings),
    },
    text: told.map(({ code, text }) => `${code.text}\n${text}`).join('\n\n'),
    retracted: standing.length === 0,
  };
};

/**
 * A message may report several examinations under one accession number, an OBR each. They are one report, the studies of
 * one visit to the scanner; kept apart, the last would replace the others.
 */
export const joinExaminations = (reports: readonly ImagingReported[]): readonly ImagingReported[] => {
  const byAccession = new Map<string, [ImagingReported, ...ImagingReported[]]>();
  for (const report of reports) {
    const known = byAccession.get(report.accessionNumber);
    if (known === undefined) byAccession.set(report.accessionNumber, [report]);
    else known.push(report);
  }
  return [...byAccession.values()].map(joined);
};
