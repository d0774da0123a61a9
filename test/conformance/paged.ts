import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Address } from '../../adapters/assembly/connections';

/** The way to a FHIR server on which every searchset comes in two pages, the second behind the link `next`. */
export interface PagedWay {
  readonly address: Address;
  /** How many searchsets were parted. */
  parted(): number;
  close(): Promise<void>;
}

const searchset = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).default([]),
  entry: z.array(z.looseObject({ search: z.looseObject({ mode: z.string() }).optional() })).default([]),
});
type Searchset = z.infer<typeof searchset>;

const searchsetIn = (text: string): Searchset | null => {
  try {
    return searchset.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Without what would hold a whole body to a half of it. */
const passedOn = ({
  'content-length': _length,
  'transfer-encoding': _coding,
  etag: _tag,
  ...rest
}: IncomingHttpHeaders) => rest;

export const startPagedWay = async (target: Address): Promise<PagedWay> => {
  const seconds: string[] = [];
  let own = '';
  let parted = 0;
  const ask = (asked: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { 'if-none-match': _kept, ...headers } = asked.headers;
      const { method, url: path } = asked;
      request({ ...target, method, path, headers, agent: false }, resolve)
        .once('error', reject)
        .end(body);
    });
  /** Its first half, its second kept for whoever follows the link. What is included comes with both. */
  const firstHalf = (whole: Searchset): Searchset => {
    const matches = whole.entry.filter(({ search }) => search?.mode !== 'include');
    if (matches.length < 2 || whole.link.some(({ relation }) => relation === 'next')) return whole;
    const included = whole.entry.filter(({ search }) => search?.mode === 'include');
    const half = (some: Searchset['entry'], link: Searchset['link']): Searchset => ({
      ...whole,
      link: [...whole.link, ...link],
      entry: [...some, ...included],
    });
    const at = Math.ceil(matches.length / 2);
    parted += 1;
    const url = `${own}/second-page-${seconds.push(JSON.stringify(half(matches.slice(at), []))) - 1}`;
    return half(matches.slice(0, at), [{ relation: 'next', url }]);
  };
  const server = createServer((asked, reply) => {
    const serve = async (): Promise<void> => {
      const nth = /\/second-page-(\d+)$/.exec(asked.url ?? '')?.[1];
      const second = nth === undefined ? undefined : seconds[Number(nth)];
      if (second !== undefined) {
        reply.writeHead(200, { 'content-type': 'application/fhir+json' }).end(second);
        return;
      }
      const answer = await ask(asked, await bodyOf(asked));
      const bytes = await bodyOf(answer);
      const text = bytes.toString('utf8').replaceAll(`http://${target.host}:${target.port}`, own);
      const found = searchsetIn(text);
      reply.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      reply.end(found === null ? bytes : JSON.stringify(firstHalf(found)));
    };
    serve().catch(() => reply.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  own = `http://127.0.0.1:${port}`;
  return {
    address: { host: '127.0.0.1', port },
    parted: () => parted,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};
