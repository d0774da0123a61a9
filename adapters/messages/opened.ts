import type { Kysely } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { Tables } from '../store';

/** Puts into the history of messages that somebody asked for their values, why, and whether they were shown. */
export const noteOpened = async (
  db: Kysely<Tables>,
  seqs: readonly number[],
  { reason, shown, ask }: { readonly reason: string; readonly shown: boolean; readonly ask: Ask },
): Promise<void> => {
  if (seqs.length === 0) return;
  const { userId, name } = ask.viewer;
  const words = shown ? 'its values were shown' : 'its values stayed masked: a restricted record';
  await db
    .insertInto('message_happening')
    .values(
      seqs.map((seq) => ({
        ...{ seq, at: now(ask.clock), what: 'opened', words },
        ...{ user_id: userId, user_name: name, reason, action: null },
      })),
    )
    .execute();
};
