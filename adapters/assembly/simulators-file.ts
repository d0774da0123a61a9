import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { InstanceName } from '../../schema/identifiers';
import { isAlive } from '../store/embedded/server-process';
import type { Address } from './connections';

/** Which process runs the simulated systems of a folder, and where they listen. */
const published = z.object({
  pid: z.int(),
  /** Null while they start. */
  controlPort: z.int().nullable(),
  addresses: z.record(z.string(), z.object({ host: z.string(), port: z.int() })),
});
type Published = z.infer<typeof published>;

export type Addresses = ReadonlyMap<InstanceName, Address>;

export interface Claim {
  publish(controlPort: number, addresses: Addresses): Promise<void>;
  release(): Promise<void>;
}

export interface InUse {
  readonly pid: number;
  readonly controlPort: number;
  readonly addresses: Addresses;
}

/** How long another process may take from claiming the folder to having its simulators listen. */
const STARTING_MS = 20_000;
const POLL_MS = 100;

const fileIn = (folder: string): string => join(folder, 'addresses.json');

const readText = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

const parse = (text: string): Published | null => {
  try {
    return published.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 });
    const over = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => over(true));
    socket.once('error', () => over(false));
    socket.once('timeout', () => over(false));
  });

/** Waits while another process is starting them. Null when nobody runs them: the process number may have another owner by now, so its socket is asked too. */
const inUseBy = async (folder: string): Promise<InUse | null> => {
  for (let waited = 0; waited < STARTING_MS; waited += POLL_MS) {
    const text = await readText(fileIn(folder));
    const found = text === null ? null : parse(text);
    if (found === null || found.pid === process.pid || !isAlive(found.pid)) return null;
    const { pid, controlPort, addresses } = found;
    if (controlPort !== null) {
      const held = new Map(Object.entries(addresses) as [InstanceName, Address][]);
      return (await listens(controlPort)) ? { pid, controlPort, addresses: held } : null;
    }
    await pause(POLL_MS);
  }
  return null;
};

/** Takes away a file that a dead process left. Put back when it turns out that another has claimed the folder meanwhile. */
const clear = async (file: string): Promise<void> => {
  const stale = await readText(file);
  if (stale === null) return;
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const taken = await readText(aside);
  if (taken !== null && taken !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
};

const claimOf = (file: string): Claim => ({
  publish: async (controlPort, addresses) => {
    const text = JSON.stringify({ pid: process.pid, controlPort, addresses: Object.fromEntries(addresses) }, null, 2);
    const aside = `${file}.${randomUUID()}`;
    await writeFile(aside, `${text}\n`);
    await rename(aside, file);
  },
  release: async () => {
    const text = await readText(file);
    if (text !== null && parse(text)?.pid === process.pid) await rm(file, { force: true });
  },
});

/**
 * Makes this process the one that runs the simulated systems kept in `folder`, or says which other one does: two that
 * wrote to one hospital would spoil it. Nothing that a killed process left stands in the way.
 */
export const claimSimulators = async (folder: string): Promise<Claim | InUse> => {
  await mkdir(folder, { recursive: true });
  const file = fileIn(folder);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const other = await inUseBy(folder);
    if (other) return other;
    await clear(file);
    try {
      await writeFile(file, JSON.stringify({ pid: process.pid, controlPort: null, addresses: {} }), { flag: 'wx' });
      return claimOf(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`${file} goes on changing under other processes; the simulated systems were not started`);
};

/** Where another process on this machine runs the simulated systems of `folder`; null when none does. */
export const findSimulators = (folder: string): Promise<InUse | null> => inUseBy(folder);
