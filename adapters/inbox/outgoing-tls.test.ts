import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { parseMessage } from '../wire/hl7v2/parse';
import { connectMllp } from '../wire/mllp/client';
import { startMllpListener, type MllpListener } from '../wire/mllp/listener';
import { openSending } from './operations/send-again';
import { createReturnConnection } from './return-connection';
import { sampleMessage } from './sample-feed';

/** An authority, and a server and a client of it, made here and thrown away. */
const folder = mkdtempSync(join(tmpdir(), 'outgoing-'));
const pem = (name: string): Buffer => readFileSync(join(folder, name));
const openssl = (...args: readonly string[]): void =>
  void execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const signed = (name: string): void => {
  const own = ['-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`];
  openssl('req', ...NEW_KEY, ...own, '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost');
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...authority, '-out', `${name}.pem`, '-days', '2');
};

describe('what we send ourselves, over TLS', () => {
  let listener: MllpListener;
  beforeAll(async () => {
    openssl('req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=ca');
    signed('server');
    signed('client');
    const shown = { key: pem('server.key'), certificate: pem('server.pem'), clientAuthority: pem('ca.pem') };
    listener = await startMllpListener({
      ...{ host: '127.0.0.1', port: 0, maxBytes: 10_000, idleMs: 20_000, maxConnections: 10 },
      tls: () => shown,
      onMessage: (bytes) => {
        const parsed = parseMessage(bytes.toString());
        const id = parsed.kind === 'message' ? parsed.message.controlId : '';
        return Promise.resolve(Buffer.from(`MSH|^~\\&|PAS|RWE|||2026||ACK|X|P|2.4\rMSA|AA|${id}\r`));
      },
    });
  });
  afterAll(async () => {
    await listener.close();
    rmSync(folder, { recursive: true });
  });

  const message = sampleMessage({ id: 'T1', person: '1' });
  const ways = () => {
    const at = { host: '127.0.0.1', port: listener.port };
    const trusting = () => ({ authority: pem('ca.pem') });
    const ours = () => ({ ...trusting(), key: pem('client.key'), certificate: pem('client.pem') });
    return { at, trusting, ours };
  };

  test('a return connection: taken with our own certificate; without it, or plainly, not', async () => {
    const { at, trusting, ours } = ways();
    const deliveries = [];
    for (const peer of [{ ...at, tls: ours }, { ...at, tls: trusting }, { ...at, tls: () => ({}) }, at]) {
      const connection = createReturnConnection(peer);
      deliveries.push(await connection.send(message));
      await connection.close();
    }
    expect(deliveries[0]).toBe('taken');
    for (const delivery of deliveries.slice(1)) expect(delivery).toHaveProperty('failed');
  });

  test('a destination: the same', async () => {
    const { at, trusting, ours } = ways();
    const sent = [];
    for (const more of [{ tls: ours }, { tls: trusting }, { tls: () => ({}) }, {}]) {
      const sending = openSending({ name: 'engine', ...at, ...more });
      sent.push(await sending.send(message));
      await sending.close();
    }
    expect(sent[0]).toEqual({ code: 'AA' });
    for (const one of sent.slice(1)) expect(one).toHaveProperty('failed');
  });

  test('a server of several names is told which one is meant; an address is no name', async () => {
    const asked: unknown[] = [];
    const server = createServer({ key: pem('server.key'), cert: pem('server.pem') });
    await new Promise<void>((resolve) => server.listen(0, () => resolve()));
    const { port } = server.address() as AddressInfo;
    for (const host of ['localhost', '127.0.0.1']) {
      const greeted = once(server, 'secureConnection') as Promise<[TLSSocket]>;
      const client = await connectMllp({ host, port, timeoutMs: 20_000, tls: () => ({ authority: pem('ca.pem') }) });
      asked.push((await greeted)[0].servername);
      await client.close();
    }
    await new Promise((resolve) => server.close(resolve));
    expect(asked).toEqual(['localhost', false]);
  });
});
