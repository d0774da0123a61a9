import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientTls } from './client';
import { connectMllp } from './client';
import type { MllpListener, MllpListenerOptions } from './listener';
import { startMllpListener } from './listener';
import { allowedPeers, isNetwork } from './listener-security';
import { createRefusals } from './refusals';

/** Certificates made here and thrown away: an authority, a server and a client of it, and a client of nobody's. */
const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const file = (name: string): string => join(folder, name);
const openssl = (...args: readonly string[]): void =>
  void execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const selfSigned = (name: string): void =>
  openssl(
    'req',
    '-x509',
    ...KEY,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  );
const signed = (name: string): void => {
  const extension = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  openssl('req', ...KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`, ...extension);
  const authority = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-copy_extensions', 'copy'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...authority, '-out', `${name}.pem`, '-days', '2');
};
const pem = (name: string): { readonly key: Buffer; readonly certificate: Buffer } => ({
  key: readFileSync(file(`${name}.key`)),
  certificate: readFileSync(file(`${name}.pem`)),
});

const closers: (() => Promise<unknown>)[] = [];
beforeAll(() => {
  selfSigned('authority');
  selfSigned('stranger');
  signed('server');
  signed('client');
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

const listen = async (options: Partial<MllpListenerOptions>): Promise<MllpListener> => {
  const onMessage: MllpListenerOptions['onMessage'] = (bytes) => Promise.resolve(bytes);
  const defaults = { host: '127.0.0.1', port: 0, maxBytes: 100, idleMs: 20_000, maxConnections: 10, onMessage };
  const listener = await startMllpListener({ ...defaults, ...options });
  closers.push(() => listener.close());
  return listener;
};
/** What comes back, or the code of what went wrong. */
const said = async (port: number, tls?: ClientTls): Promise<string> => {
  try {
    const client = await connectMllp({ host: '127.0.0.1', port, timeoutMs: 5_000, ...(tls && { tls: () => tls }) });
    closers.push(() => client.close());
    return (await client.send(Buffer.from('hello'))).toString();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};
const authority = (): Buffer => readFileSync(file('authority.pem'));

describe('TLS', () => {
  test('a sender that believes the authority is heard; one that does not, or speaks plainly, is not', async () => {
    const { port } = await listen({ tls: () => pem('server') });
    expect(await said(port, { authority: authority() })).toBe('hello');
    expect(await said(port, {})).toBe('CONNECT_FAILED');
    expect(await said(port)).toBe('CLOSED');
    expect(await said(port, { authority: authority() })).toBe('hello');
  });

  test('mutual TLS hears a client of its authority, and no other', async () => {
    const notes: string[] = [];
    const shown = { ...pem('server'), clientAuthority: authority() };
    const listener = await listen({
      tls: () => shown,
      onNote: (note, peer) => notes.push(`${peer.address}: ${note}`),
    });
    const { port } = listener;
    expect(await said(port, { authority: authority(), ...pem('client') })).toBe('hello');
    // With TLS 1.3 a client learns only at its first message that its certificate was not taken.
    expect(await said(port, { authority: authority() })).toMatch(/CLOSED|CONNECT_FAILED/);
    expect(await said(port, { authority: authority(), ...pem('stranger') })).toMatch(/CLOSED|CONNECT_FAILED/);
    await listener.close();
    expect(listener.refused.tls).toBe(2);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toBe(
      '127.0.0.1: a connection was refused: TLS could not be agreed (ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE)',
    );
  });

  test('closing does not wait for a connection that never greets', async () => {
    const listener = await listen({ tls: () => pem('server') });
    const silent = await connectMllp({ host: '127.0.0.1', port: listener.port, timeoutMs: 5_000 });
    await listener.close();
    await expect(silent.send(Buffer.from('x'))).rejects.toMatchObject({ name: 'MllpError' });
  });
});

describe('the list of peers', () => {
  test.each([
    ['127.0.0.1', true],
    ['127.0.0.0/8', true],
    ['10.0.0.0/8', false],
    ['fd00::/8', false],
  ])('%s', async (network, heard) => {
    const listener = await listen({ peers: [network] });
    expect(await said(listener.port)).toBe(heard ? 'hello' : 'CLOSED');
    expect(listener.refused.notAllowed).toBe(heard ? 0 : 1);
  });

  test('an IPv4 peer of an IPv6 socket is that IPv4 peer, and an address that is none is nobody', () => {
    const allows = allowedPeers(['10.1.0.0/16', 'fd00::7']);
    expect(['10.1.2.3', '::ffff:10.1.2.3', '10.2.0.1', 'fd00::7', 'fd00::8', ''].map(allows)).toEqual([
      ...[true, true, false, true, false, false],
    ]);
  });

  test.each(['', 'ward-4', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/x', 'fd00::/129'])('%j is no network', (text) =>
    expect(isNetwork(text)).toBe(false),
  );
});

test('refusals are all counted, and told the first, tenth and hundredth time of each address and reason', () => {
  const told: string[] = [];
  const refusals = createRefusals((note, address) => told.push(`${address} ${note}`));
  for (let times = 0; times < 120; times += 1) refusals.add('full', '10.0.0.1');
  refusals.add('full', '10.0.0.2');
  refusals.add('tls', '10.0.0.1', 'ECONNRESET');
  expect(refusals.counts).toEqual({ full: 121, notAllowed: 0, tls: 1 });
  const full = 'a connection was refused: as many as this listener takes are open';
  expect(told).toEqual([
    `10.0.0.1 ${full}`,
    `10.0.0.1 ${full}, 10 times by now`,
    `10.0.0.1 ${full}, 100 times by now`,
    `10.0.0.2 ${full}`,
    '10.0.0.1 a connection was refused: TLS could not be agreed (ECONNRESET)',
  ]);
});
