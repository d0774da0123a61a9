import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Random } from '../../adapters/simulation/random';
import { connectionSettings } from '../../adapters/store/connection-settings';
import { readState } from '../../adapters/store/embedded/state-file';
import type { SoakFeed } from './script';

const ROOT = join(__dirname, '../..');
const WATCH_MS = 100;
const AGAIN_MS = 300;

/** `process`: the intake. `backend`: any one process of PostgreSQL but its first, which then recovers. `database`: its first. */
export type KillKind = 'process' | 'backend' | 'database';

/** The intake with its embedded database, started again whenever it has ended, as a service manager would. The database it starts again itself. */
export interface Product {
  port(feed: SoakFeed): number | null;
  readonly seen: {
    /** How often it was ready. */
    readies: number;
    /** How often it was ready and then ended, though nobody had killed it: it must outlive its database. */
    endedByItself: number;
    /** How often it said that the disk is full. */
    diskFull: number;
  };
  /** SIGKILL. Resolves when it was sent. */
  kill(kind: KillKind): Promise<void>;
  /** Asks the database, as soon as it can be asked. */
  ask<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** The last lines it said. */
  said(): readonly string[];
  close(): Promise<void>;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const signal = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
};

const PORTS = ['PAS', 'LIMS', 'RIS', 'NERVECENTRE'].map((name) => [`${name}_MLLP_PORT`, '0'] as const);
const LINES = 100;

export const startProduct = (folder: string, random: Random): Product => {
  const seen = { readies: 0, endedByItself: 0, diskFull: 0 };
  const lines: string[] = [];
  let ports: ReadonlyMap<string, number> = new Map();
  let child: ChildProcess | null = null;
  let closing = false;

  const hear = (line: string): void => {
    lines.push(line);
    if (lines.length > LINES) lines.shift();
    if (line.includes('53100')) seen.diskFull += 1;
    const [, list] = /^The intake is ready: (.*)$/.exec(line) ?? [];
    if (list === undefined) return;
    seen.readies += 1;
    ports = new Map(list.split(', ').map((pair) => [pair.split(' ')[0] ?? '', Number(pair.split(' ')[1])]));
  };

  const runOnce = async (): Promise<void> => {
    const before = seen.readies;
    const started = spawn(process.execPath, ['--require', 'tsx/cjs', join(ROOT, 'adapters/main.ts'), 'intake'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'] },
        ...Object.fromEntries(PORTS),
        CAUSEWAY_DATA: folder,
      },
    });
    child = started;
    createInterface(started.stdout).on('line', hear);
    createInterface(started.stderr).on('line', hear);
    let endedBy: unknown = null;
    // One whose database was killed gets it back by itself, and goes on.
    await once(started, 'exit').then(([, by]: readonly unknown[]) => {
      endedBy = by;
    });
    ports = new Map();
    child = null;
    if (seen.readies === before) await pause(AGAIN_MS);
    else if (endedBy !== 'SIGKILL' && !closing) seen.endedByItself += 1;
  };
  const supervise = async (): Promise<void> => {
    while (!closing) await runOnce();
  };
  const supervised = supervise();

  const ask: Product['ask'] = async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
    for (;;) {
      const state = await readState(folder);
      if (state !== null) {
        const url = `postgres://causeway:${encodeURIComponent(state.password)}@127.0.0.1:${state.port}/causeway`;
        const client = new Client({ ...connectionSettings(url), application_name: 'soak' });
        client.on('error', () => undefined);
        try {
          await client.connect();
          return (await client.query<Row>(sql, [...values])).rows;
        } catch (error) {
          const code = (error as { readonly code?: string }).code ?? '';
          // Our own mistake in the question, rather than a database that is down.
          if (/^(42|22)/.test(code)) throw error;
        } finally {
          await client.end().catch(() => undefined);
        }
      }
      await pause(WATCH_MS);
    }
  };

  const kill: Product['kill'] = async (kind) => {
    switch (kind) {
      case 'process':
        while (child === null) await pause(1);
        child.kill('SIGKILL');
        return;
      case 'database': {
        const state = await readState(folder);
        if (state !== null) signal(state.pid);
        return;
      }
      case 'backend': {
        const pids = await ask<{ pid: number }>(
          `select pid from pg_stat_activity where pid <> pg_backend_pid() and application_name <> 'soak'`,
        );
        const one = random.pickAny(pids);
        if (one !== undefined) signal(one.pid);
        return;
      }
    }
  };

  return {
    port: (feed) => ports.get(feed) ?? null,
    seen,
    kill,
    ask,
    said: () => lines,
    close: async () => {
      closing = true;
      const state = await readState(folder);
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 20_000);
      await supervised;
      clearTimeout(late);
      if (state !== null && isAlive(state.pid)) {
        signal(state.pid);
        while (isAlive(state.pid)) await pause(WATCH_MS);
      }
    },
  };
};
