import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { migrate } from '../store/migrate';
import { MIGRATIONS } from '../store/migrations';

let fresh: FreshDatabase;
let children: ChildProcess[];
beforeEach(async () => {
  fresh = await freshDatabase();
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await fresh.drop();
});

const PORTS = ['PAS_MLLP_PORT', 'LIMS_MLLP_PORT', 'RIS_MLLP_PORT', 'NERVECENTRE_MLLP_PORT'];

const startIntake = () => {
  const free = Object.fromEntries(PORTS.map((name) => [name, '0']));
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, '../main.ts'), 'intake'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...free, DATABASE_URL: fresh.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return {
    said: () => said,
    ready: async () => {
      while (!said.includes('The intake is ready')) await once(child.stdout, 'data');
    },
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
};

test('an older process stops when a newer one brings the tables up to date, and does not start on them again', async () => {
  const older = startIntake();
  await older.ready();
  await migrate(fresh.store.db as unknown as Kysely<unknown>, [
    ...MIGRATIONS,
    { name: '9999-of-tomorrow', up: () => Promise.resolve() },
  ]);
  expect(await older.ended).toBe(1);
  expect(older.said()).toContain('The intake cannot go on: The tables of this database are of a newer version');
  expect(older.said()).toContain('The intake is stopping');

  const again = startIntake();
  expect(await again.ended).toBe(1);
  expect(again.said()).toMatch(/^The intake is starting\nThe tables of this database are of a newer version .*\n$/);
}, 180_000);
