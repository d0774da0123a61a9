import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificates, type Certificates } from '../../../test/certificates';
import { createHttpClient, type HttpClientTls } from './client';

/** A system that takes whoever shows a certificate of its authority, as the Spine does. */
let certificates: Certificates;
let server: Server;
let ours: HttpClientTls;
beforeAll(async () => {
  certificates = makeCertificates();
  const { key, certificate, authority } = certificates.issue('spine');
  const own = certificates.issue('causeway');
  ours = { key: readFileSync(own.key), certificate: readFileSync(own.certificate), authority: readFileSync(authority) };
  server = createServer(
    {
      ...{ key: readFileSync(key), cert: readFileSync(certificate), ca: readFileSync(authority) },
      ...{ requestCert: true, rejectUnauthorized: true },
    },
    (_request, response) => response.end('{"known":true}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  certificates.remove();
});

const ask = async (tls?: HttpClientTls): Promise<unknown> => {
  const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createHttpClient({ baseUrl, ...(tls && { tls }) });
  try {
    return (await client.json({ path: 'Patient' })).body;
  } finally {
    await client.close();
  }
};

test('a system that asks for our certificate is shown it, and known by its own authority', async () => {
  expect(await ask(ours)).toEqual({ known: true });
});

test.each<[string, () => HttpClientTls | undefined]>([
  ['without our certificate', () => ({ ...(ours.authority && { authority: ours.authority }) })],
  [
    'of an authority that we do not believe',
    () => ({ ...ours, authority: readFileSync(certificates.issue('x', { authority: 'other' }).authority) }),
  ],
  ['with nothing said', () => undefined],
])('%s there is no answer', async (_what, tls) => {
  await expect(ask(tls())).rejects.toMatchObject({ kind: 'unreachable' });
});
