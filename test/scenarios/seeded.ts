import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readEnvironment } from '../../adapters/settings/environment';
import { startCauseway } from '../../gateway/assembly/causeway';
import { freshDatabase, testServer, type FreshDatabase } from '../database';
import { seededFolder } from '../seeded-folder';
import { ANCHOR, hospitalEnvironment } from './hospital-environment';
import { scenarioClock } from './scenario-clock';

export interface SeededHospital {
  readonly database: FreshDatabase;
  /** Its keys, and what its simulators were told is acknowledged. */
  readonly folder: string;
}

/** Starts Causeway where nothing was heard yet, hears all that its feeds have to say, and leaves it stopped. */
const seed = async (folder: string, databaseUrl: string): Promise<void> => {
  const env = hospitalEnvironment(folder, databaseUrl);
  const clock = scenarioClock(ANCHOR);
  const causeway = await startCauseway({ environment: readEnvironment(env), env, clock, log: () => undefined });
  try {
    await causeway.adapters.simulated?.settled();
    await causeway.adapters.worker?.drain();
  } finally {
    await causeway.close();
  }
};

/** Makes the database and the folder that all others are copies of, unless this run has them. One at a time. */
const seedOnce = async (template: string, folder: string): Promise<void> => {
  const { url, template: empty } = testServer();
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    if (existsSync(folder)) return;
    const building = await freshDatabase(empty);
    const beside = `${folder}.building`;
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { mode: 0o700 });
    try {
      await seed(beside, building.url);
      await building.store.close();
      await client.query(`alter database ${building.name} rename to ${template}`);
    } catch (error) {
      await building.drop();
      throw error;
    }
    // Last: whoever finds the folder may take both.
    renameSync(beside, folder);
  } finally {
    await client.end();
  }
};

/** A hospital whose feeds have told all they had to, as it is after a restart: a copy of the run's one. */
export const seededHospital = async (): Promise<SeededHospital> => {
  const { template: empty } = testServer();
  const template = `${empty}_seeded`;
  const kept = seededFolder(empty);
  await seedOnce(template, kept);
  const folder = mkdtempSync(join(tmpdir(), 'causeway-scenario-'));
  cpSync(kept, folder, { recursive: true });
  return { database: await freshDatabase(template), folder };
};
