import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates, type Certificates } from '../../test/certificates';
import type { ServiceTlsSetting } from '../settings/service-tls';
import { connectMllp, type MllpClient } from '../wire/mllp/client';
import { startMllpListener, type MllpListener, type MllpListenerOptions } from '../wire/mllp/listener';
import { clientTls, listenerTls } from './renewed-tls';

let certificates: Certificates;
beforeAll(() => {
  certificates = makeCertificates();
});
afterAll(() => certificates.remove());

const closing: (() => Promise<unknown>)[] = [];
const told: string[] = [];
const log = (line: string): void => void told.push(line);
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  told.length = 0;
});

const listen = async (tls: NonNullable<MllpListenerOptions['tls']>): Promise<MllpListener> => {
  const listener = await startMllpListener({
    ...{ host: '127.0.0.1', port: 0, maxBytes: 100, idleMs: 20_000, maxConnections: 10, tls },
    onMessage: (bytes) => Promise.resolve(bytes),
  });
  closing.push(() => listener.close());
  return listener;
};

const connectTo = async ({ port }: MllpListener, tls: () => object): Promise<MllpClient> => {
  const client = await connectMllp({ host: '127.0.0.1', port, timeoutMs: 5_000, tls });
  closing.push(() => client.close());
  return client;
};
/** What comes back, or that nothing does. */
const said = async (client: Promise<MllpClient>): Promise<string> => {
  try {
    return (await (await client).send(Buffer.from('hello'))).toString();
  } catch {
    return 'not heard';
  }
};

/** Files of a name of their own, which a renewal writes over. */
const lying = (name: string, { key, certificate }: ServiceTlsSetting) => {
  const at = {
    key: join(certificates.folder, `${name}-own.key`),
    certificate: join(certificates.folder, `${name}-own.pem`),
  };
  copyFileSync(key, at.key);
  copyFileSync(certificate, at.certificate);
  return at;
};

test('a listener shows a renewed certificate to whoever connects next; half a pair changes nothing, and is told', async () => {
  const first = certificates.issue('first');
  const next = certificates.issue('next', { authority: 'next-authority' });
  const files = lying('listener', first);
  const listener = await listen(listenerTls('listeners.LIMS_MLLP_PORT.tls', files, log));
  const believing = (serverAuthority: string) => connectTo(listener, clientTls('feeds.lims', { serverAuthority }, log));
  const standing = await believing(first.authority);
  expect(await said(Promise.resolve(standing))).toBe('hello');
  copyFileSync(next.key, files.key);
  expect(await said(believing(first.authority))).toBe('hello');
  expect(await said(believing(first.authority))).toBe('hello');
  expect(told).toEqual([
    expect.stringMatching(
      /^listeners\.LIMS_MLLP_PORT\.tls: the renewed TLS files cannot be used \(ERR_\w+\); those read before are kept$/,
    ),
  ]);
  copyFileSync(next.certificate, files.certificate);
  expect(await said(believing(first.authority))).toBe('not heard');
  expect(await said(believing(next.authority))).toBe('hello');
  // Who was connected is not sent away.
  expect(await said(Promise.resolve(standing))).toBe('hello');
  expect(told).toHaveLength(1);
});

test('a connection of our own shows the certificate that lies there when it is opened', async () => {
  const theirs = certificates.issue('theirs');
  const { authority: clientAuthority, key, certificate } = theirs;
  const listener = await listen(listenerTls('listeners.PAS_MLLP_PORT.tls', { key, certificate, clientAuthority }, log));
  const files = lying('own', certificates.issue('unknown', { authority: 'unknown-authority' }));
  const tls = clientTls('feeds.pas-adt.acknowledgeTls', { ...files, serverAuthority: theirs.authority }, log);
  expect(await said(connectTo(listener, tls))).toBe('not heard');
  const renewed = certificates.issue('renewed');
  copyFileSync(renewed.key, files.key);
  copyFileSync(renewed.certificate, files.certificate);
  expect(await said(connectTo(listener, tls))).toBe('hello');
});
