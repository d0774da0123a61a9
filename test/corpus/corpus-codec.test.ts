import { acknowledge } from '../../adapters/wire/hl7v2/acknowledge';
import { decode, encode } from '../../adapters/wire/hl7v2/charset';
import type { Hl7Message } from '../../adapters/wire/hl7v2/message';
import { mshOf } from '../../adapters/wire/hl7v2/msh';
import { linesOf } from '../../adapters/wire/hl7v2/lines';
import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import { ParsedSegment } from '../../adapters/wire/hl7v2/segment';
import { connectMllp } from '../../adapters/wire/mllp/client';
import type { MllpListener } from '../../adapters/wire/mllp/listener';
import { startMllpListener } from '../../adapters/wire/mllp/listener';
import { CORPUS_FOLDER, corpusFiles, corpusIsHere } from './corpus-files';

/** A message put together again from the raw fields alone. */
const writtenAgain = (message: Hl7Message): string =>
  message.segments
    .map((segment) => {
      const count = segment instanceof ParsedSegment ? segment.fieldCount : 0;
      const raws = Array.from({ length: count }, (_, index) => segment.raw(index + 1));
      // MSH-1 is the separator after the name, not a field between two.
      return [segment.name, ...(segment.name === 'MSH' ? raws.slice(1) : raws)].join(message.delimiters.field);
    })
    .join('\n');

/** Everything a translation might ask for; nothing of it may throw. */
const readAll = (message: Hl7Message): void => {
  for (const segment of message.segments) {
    for (let field = 0; field <= 30; field += 1) {
      for (let repetition = 0; repetition <= segment.repetitions(field) + 1; repetition += 1) {
        segment.value(field, 1, repetition);
        segment.text(field, 4, repetition, 2);
      }
    }
  }
};

const here = corpusIsHere();
if (!here) process.stdout.write(`corpus-codec: SKIPPED, there is no corpus at ${CORPUS_FOLDER}\n`);

(here ? describe : describe.skip)('every message of the public corpus', () => {
  const files = corpusFiles();
  const origins = [...new Set(files.map((file) => file.origin))];
  const received: Buffer[] = [];
  let listener: MllpListener;

  beforeAll(async () => {
    listener = await startMllpListener({
      host: '127.0.0.1',
      port: 0,
      maxBytes: 1024 * 1024,
      idleMs: 30_000,
      maxConnections: 10,
      onMessage: (bytes) => {
        received.push(bytes);
        const msh = mshOf(bytes);
        const answer = {
          code: msh === null ? 'AR' : 'AA',
          controlId: `K${received.length}`,
          at: '20261120100000',
        } as const;
        return Promise.resolve(encode(acknowledge(msh, answer), msh?.charset ?? 'utf-8'));
      },
    });
  });
  afterAll(() => listener.close());

  test.each(origins)('%s arrives as it was sent and is answered once, with its own control id', async (origin) => {
    const sent = files.filter((file) => file.origin === origin).flatMap((file) => file.messages);
    expect(sent.length).toBeGreaterThan(0);
    received.length = 0;
    const client = await connectMllp({ host: '127.0.0.1', port: listener.port, timeoutMs: 20_000 });
    // Sent without waiting, so that replies are matched by order alone.
    const replies = await Promise.all(sent.map((bytes) => client.send(bytes)));
    await client.close();
    expect(received.length).toBe(sent.length);
    sent.forEach((bytes, index) => {
      expect(received[index]?.equals(bytes)).toBe(true);
      const msh = mshOf(bytes);
      const reply = parseMessage(decode(replies[index] ?? Buffer.alloc(0), 'utf-8').text);
      if (reply.kind === 'unreadable') throw new Error(`the acknowledgement of message ${index} is ${reply.reason}`);
      expect(reply.message.first('MSA')?.text(1)).toBe(msh === null ? 'AR' : 'AA');
      expect(reply.message.first('MSA')?.text(2)).toBe(msh?.controlId ?? '');
    });
  });

  test.each(files.map((file) => [file.name, file] as const))('%s is read without loss', (_name, file) => {
    for (const bytes of file.messages) {
      const { text } = decode(bytes, 'utf-8');
      const parsed = parseMessage(text);
      if (parsed.kind === 'unreadable') {
        expect(mshOf(bytes)).toBeNull();
        continue;
      }
      readAll(parsed.message);
      const sent = linesOf(text.trimStart()).filter((line) => line.trim() !== '');
      expect(writtenAgain(parsed.message)).toBe(sent.join('\n'));
      expect(mshOf(bytes)?.controlId).toBe(parsed.message.controlId);
    }
  });
});
