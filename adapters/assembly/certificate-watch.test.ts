import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeCertificates, type Certificates } from '../../test/certificates';
import { fixedClock } from '../../schema/clock';
import { DAY, instantOf } from '../../schema/time';
import { KINDS } from '../registry';
import { certificateFiles, INSTANCE_CERTIFICATES, type CertificateFile } from '../settings/certificates';
import { certificatesLeft, watchCertificates } from './certificate-watch';

let certificates: Certificates;
beforeAll(() => {
  certificates = makeCertificates();
});
afterAll(() => certificates.remove());

const WHERE = 'listeners.LIMS_MLLP_PORT.tls.certificate';
const ours = (path: string): CertificateFile => ({ where: WHERE, path, of: 'ours' });
const leftOf = (file: CertificateFile): number => certificatesLeft([file])[0]?.until ?? NaN;

test('what is shown lasts as long as the first of its chain, and authorities as long as the last of them', () => {
  const [short, long] = [certificates.issue('short', { days: 3 }), certificates.issue('long', { days: 30 })];
  const both = join(certificates.folder, 'both.pem');
  writeFileSync(both, `${readFileSync(long.certificate, 'utf8')}\n${readFileSync(short.certificate, 'utf8')}`);
  expect(leftOf(ours(both))).toBe(leftOf(ours(short.certificate)));
  expect(leftOf({ ...ours(both), of: 'authorities' })).toBe(leftOf(ours(long.certificate)));
  expect(leftOf(ours(long.certificate)) - leftOf(ours(short.certificate))).toBeGreaterThan(26 * DAY);
  // A key holds no certificate; a file that is not there is told of by whoever needs it.
  expect(certificatesLeft([ours(short.key), ours(join(certificates.folder, 'nothing.pem'))])).toEqual([]);
});

test('once a day it is said that one ends, until it is renewed; and that it has ended', async () => {
  const path = join(certificates.folder, 'lying.pem');
  writeFileSync(path, readFileSync(certificates.issue('first', { days: 40 }).certificate));
  const end = leftOf(ours(path));
  const clock = fixedClock(instantOf(end - 30 * DAY));
  const said: string[] = [];
  const looks = async (): Promise<readonly string[]> => {
    await pause(50);
    return said.splice(0);
  };
  const watch = watchCertificates({ files: [ours(path)], clock, log: (line) => said.push(line), everyMs: 5 });
  expect(await looks()).toEqual([]);
  clock.advance(10 * DAY);
  expect(await looks()).toEqual([`${WHERE}: ends in 20 days (${instantOf(end)}). Renew it: no restart is needed`]);
  expect(await looks()).toEqual([]);
  clock.advance(DAY);
  expect(await looks()).toEqual([expect.stringContaining('ends in 19 days')]);
  clock.advance(19 * DAY);
  expect(await looks()).toEqual([
    `${WHERE}: has ended (${instantOf(end)}); connections that go by it are refused. Renew it: no restart is needed`,
  ]);
  writeFileSync(path, readFileSync(certificates.issue('second', { days: 400 }).certificate));
  clock.advance(DAY);
  expect(await looks()).toEqual([]);
  await watch.close();
});

test('every file of certificates is named that the settings name', () => {
  const tls = { key: '/k', certificate: '/c' };
  const between = { SERVICE_TLS_CERTIFICATE: '/service.pem', SERVICE_TLS_AUTHORITY: '/authority.pem' };
  const estate = {
    instances: [
      {
        name: 'gp-connect@G81023',
        systemName: 'GP',
        settings: { clientCertificate: '/spine', serverAuthority: '/ssp' },
      },
      { name: 'pas@RWE', systemName: 'PAS', settings: {} },
    ],
    listeners: { A_PORT: { tls: { ...tls, clientAuthority: '/clients' } }, B_PORT: {} },
    feeds: [{ name: 'pas', acknowledgeTls: { serverAuthority: '/pas' } }, { name: 'lims' }],
    destinations: [{ name: 'test', host: 'h', port: 1, tls }],
  } as unknown as Parameters<typeof certificateFiles>[1];
  const files = certificateFiles(between, estate, { GP_CONNECT_G81023_CLIENT_CERTIFICATE: '/renewed' });
  expect(files.map(({ where, path, of }) => [where, path, of])).toEqual([
    ['environment.SERVICE_TLS_CERTIFICATE', '/service.pem', 'ours'],
    ['environment.SERVICE_TLS_AUTHORITY', '/authority.pem', 'authorities'],
    ['gp-connect@G81023.clientCertificate', '/renewed', 'ours'],
    ['gp-connect@G81023.serverAuthority', '/ssp', 'authorities'],
    ['listeners.A_PORT.tls.certificate', '/c', 'ours'],
    ['listeners.A_PORT.tls.clientAuthority', '/clients', 'authorities'],
    ['feeds.pas.acknowledgeTls.serverAuthority', '/pas', 'authorities'],
    ['destinations.test.tls.certificate', '/c', 'ours'],
  ]);
});

test('no kind of system calls its certificates otherwise', () => {
  const keys = KINDS.flatMap(({ kind: { config } }) => ('shape' in config ? Object.keys(config.shape as object) : []));
  const named = new Set(keys.filter((key) => /certificate|authority|\bca\b/i.test(key)));
  expect([...named].sort()).toEqual(Object.keys(INSTANCE_CERTIFICATES).sort());
});
