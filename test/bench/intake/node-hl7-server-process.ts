import { createServer, type AddressInfo } from 'node:net';
import { Server } from 'node-hl7-server';
import { answerAsked } from './process-ask';

/** It takes no port 0, so a free one is found for it. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** node-hl7-server as its README has it: it parses, and acknowledges what it has kept nowhere. */
const main = async (): Promise<void> => {
  const port = await freePort();
  const inbound = new Server({ bindAddress: '127.0.0.1' }).createInbound({ port }, (request, response) => {
    request.getMessage();
    void response.sendResponse('AA');
  });
  inbound.on('listen', () => answerAsked(port, () => Promise.resolve(process.memoryUsage().rss)));
};

void main();
