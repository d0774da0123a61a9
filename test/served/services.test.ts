import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { makeCertificates, type Certificates } from '../certificates';
import { freshDatabase, type FreshDatabase } from '../database';
import { askOnceHeard, withoutTimes } from './asking';
import { newInstallation, type Installation } from './installation';

const SECRET = 'a secret of the tests, of thirty-two characters or more';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/**
 * The first of `count` ports in a row that nobody has. They are opened much later: none is among those that the system
 * gives out to whoever asks for any (from 32,768 on Linux).
 */
const portsInARow = async (count: number): Promise<number> => {
  for (;;) {
    const first = 20_000 + randomInt(12_000);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
};

/** Each process compiles its own code as it starts; on a busy machine that takes its time. */
jest.setTimeout(180_000);

/** As docker-compose.yml lays it out: every part a process with a folder of its own, on a PostgreSQL that others run. */
describe('the served mode', () => {
  let installation: Installation;
  let database: FreshDatabase;
  let certificates: Certificates;
  beforeEach(async () => {
    [installation, database] = await Promise.all([newInstallation(), freshDatabase()]);
    certificates = makeCertificates();
  });
  afterEach(async () => {
    await installation.remove();
    await database.drop();
    certificates.remove();
  });

  it('answers with nothing in common but the database, the keys, the addresses and the authority of their certificates', async () => {
    const folderOf = (service: string): string => join(installation.folder, service);
    const ports = await portsInARow(6);
    const env = (service: string): Record<string, string> => ({
      CAUSEWAY_DATA: folderOf(service),
      DATABASE_URL: database.url,
      CAUSEWAY_TOKEN_KEY: SECRET,
      INTAKE: 'off',
      SIMULATORS_HOST: 'localhost',
      SIMULATORS_PORT: String(ports),
      PAS_MLLP_PORT: String(ports + 3),
      NERVECENTRE_MLLP_PORT: String(ports + 4),
      SIMULATOR_CONTROL_PORT: String(ports + 5),
    });
    const tls = (service: string): Record<string, string> => {
      const { key, certificate, authority } = certificates.issue(service);
      return { SERVICE_TLS_KEY: key, SERVICE_TLS_CERTIFICATE: certificate, SERVICE_TLS_AUTHORITY: authority };
    };
    const simulators = await installation.start('adapters/main.ts', ['simulators'], env('simulators'));
    const intake = await installation.start('adapters/main.ts', ['intake'], env('intake'));
    const subgraph = await installation.start('subgraphs/main.ts', ['care-record'], {
      ...env('subgraph'),
      ...tls('subgraph'),
    });
    expect(subgraph.url).toMatch(/^https:/);
    const gateway = await installation.start('gateway/main.ts', [], {
      ...env('gateway'),
      ...tls('gateway'),
      SUBGRAPH_CARE_RECORD_URL: subgraph.url,
    });
    const answered = await askOnceHeard(gateway, '', SECRET);
    expect(answered.errors).toBeUndefined();
    expect(withoutTimes(answered)).toMatchObject({
      patient: { name: { text: 'TESTER, Mavis (Mrs)' }, flags: { completeness: { status: 'COMPLETE' } } },
    });
    const ended = await Promise.all([gateway, subgraph, intake, simulators].map((each) => each.end('SIGTERM')));
    expect(ended).toEqual([0, 0, 0, 0]);
  });
});
