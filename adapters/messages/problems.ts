import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MessageProblem } from '../../schema/messages';

/** Merges of people, as ADT tells them (HL7 v2.4 section 3.3, v2.1 to v2.3 for the older). */
const MERGES = ['A18', 'A30', 'A34', 'A35', 'A36', 'A39', 'A40'];

const isMerge = (of: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${of}.message_type`)} = 'ADT' and ${sql.ref(`${of}.trigger_event`)} in (${sql.join(
    MERGES.map((event) => sql.lit(event)),
  )}))`;

/**
 * Each problem as a condition on `message m`. A merge that is held only because another person's message is held waits
 * for that record, and goes on by itself.
 */
export const PROBLEM_CONDITIONS: Readonly<Record<MessageProblem, RawBuilder<boolean>>> = {
  refused: sql<boolean>`(m.state = 'refused')`,
  held: sql<boolean>`(m.state = 'held')`,
  'out-of-order': sql<boolean>`m.out_of_order`,
  repeated: sql<boolean>`(m.repeats > 0)`,
  conflicting: sql<boolean>`(m.conflicts_with is not null)`,
  'waiting-for-merge': sql<boolean>`(m.state in ('received', 'held') and (
    (m.state = 'received' and (${isMerge('m')}
      or exists (select 1 from queued q join message e on e.seq = q.seq
        where q.feed = m.feed and q.key = any(m.partition_keys) and q.seq < m.seq and ${isMerge('e')})
      or exists (select 1 from partition p join message e on e.seq = p.held_seq
        where p.feed = m.feed and p.key = any(m.partition_keys) and p.blocked and p.held_seq < m.seq and ${isMerge('e')})))
    or (m.state = 'held' and m.reason ->> 'behind' is not null and (${isMerge('m')}
      or exists (select 1 from message e where e.seq = (m.reason ->> 'behind')::bigint and ${isMerge('e')})))))`,
  retried: sql<boolean>`(m.attempts > 0)`,
  'told-in-vain': sql<boolean>`(m.application_refused is not null)`,
};

export const PROBLEMS = Object.keys(PROBLEM_CONDITIONS) as readonly MessageProblem[];

/** The problems of each row, as text[]. */
export const problemsOfRow: RawBuilder<MessageProblem[]> = sql<MessageProblem[]>`array_remove(array[${sql.join(
  PROBLEMS.map((problem) => sql`case when ${PROBLEM_CONDITIONS[problem]} then ${sql.lit(problem)} end`),
)}], null)`;
