import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { developmentKeys, issueDevelopmentToken } from '../../adapters/access';
import { sealKey, seenKey } from '../../adapters/audit';
import { verifyAudit } from '../../adapters/audit/verify';
import { readEnvironment } from '../../adapters/settings/environment';
import { installationKey } from '../../adapters/settings/installation-key';
import { systemClock } from '../../schema/clock';
import { freshDatabase, type FreshDatabase } from '../database';
import { newInstallation, type Installation, type Started } from '../served/installation';
import { readable, startReaders, type Asked, type Received } from './readers';

/**
 * Two hundred clients read while the product is killed: whoever received an answer is on record as having received it.
 * `AUDIT_LOAD=long npx jest test/audit-load` kills it ten times, each after ten thousand answers.
 */
const LONG = process.env['AUDIT_LOAD'] === 'long';
const READERS = 200;
const KILLS = LONG ? 10 : 1;
const ANSWERS = LONG ? 10_000 : 200;
jest.setTimeout(LONG ? 3_600_000 : 300_000);

let installation: Installation;
let database: FreshDatabase;
beforeAll(async () => {
  installation = await newInstallation();
  database = await freshDatabase();
});
afterAll(async () => {
  await installation.remove();
  await database.drop();
});

const environment = () => ({ DATABASE_URL: database.url, RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'silent' });
const start = (): Promise<Started> => installation.start('gateway/main.ts', [], environment());

/** `npm run audit -- verify --json`, as somebody runs it. */
const verify = async () => {
  const command = join(__dirname, '../../adapters/audit/audit-command.ts');
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', command, 'verify', '--json'], {
    env: { ...process.env, ...environment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const { sealed, faults, unsealed } = JSON.parse(out) as {
    readonly sealed: number;
    readonly faults: readonly unknown[];
    readonly unsealed: { readonly count: number };
  };
  return { code, sealed, faults, unsealed: unsealed.count };
};

const rowsWritten = async (): Promise<number> =>
  (await database.store.pool.query<{ n: number }>('select count(*)::int as n from read_audit')).rows[0]?.n ?? 0;

/** Those of the answers that no committed row tells of. */
const withoutRow = async (received: readonly Received[]): Promise<readonly Received[]> => {
  const { rows } = await database.store.pool.query<{ request_id: string; person: string }>(
    `select request_id, unnest(persons) as person from read_audit where outcome = 'answered'`,
  );
  const known = new Set(rows.map(({ request_id: id, person }) => `${id} ${person}`));
  return received.filter(({ requestId, person }) => !known.has(`${requestId} ${person}`));
};

/** Numbers of people that the feeds have told of, and that this user has to do with. */
const numbersFor = async (asked: Pick<Asked, 'url' | 'token'>): Promise<readonly string[]> => {
  for (;;) {
    const { rows } = await database.store.pool.query<{ nhs_number: string }>(
      `select distinct nhs_number from person_record where instance = 'pas@RWE' and nhs_number is not null
       order by nhs_number limit 60`,
    );
    const numbers = await readable({ ...asked, nhsNumbers: rows.map(({ nhs_number: number }) => number) });
    if (numbers.length >= 3) return numbers;
    await pause(100);
  }
};

test('no answer that a client received whole is without its row, and the chain holds up to where it was cut', async () => {
  const received: Received[] = [];
  let product = await start();
  const keys = await developmentKeys(join(installation.folder, 'data'));
  const token = await issueDevelopmentToken({ role: 'clinician' }, keys, systemClock);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const asked = { url: product.url, token };
    const readers = startReaders(READERS, { ...asked, nhsNumbers: await numbersFor(asked) });
    await readers.reached(ANSWERS);
    expect(readers.received.length).toBeGreaterThanOrEqual(ANSWERS);
    await product.end('SIGKILL');
    await readers.stop();
    received.push(...readers.received);
    expect(await withoutRow(readers.received)).toEqual([]);

    // Nothing seals while nothing runs: what is sealed holds, and the rest is said to wait.
    const cut = await verify();
    expect([cut.code, cut.faults]).toEqual([0, []]);
    expect(cut.sealed + cut.unsealed).toBe(await rowsWritten());
    product = await start();
  }
  // Told to stop, it seals what waits.
  expect(await product.end('SIGTERM')).toBe(0);
  const key = installationKey(readEnvironment(environment()));
  const whole = await verifyAudit(database.store.db, { chain: sealKey(key), seen: seenKey(key) });
  expect(whole).toMatchObject({ faults: [], sealed: await rowsWritten(), unsealed: { count: 0 } });
  expect(await withoutRow(received)).toEqual([]);
});
