import type { GraphQLResolveInfo } from 'graphql';
import { askPerson, personById } from '../asking';
import { codingOf, hasCode, type CodingArgs } from '../codes';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import type { PatientReference } from '../person-list';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { FOREVER, lastDays, windowOf, within, type WindowArgs } from '../windows';
import { linesOf, resultNode, type ResultLine } from './result';

/** A trend is drawn whole: a year of daily bloods fits. */
const MOST_POINTS = 500;

interface TrendArgs extends PageArgs {
  readonly codes: readonly CodingArgs[];
  readonly window?: WindowArgs | null;
}

const takenAt = ({ report }: ResultLine): string => report.collected ?? report.issued;

/** Single results by code over time. */
export const labResults = async (
  { id }: PatientReference,
  args: TrendArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const window = windowOf(args.window, lastDays(context, 365));
  // Reports are found by when they were issued. What was taken in the window may be reported, or corrected, long after.
  const issued = { from: window.from, to: FOREVER };
  const answers = await askPerson(context, 'lab-reports', person, { window: issued, codes: args.codes.map(codingOf) });
  const names = systemNames(answers);
  const lines = linesOf(recordsOf(answers)).filter(
    (line) => hasCode(line.line.code, args.codes) && within(window, takenAt(line)),
  );
  return connection(
    lines,
    args,
    { key: takenAt, direction: 'descending' },
    (line) => line.key,
    (line) => resultNode(line, context, sourceOf(line.source, names)),
    completenessOf(context, info.path, answers, window),
    MOST_POINTS,
  );
};

const wantedCode = (line: ResultLine, codes: readonly CodingArgs[]): CodingArgs | undefined =>
  codes.find((code) => hasCode(line.line.code, [code]));

/** Two systems may write one code, and mean two things by it. */
const keyOf = (wanted: CodingArgs): string => {
  const { system, code } = codingOf(wanted);
  return `${code} ${system}`;
};

/** The newest standing result of each code. All time is searched: an old potassium is still the latest one. */
export const latestResults = async (
  { id }: PatientReference,
  { codes }: { codes: readonly CodingArgs[] },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const answers = await askPerson(context, 'lab-reports', person, { codes: codes.map(codingOf) });
  const names = systemNames(answers);
  const newest = new Map<string, ResultLine>();
  for (const line of linesOf(recordsOf(answers))) {
    const wanted = wantedCode(line, codes);
    const known = wanted && newest.get(keyOf(wanted));
    if (wanted && (!known || takenAt(known) < takenAt(line))) newest.set(keyOf(wanted), line);
  }
  return connection(
    [...newest],
    { first: 100 },
    { key: ([code]) => code, direction: 'ascending' },
    ([, line]) => line.key,
    ([, line]) => resultNode(line, context, sourceOf(line.source, names)),
    completenessOf(context, info.path, answers),
  );
};
