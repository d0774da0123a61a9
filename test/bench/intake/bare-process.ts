import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { acknowledge } from '../../../adapters/wire/hl7v2/acknowledge';
import { decode } from '../../../adapters/wire/hl7v2/charset';
import { mshOf } from '../../../adapters/wire/hl7v2/msh';
import { parseMessage } from '../../../adapters/wire/hl7v2/parse';
import { createFrameDecoder, frame } from '../../../adapters/wire/mllp/frames';
import { answerAsked } from './process-ask';

/** What a listener costs that only parses: nothing is kept, so its acknowledgement promises nothing. */
const server = createServer({ noDelay: true }, (socket) => {
  const decoder = createFrameDecoder({ maxBytes: 1024 * 1024 });
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    for (const one of decoder.push(chunk)) {
      if (one.kind !== 'message') continue;
      const parsed = parseMessage(decode(one.bytes, 'utf-8').text);
      const code = parsed.kind === 'message' ? 'AA' : 'AE';
      const reply = acknowledge(mshOf(one.bytes), { code, controlId: 'C1', at: '20261120100000+0000' });
      socket.write(frame(Buffer.from(reply)));
    }
  });
});

server.listen(0, '127.0.0.1', () => {
  answerAsked((server.address() as AddressInfo).port, () => Promise.resolve(process.memoryUsage().rss));
});
