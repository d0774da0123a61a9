import { connect } from 'node:net';
import { createFrameDecoder, frame, type Frame } from '../../adapters/wire/mllp/frames';

/**
 * Sends all messages at once on one connection, says that there are no more, and gives every block that came back until
 * the other side hung up: one too many would show as well as one too few.
 */
export const exchange = (port: number, messages: readonly Buffer[]): Promise<readonly Frame[]> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const decoder = createFrameDecoder({ maxBytes: 1024 * 1024 });
    const frames: Frame[] = [];
    let replies = 0;
    socket.on('data', (chunk: Buffer) => {
      const more = decoder.push(chunk);
      frames.push(...more);
      replies += more.length;
      if (replies >= messages.length) socket.end();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve([...frames, ...decoder.end()]));
    for (const message of messages) socket.write(frame(message));
  });
