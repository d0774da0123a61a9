import type { Reply } from '../hospital';
import type { Fate, Kind } from './pairs';
import { instanceOf, listsOf, type List, type SourceLine } from './whole-record';

/** Asked when somebody wants to know. The other three are feeds: they were heard, and are not missed until their silence. */
const ASKED: readonly string[] = ['nervecentre', 'pacs', 'systmone', 'gp-connect'] satisfies readonly Kind[];

/** No fate is a fact: none of these systems says "none" by sending nothing. */
const CODE_OF: Readonly<Record<Fate, string>> = {
  down: 'SOURCE_UNAVAILABLE',
  error: 'SOURCE_UNAVAILABLE',
  slow: 'SOURCE_TIMEOUT',
  garbage: 'SOURCE_INVALID',
  empty: 'SOURCE_INVALID',
};

export type Fates = ReadonlyMap<string, Fate>;

/** What became of a source: the code of its failure, or null when it stands as before. */
const codeOf = ({ system }: SourceLine, fates: Fates): string | null => {
  const fate = fates.get(system);
  return fate === undefined || !ASKED.includes(system) ? null : CODE_OF[fate];
};

const statusOf = (then: List, failed: number): string => {
  if (failed === 0) return then.completeness.status;
  return failed === then.completeness.sources.length ? 'UNKNOWN' : 'PARTIAL';
};

/** The list as it was, less what the broken ones had to say: every other record, each failure with its code. */
const expectedOf = (then: List, fates: Fates): List => {
  const sources = then.completeness.sources.map((source) => {
    const code = codeOf(source, fates);
    return code === null ? source : { ...source, answer: 'FAILED', code, retryable: true };
  });
  const failed = sources.filter((source) => codeOf(source, fates) !== null);
  const broken = new Set(failed.map(instanceOf));
  return {
    nodes: then.nodes.filter(({ source }) => !broken.has(instanceOf(source))),
    completeness: { ...then.completeness, status: statusOf(then, failed.length), sources },
  };
};

/** One error a failed source and list, at the list's own path. */
const expectedErrors = (healthy: ReadonlyMap<string, List>, fates: Fates): unknown[] =>
  [...healthy].flatMap(([field, { completeness }]) =>
    completeness.sources.flatMap((source) => {
      const code = codeOf(source, fates);
      return code === null ? [] : [[['patient', field], instanceOf(source), code]];
    }),
  );

const inOrder = (lines: readonly unknown[]): string[] => lines.map((line) => JSON.stringify(line)).sort();

/** What must hold of a whole record, whoever is broken. */
export const checkRecord = (reply: Reply, healthy: Reply, fates: Fates): void => {
  expect(reply.status).toBe(200);
  const then = listsOf(healthy);
  const now = listsOf(reply);
  expect([...now.keys()]).toEqual([...then.keys()]);
  for (const [field, list] of then) expect([field, now.get(field)]).toEqual([field, expectedOf(list, fates)]);
  expect(reply.data).toMatchObject({
    patient: { name: (healthy.data as { patient: { name: unknown } }).patient.name },
  });
  const told = reply.errors.filter(({ path }) => path?.length === 2);
  expect(
    inOrder(
      told.map(({ path, extensions: { system, organisation, code } }) => [
        path,
        `${String(system)}@${String(organisation)}`,
        code,
      ]),
    ),
  ).toEqual(inOrder(expectedErrors(then, fates)));
  // Whatever else is told has a path and a code too, and is about one of the broken.
  for (const { path, extensions } of reply.errors) {
    expect(path?.[0]).toBe('patient');
    expect(extensions).toMatchObject({ code: expect.stringMatching(/^SOURCE_/) as string, retryable: true });
    expect([...fates.keys()]).toContain(extensions['system']);
  }
  expect(JSON.stringify([reply.errors, reply.extensions])).not.toMatch(/TESTER|9990000018|S1234567|L200001/i);
};
