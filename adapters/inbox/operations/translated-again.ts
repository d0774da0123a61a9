import { sql } from 'kysely';
import { instantOf } from '../../../schema/time';
import type { Translation } from '../../contract';
import type { Feed } from '../feed';
import { heardFrom } from '../heard-from';
import { writeHappening } from '../happenings';
import { settleTranslated } from '../outcomes';
import { TranslationFault, type TranslateBytes } from '../translation';
import { contentOf } from './chosen';
import type { Effect } from './effect';

/** A translation that throws is told of like one that refuses: it says where. */
export const read = (translate: TranslateBytes, feed: Feed, bytes: Buffer): Translation => {
  try {
    return translate(feed, bytes);
  } catch (error) {
    if (!(error instanceof TranslationFault)) throw error;
    return { kind: 'refused', refusal: error.refusal };
  }
};

/** Translated with today's code, and applied in place of what was said before. What today's code refuses stays as it was. */
export const replay: Effect = async (trx, { messages, at, by }, { apply, feeds, translate }) => {
  const notDone = new Map<number, string>();
  const done: number[] = [];
  for (const message of messages) {
    const { seq, translated_at } = message;
    const feed = feeds.get(message.feed);
    const bytes = await contentOf(trx, seq);
    if (feed === undefined || bytes === null) {
      notDone.set(seq, 'its content was removed');
      continue;
    }
    const translation = read(translate, feed, bytes);
    if (translation.kind === 'refused') {
      const { refusal } = translation;
      notDone.set(seq, `today's code does not take it: ${refusal.reason}; what it said before stands`);
      continue;
    }
    await apply(trx, heardFrom(message, translation.events));
    await sql`update message set notes = '{}' where seq = ${seq}`.execute(trx);
    // When it was first translated stays; when it was again is in its history.
    const first = translated_at === null ? at : instantOf(translated_at.getTime());
    await settleTranslated(trx, feed.name, [{ seq, notes: translation.notes }], first);
    done.push(seq);
  }
  await writeHappening(trx, done, {
    ...{ what: 'replayed', at, by },
    words: "translated again with today's code, in place of what it said before",
  });
  return notDone;
};
