import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address } from '../../adapters/assembly/connections';

/** The way to a system on which its answers are written otherwise. */
export interface RewrittenWay {
  readonly address: Address;
  close(): Promise<void>;
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Without what would hold a body to what it was. */
const passedOn = ({
  'content-length': _length,
  'transfer-encoding': _coding,
  etag: _tag,
  ...rest
}: IncomingHttpHeaders) => rest;

/**
 * `rewrite`: an answer's text, with this way's own address where the system's stood, as it is to be; null leaves it alone.
 * `instead`: what is answered at a path of which the system is not asked.
 */
export const startRewrittenWay = async (
  target: Address,
  rewrite: (text: string, own: string) => string | null,
  instead: (path: string) => string | undefined = () => undefined,
): Promise<RewrittenWay> => {
  let own = '';
  const ask = (asked: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { 'if-none-match': _kept, ...headers } = asked.headers;
      const { method, url: path } = asked;
      request({ ...target, method, path, headers, agent: false }, resolve)
        .once('error', reject)
        .end(body);
    });
  const server = createServer((asked, reply) => {
    const serve = async (): Promise<void> => {
      const known = instead(asked.url ?? '');
      if (known !== undefined) {
        reply.writeHead(200, { 'content-type': 'application/fhir+json' }).end(known);
        return;
      }
      const answer = await ask(asked, await bodyOf(asked));
      const bytes = await bodyOf(answer);
      const text = bytes.toString('utf8').replaceAll(`http://${target.host}:${target.port}`, own);
      reply.writeHead(answer.statusCode ?? 502, passedOn(answer.headers)).end(rewrite(text, own) ?? bytes);
    };
    serve().catch(() => reply.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  own = `http://127.0.0.1:${port}`;
  return {
    address: { host: '127.0.0.1', port },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};
