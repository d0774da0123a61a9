import { sql } from 'kysely';
import type { RegisteredKind } from '../../adapters/registry';
import type { Store } from '../../adapters/store';
import { decode } from '../../adapters/wire/hl7v2/charset';
import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import { instantOf } from '../../schema/time';
import type { Running } from './running';

/** Messages that did not come through whole, and feeds that said nothing: places and reasons, no values. */
export const unsettled = async ({ store, feeds }: Running): Promise<readonly unknown[]> => {
  const rows = await store.db
    .selectFrom('message')
    .select(['feed', 'state', 'told_code', 'message_type', 'trigger_event', 'reason'])
    .execute();
  return [
    ...rows.filter(({ state, told_code }) => state !== 'translated' || !['AA', 'CA'].includes(told_code ?? '')),
    ...feeds.filter(({ name }) => !rows.some(({ feed }) => feed === name)).map(({ name }) => `${name} said nothing`),
  ];
};

/** Every row of the read models as text, by its key. */
export const readModels = async (store: Store): Promise<ReadonlyMap<string, string>> => {
  const rows = await store.db
    .selectFrom('projection')
    .selectAll()
    .orderBy('instance')
    .orderBy('kind')
    .orderBy('key')
    .execute();
  return new Map(rows.map((row) => [`${row.instance} ${row.kind} ${row.key}`, JSON.stringify(row)]));
};

/** Told again on top of what it knows, one message in so many will do: any that counted twice would show. */
const SOME = 5;

/** Tells the projector messages a second time, in order of arrival: some on top of what it knows, or all from nothing. */
export const replay = async (
  { store, feeds, projector }: Running,
  { kind }: RegisteredKind,
  from: 'again' | 'nothing',
): Promise<void> => {
  const messages = await store.db
    .selectFrom('message')
    .select(['seq', 'feed', 'bytes', 'received_at'])
    .orderBy('seq')
    .execute();
  await store.db.transaction().execute(async (trx) => {
    if (from === 'nothing') await sql`truncate event, projection`.execute(trx);
    for (const [at, { seq, feed: name, bytes, received_at }] of messages.entries()) {
      if (from === 'again' && at % SOME !== 0) continue;
      const feed = feeds.find((each) => each.name === name);
      const parsed = feed && bytes && parseMessage(decode(bytes, feed.profile.charset).text);
      if (!feed || !parsed || parsed.kind !== 'message') continue;
      const translation = kind.translate?.(parsed.message, feed.profile);
      if (translation?.kind !== 'events') continue;
      await projector.apply(trx, {
        instance: feed.instance,
        feed: name,
        seq: Number(seq),
        messageId: `m_${seq}`,
        heardAt: instantOf(received_at.getTime()),
        events: translation.events,
      });
    }
  });
};
