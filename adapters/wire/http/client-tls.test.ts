import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificates, type Certificates } from '../../../test/certificates';
import { createHttpClient, type HttpClientTls } from './client';

/** A system that takes whoever shows a certificate of its authority, as the Spine does. */
let certificates: Certificates;
let server: Server;
let ours: HttpClientTls;
/** Of nobody's authority. */
let stranger: HttpClientTls;
beforeAll(async () => {
  certificates = makeCertificates();
  const { key, certificate, authority } = certificates.issue('spine');
  const own = certificates.issue('causeway');
  ours = { key: readFileSync(own.key), certificate: readFileSync(own.certificate), authority: readFileSync(authority) };
  const unknown = certificates.issue('stranger', { authority: 'other' });
  stranger = { key: readFileSync(unknown.key), certificate: readFileSync(unknown.certificate) };
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

const baseUrl = (): string => `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

const ask = async (tls?: HttpClientTls): Promise<unknown> => {
  const client = createHttpClient({ baseUrl: baseUrl(), ...(tls && { tls: () => tls }) });
  try {
    return (await client.json({ path: 'Patient' })).body;
  } finally {
    await client.close();
  }
};

test('a system that asks for our certificate is shown it, and known by its own authority', async () => {
  expect(await ask(ours)).toEqual({ known: true });
});

test('a certificate renewed in its place is shown with the next connection', async () => {
  let shown: HttpClientTls = { ...ours, ...stranger };
  const client = createHttpClient({ baseUrl: baseUrl(), tls: () => shown });
  try {
    await expect(client.json({ path: 'Patient' })).rejects.toMatchObject({ kind: 'unreachable' });
    shown = ours;
    expect((await client.json({ path: 'Patient' })).body).toEqual({ known: true });
  } finally {
    await client.close();
  }
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
