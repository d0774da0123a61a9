import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { acknowledge } from '../../../adapters/wire/hl7v2/acknowledge';
import { decode } from '../../../adapters/wire/hl7v2/charset';
import { mshOf } from '../../../adapters/wire/hl7v2/msh';
import { parseMessage } from '../../../adapters/wire/hl7v2/parse';
import { createFrameDecoder, frame } from '../../../adapters/wire/mllp/frames';
import { answerAsked } from './process-ask';

/** Does with a message's bytes what is to be done before it is acknowledged. */
type Keep = (bytes: Buffer) => Promise<unknown>;

const keepsNothing: Keep = () => Promise.resolve();

/** One row a message, committed by itself, on a connection to the database for each of the sender's. */
const keepingIn = async (databaseUrl: string): Promise<Keep> => {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query('create table bare_message (bytes bytea not null)');
  return (bytes) => pool.query({ name: 'keep', text: 'insert into bare_message (bytes) values ($1)', values: [bytes] });
};

/**
 * What a listener costs that only parses: nothing is kept, so its acknowledgement promises nothing. Where a database is
 * named, it keeps the bytes there first, and nothing else: less is done by nobody who may say AA.
 */
const serve = (keep: Keep): void => {
  const server = createServer({ noDelay: true }, (socket) => {
    const decoder = createFrameDecoder({ maxBytes: 1024 * 1024 });
    const answer = async (bytes: Buffer): Promise<void> => {
      const parsed = parseMessage(decode(bytes, 'utf-8').text);
      const code = parsed.kind === 'message' ? 'AA' : 'AE';
      await keep(bytes);
      const reply = acknowledge(mshOf(bytes), { code, controlId: 'C1', at: '20261120100000+0000' });
      socket.write(frame(Buffer.from(reply)));
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const one of decoder.push(chunk)) if (one.kind === 'message') void answer(one.bytes);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    answerAsked((server.address() as AddressInfo).port, () => Promise.resolve(process.memoryUsage().rss));
  });
};

const [, , databaseUrl] = process.argv;
void (databaseUrl === undefined ? Promise.resolve(keepsNothing) : keepingIn(databaseUrl)).then(serve);
