import { connect } from 'node:net';
import { createIdentityIndex } from '../../adapters/identity';
import { startFeeds, startWorker } from '../../adapters/inbox';
import { createProjector } from '../../adapters/projections';
import type { Store } from '../../adapters/store';
import { splitBatch } from '../../adapters/wire/hl7v2/batch';
import { createFrameDecoder, frame, type Frame } from '../../adapters/wire/mllp/frames';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { corpusFeed, translateByType } from './corpus-feeds';
import type { CorpusFile } from './corpus-files';
import { nameOf, typeOf, type Outcome } from './outcomes';

/** Sends blocks on one connection, says that there are no more, and gives all that came back until the other side hung up. */
const sendAll = (port: number, blocks: readonly Buffer[]): Promise<readonly Buffer[]> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    const decoder = createFrameDecoder({ maxBytes: 16 * 1024 * 1024 });
    const frames: Frame[] = [];
    socket.on('data', (chunk: Buffer) => frames.push(...decoder.push(chunk)));
    socket.once('error', reject);
    socket.once('end', () => {
      socket.end();
      resolve(frames.flatMap((one) => (one.kind === 'message' ? [one.bytes] : [])));
    });
    for (const block of blocks) socket.write(frame(block));
    socket.end();
  });

/** MSA-1 of every acknowledgement in these blocks, in order: a batch is answered in one block. */
const codesIn = (replies: readonly Buffer[]): readonly string[] =>
  replies
    .flatMap((reply) => splitBatch(reply.toString('latin1')).messages)
    .map((text) => /[\r\n]MSA\|([^|\r\n]*)/.exec(text)?.[1] ?? 'no MSA');

interface Row {
  readonly bytes: Buffer | null;
  readonly state: string;
  readonly told_code: string | null;
  readonly reason: { readonly hl7: string; readonly at: string; readonly reason: string } | null;
}

export interface CorpusRun {
  readonly outcomes: readonly Outcome[];
  /** MSA-1 as each origin's sender heard them, in order, beside what the inbox says it told. */
  readonly heard: readonly {
    readonly origin: string;
    readonly codes: readonly string[];
    readonly kept: readonly string[];
  }[];
}

/**
 * The whole corpus as its senders would send it: files with an envelope in one block, all others message by message, each
 * origin on a connection of its own; then translated until nothing waits.
 */
export const runCorpus = async (store: Store, files: readonly CorpusFile[]): Promise<CorpusRun> => {
  const origins = [...new Set(files.map(({ origin }) => origin))];
  const feedList = origins.map(corpusFeed);
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const means = { store, feeds: feedList, clock, log: () => undefined };
  const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
  const worker = await startWorker({
    ...means,
    translateFor: () => translateByType,
    apply: (trx, heard) => projector.apply(trx, heard),
    applyAll: (trx, heard) => projector.applyAll(trx, heard),
  });
  const feeds = await startFeeds(means);
  const outcomes: Outcome[] = [];
  const heard: CorpusRun['heard'][number][] = [];
  try {
    for (const origin of origins) {
      const own = files.filter((file) => file.origin === origin);
      const replies = await sendAll(
        feeds.ports.get(origin) ?? 0,
        own.flatMap(({ envelope, messages }) => (envelope === null ? messages : [envelope])),
      );
      await worker.drain();
      const rows: readonly Row[] = await store.db
        .selectFrom('message')
        .select(['bytes', 'state', 'told_code', 'reason'])
        .where('feed', '=', origin)
        .execute();
      const byBytes = new Map(rows.map((row) => [row.bytes?.toString('latin1'), row]));
      const seen = new Set<string>();
      const kept: string[] = [];
      for (const file of own)
        file.messages.forEach((bytes, at) => {
          const text = bytes.toString('latin1');
          const row = byBytes.get(text);
          const repeat = seen.has(text);
          seen.add(text);
          if (row?.told_code != null) kept.push(row.told_code);
          outcomes.push({
            message: nameOf(file, at),
            type: typeOf(bytes),
            told: row?.told_code ?? 'nothing',
            became: row === undefined ? 'not kept' : repeat ? 'repeat' : row.state,
            reason: row?.reason == null ? '' : `${row.reason.hl7} ${row.reason.at}`.trim(),
            words: row?.reason?.reason ?? '',
          });
        });
      heard.push({ origin, codes: codesIn(replies), kept });
    }
  } finally {
    await feeds.close();
    await worker.close();
  }
  return { outcomes, heard };
};
