import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createOperations } from '../../adapters/operations';
import { systemClock } from '../../schema/clock';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { pageDocuments } from '../pages/page-documents';
import { textOf } from './registered';

it('opens nothing where the mode of production was forgotten', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', 'tsx/cjs', join(__dirname, 'operations-command.ts'), 'list'],
    { env: { ...process.env, NODE_ENV: 'production', CAUSEWAY_MODE: '' }, encoding: 'utf8', timeout: 60_000 },
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('environment.NODE_ENV: says production');
});

describe('register --pages', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.drop());

  it('leaves the tables of another version as they are, and registers nothing there', async () => {
    const steps = 'select name from migration order by name';
    await database.store.pool.query('delete from migration where name = (select max(name) from migration)');
    const before = (await database.store.pool.query(steps)).rows;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', 'tsx/cjs', join(__dirname, 'operations-command.ts'), 'register', '--pages', '--by', 'a test'],
      { env: { ...process.env, DATABASE_URL: database.url }, encoding: 'utf8', timeout: 60_000 },
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The tables of this database are not those of this version: nothing was done\./);
    expect((await database.store.pool.query(steps)).rows).toEqual(before);
  });

  it('makes known what every page asks, so that the pages go on working where nothing else is answered', async () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', 'tsx/cjs', join(__dirname, 'operations-command.ts'), 'register', '--pages', '--by', 'a test'],
      { env: { ...process.env, DATABASE_URL: database.url }, encoding: 'utf8', timeout: 60_000 },
    );
    expect([status, stderr]).toEqual([0, '']);
    const operations = await createOperations(database.store, systemClock);
    const answered = textOf(operations, 'registered');
    const folders = readdirSync(join(__dirname, '../pages'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(entry.parentPath, entry.name, 'documents.ts')))
      .map(({ name }) => name);
    const documents = pageDocuments();
    expect(new Set(documents.map(({ from }) => from.split('/')[0]))).toEqual(new Set(folders));
    expect(stdout.trim().split('\n')).toHaveLength(documents.length);
    for (const { text } of documents) expect(await answered({ query: text() })).toBe(text());
    await operations.close();
  });
});
