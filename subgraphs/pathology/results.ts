import type { GraphQLResolveInfo } from 'graphql';
import { askPerson, personById } from '../asking';
import { codingOf, hasCode, type CodingArgs } from '../codes';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import type { PatientReference } from '../person-list';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { FOREVER, lastDays, windowOf, type WindowArgs } from '../windows';
import { linesOf, resultNode, type ResultLine } from './result';
import { isTakenIn, newestOf, takenOf } from './taken';

/** A trend is drawn whole: a year of daily bloods fits. */
const MOST_POINTS = 500;

interface TrendArgs extends PageArgs {
  readonly codes: readonly CodingArgs[];
  readonly window?: WindowArgs | null;
}

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
    (line) => hasCode(line.line.code, args.codes) && isTakenIn(window, line),
  );
  return connection(
    lines,
    args,
    { key: (line) => takenOf(line).last, direction: 'descending' },
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

/**
 * The newest standing result of each code; beside it one of which the date alone is known, where it may be newer: nobody
 * picks between them. All time is searched: an old potassium is still the latest one.
 */
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
  const byCode = new Map<string, ResultLine[]>();
  for (const line of linesOf(recordsOf(answers))) {
    const wanted = wantedCode(line, codes);
    if (wanted) byCode.set(keyOf(wanted), [...(byCode.get(keyOf(wanted)) ?? []), line]);
  }
  return connection(
    [...byCode].flatMap(([code, lines]) => newestOf(lines).map((line) => [code, line] as const)),
    { first: 100 },
    { key: ([code]) => code, direction: 'ascending' },
    ([, line]) => line.key,
    ([, line]) => resultNode(line, context, sourceOf(line.source, names)),
    completenessOf(context, info.path, answers),
  );
};
