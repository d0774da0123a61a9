import type { Reply } from './hospital';

const step = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value.map((each) => step(each, key));
  return typeof value === 'object' && value !== null ? ((value as Record<string, unknown>)[key] ?? null) : null;
};

/** What stands at a dotted path of the answer; through a list, what stands there in each of its members. */
export const at = (reply: Pick<Reply, 'data'>, path: string): unknown => path.split('.').reduce(step, reply.data);

/** A list as a table: one row for each member, one cell for each dotted path. */
export const table = (reply: Pick<Reply, 'data'>, path: string, ...columns: readonly string[]): unknown[][] => {
  const members = at(reply, path);
  if (!Array.isArray(members)) throw new Error(`There is no list at ${path}`);
  return members.map((member) => columns.map((column) => column.split('.').reduce(step, member as unknown)));
};

/** The same in an order of its own, for lists whose members' order says nothing. */
export const sortedTable = (...asked: Parameters<typeof table>): unknown[][] =>
  table(...asked).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

interface SourceLine {
  readonly capability: string;
  readonly system: string;
  readonly organisation: string;
  readonly answer: string;
}

/** A list's completeness in short: its status, and what became of each source (`{'pas@RWE': 'FOUND'}`). */
export const completeness = (
  reply: Pick<Reply, 'data'>,
  path: string,
): { status: unknown; sources: Record<string, string> } => ({
  status: at(reply, `${path}.completeness.status`),
  sources: Object.fromEntries(
    (at(reply, `${path}.completeness.sources`) as readonly SourceLine[]).map(({ system, organisation, answer }) => [
      `${system}@${organisation}`,
      answer,
    ]),
  ),
});
