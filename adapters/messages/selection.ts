import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { GraphRefusal } from '../../schema/errors';
import type { MessageSelection } from '../../schema/messages';
import type { Tables } from '../store';
import { seqOf } from './cursor';
import { conditionsOf, whereOf } from './filter';
import { refuseUnknownFeeds } from './known-feeds';

/** Beyond it an action would take the inbox apart rather than mend it: it is narrowed first. */
const MOST_FOUND = 100_000;
const MOST_NAMED = 1_000;

/**
 * Which messages are meant, in order of arrival; those a filter finds when it is asked. Throws GraphRefusal
 * BAD_USER_INPUT for an id that names none, a feed that nobody knows, and for more than may be chosen.
 */
export const selectedSeqs = async (
  db: Kysely<Tables>,
  selection: MessageSelection,
  most: number,
): Promise<readonly number[]> => {
  if ('ids' in selection) {
    const limit = Math.min(most, MOST_NAMED);
    if (selection.ids.length === 0) throw new GraphRefusal('BAD_USER_INPUT', 'ids names no message');
    if (selection.ids.length > limit)
      throw new GraphRefusal('BAD_USER_INPUT', `ids may name ${limit} messages at most`);
    const seqs = selection.ids.map(seqOf);
    const { rows } = await sql<{ seq: number }>`
      select seq from message where seq = any(${seqs.flatMap((seq) => seq ?? [])}::bigint[]) order by seq`.execute(db);
    if (rows.length !== new Set(selection.ids).size)
      throw new GraphRefusal('BAD_USER_INPUT', 'ids names a message that is not there; nothing was done');
    return rows.map(({ seq }) => seq);
  }
  await refuseUnknownFeeds(db, selection.filter);
  const limit = Math.min(most, MOST_FOUND);
  const { rows } = await sql<{ seq: number }>`
    select m.seq from message m ${whereOf(conditionsOf(selection.filter))} order by m.seq limit ${limit + 1}`.execute(
    db,
  );
  if (rows.length > MOST_FOUND)
    throw new GraphRefusal('BAD_USER_INPUT', `filter finds more than ${MOST_FOUND} messages; nothing was done`);
  return rows.slice(0, limit).map(({ seq }) => seq);
};
