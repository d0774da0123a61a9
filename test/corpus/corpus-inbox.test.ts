import { startFeeds, startWorker, type Feeds, type Worker } from '../../adapters/inbox';
import { createIdentityIndex } from '../../adapters/identity';
import { createProjector } from '../../adapters/projections';
import { decode } from '../../adapters/wire/hl7v2/charset';
import { mshOf } from '../../adapters/wire/hl7v2/msh';
import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../database';
import { corpusFeed, translateByType } from './corpus-feeds';
import { CORPUS_FOLDER, corpusFiles, corpusIsHere } from './corpus-files';
import { exchange } from './exchange';

const here = corpusIsHere();
if (!here) process.stdout.write(`corpus-inbox: SKIPPED, there is no corpus at ${CORPUS_FOLDER}\n`);

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const hasMark = (bytes: Buffer): boolean => bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);

/** The message as a sender whose first segment was lost would send it. */
const withoutMsh = (bytes: Buffer): Buffer => bytes.subarray(bytes.indexOf('\r') + 1);

interface Row {
  readonly bytes: Buffer | null;
  readonly state: string;
  readonly accepted: boolean;
  readonly told_code: string | null;
  readonly reason: { readonly hl7: string; readonly reason: string } | null;
  readonly notes: readonly string[];
  readonly repeats: number;
}

/** MSA-1 and MSA-2 of a reply. */
const told = (reply: Buffer): readonly [code: string, controlId: string] => {
  const parsed = parseMessage(decode(reply, 'utf-8').text);
  if (parsed.kind === 'unreadable') throw new Error(`an acknowledgement is unreadable: ${parsed.reason}`);
  const [msa, ...more] = parsed.message.all('MSA');
  if (msa === undefined || more.length > 0) throw new Error('an acknowledgement does not hold one MSA');
  return [msa.text(1), msa.text(2)];
};

(here ? describe : describe.skip)('every message of the public corpus, through the inbox', () => {
  const files = corpusFiles();
  const origins = [...new Set(files.map(({ origin }) => origin))];
  const feedList = origins.map(corpusFeed);
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const logged: string[] = [];
  const log = (line: string): void => void logged.push(line);
  const counts: Record<string, Record<string, number>> = {};
  let fresh: FreshDatabase;
  let feeds: Feeds;
  let worker: Worker;

  const sentBy = (origin: string): readonly Buffer[] =>
    files.filter((file) => file.origin === origin).flatMap(({ messages }) => messages);
  const rowsOf = (feed: string): Promise<Row[]> =>
    fresh.store.db
      .selectFrom('message')
      .select(['bytes', 'state', 'accepted', 'told_code', 'reason', 'notes', 'repeats'])
      .where('feed', '=', feed)
      .orderBy('seq')
      .execute();
  const send = async (feed: string, messages: readonly Buffer[]): Promise<readonly (readonly [string, string])[]> => {
    const replies = await exchange(feeds.ports.get(feed) ?? 0, messages);
    expect(replies.map(({ kind }) => kind)).toEqual(messages.map(() => 'message'));
    return replies.map((reply) => told(reply.kind === 'message' ? reply.bytes : Buffer.alloc(0)));
  };

  beforeAll(async () => {
    fresh = await freshDatabase();
    const projector = createProjector({ people: createIdentityIndex({ store: fresh.store, clock }) });
    worker = await startWorker({
      store: fresh.store,
      feeds: feedList,
      translateFor: () => translateByType,
      apply: (trx, heard) => projector.apply(trx, heard),
      applyAll: (trx, heard) => projector.applyAll(trx, heard),
      clock,
      log,
      housekeeping: false,
    });
    feeds = await startFeeds({ store: fresh.store, feeds: feedList, clock, log });
  });
  afterAll(async () => {
    await feeds.close();
    await worker.close();
    await fresh.drop();
  });

  test.each(origins)('%s: one acknowledgement each, kept as sent, and something became of each', async (origin) => {
    const sent = sentBy(origin);
    const answers = await send(origin, sent);
    await worker.drain();
    const rows = await rowsOf(origin);
    const kept = new Map(rows.map((row) => [row.bytes?.toString('latin1'), row]));
    const distinct = new Set(sent.map((bytes) => bytes.toString('latin1')));
    expect([...kept.keys()].sort()).toEqual([...distinct].sort());
    expect(rows).toHaveLength(distinct.size);
    expect(rows.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(sent.length - distinct.size);
    sent.forEach((bytes, index) => {
      const row = kept.get(bytes.toString('latin1'));
      const [code, controlId] = answers[index] ?? [];
      expect(controlId).toBe(mshOf(bytes)?.controlId ?? '');
      expect(code).toBe(row?.told_code);
      expect(['AA', 'CA'].includes(code ?? '')).toBe(row?.accepted);
      if (hasMark(bytes)) expect(row?.notes).toContain('byte-order mark before MSH');
    });
    for (const { state, accepted, reason } of rows) {
      expect(accepted ? ['translated', 'held'] : ['refused']).toContain(state);
      // Held for what it says, never because something here broke over it (207).
      if (state !== 'translated') expect(reason?.reason ?? '').not.toBe('');
      expect(reason?.hl7).not.toBe('207');
    }
    const count = { translated: 0, held: 0, refused: 0 };
    for (const { state } of rows) if (state in count) count[state as keyof typeof count] += 1;
    expect(count.translated + count.held + count.refused).toBe(distinct.size);
    counts[origin] = count;
  });

  test('messages whose MSH was lost are kept, and told AR with an empty MSA-2', async () => {
    for (const { name } of feedList) {
      const headless = sentBy(name)
        .map(withoutMsh)
        .filter((bytes) => bytes.length > 0 && mshOf(bytes) === null)[0];
      if (headless === undefined) throw new Error(`${name} has no message of more than one segment`);
      expect(await send(name, [headless])).toEqual([['AR', '']]);
      const row = (await rowsOf(name)).find(({ bytes }) => bytes?.equals(headless));
      expect(row).toMatchObject({ state: 'refused', accepted: false, told_code: 'AR', reason: { hl7: '100' } });
    }
  });

  test('nothing waits, nothing broke, and the sums agree', async () => {
    await worker.drain();
    const [waiting] = await fresh.store.db
      .selectFrom('queued')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .execute();
    expect(Number(waiting?.n)).toBe(0);
    expect(logged.filter((line) => !/: message \d+ is held: /.test(line))).toEqual([]);
    const total = { translated: 0, held: 0, refused: 0 };
    for (const count of Object.values(counts))
      for (const state of Object.keys(total) as (keyof typeof total)[]) total[state] += count[state] ?? 0;
    const distinct = origins.reduce(
      (sum, origin) => sum + new Set(sentBy(origin).map((bytes) => bytes.toString('latin1'))).size,
      0,
    );
    expect(total.translated + total.held + total.refused).toBe(distinct);
    expect(total.translated).toBeGreaterThan(0);
    expect(files.some(({ messages }) => messages.some(hasMark))).toBe(true);
    const lines = Object.entries({ ...counts, total }).map(
      ([origin, { translated, held, refused }]) =>
        `  ${origin.padEnd(36)} ${translated} translated, ${held} held, ${refused} refused`,
    );
    process.stdout.write(`corpus-inbox: what became of ${distinct} messages\n${lines.join('\n')}\n`);
  });
});
