import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { databaseUrl, onServer } from '../../database';

export const PLACES = ['embedded', 'served'] as const;
export type Place = (typeof PLACES)[number];

/** An empty database for one bench: what to open the store with, and how it is done away with. */
export const freshPlace = async (place: Place): Promise<{ readonly at: string; remove(): Promise<void> }> => {
  switch (place) {
    case 'embedded': {
      const folder = await mkdtemp(join(tmpdir(), 'causeway-bench-'));
      // Where we are root the database server is another user, who must be able to enter.
      await chmod(folder, 0o755);
      return { at: folder, remove: () => rm(folder, { recursive: true, force: true }) };
    }
    case 'served': {
      const server = process.env['DATABASE_URL'] ?? `postgres://${userInfo().username}@127.0.0.1:5432`;
      const name = `causeway_bench_${randomBytes(4).toString('hex')}`;
      await onServer(databaseUrl(server, 'postgres'), `create database ${name}`);
      return {
        at: databaseUrl(server, name),
        remove: () => onServer(databaseUrl(server, 'postgres'), `drop database ${name} with (force)`),
      };
    }
  }
};

/** How the server makes a commit safe, asked of the server. Rejects where a commit would not be on disk. */
export const durabilityOf = async (client: Client): Promise<string> => {
  const shown: string[] = [];
  for (const name of ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await client.query<Record<string, string>>(`show ${name}`);
    shown.push(`${name} ${rows[0]?.[name]?.split(' ')[0]}`);
  }
  if (!shown.includes('fsync on') || !shown.includes('synchronous_commit on'))
    throw new Error(`A commit of this server is not on disk: ${shown.join(', ')}`);
  return shown.join(', ');
};
