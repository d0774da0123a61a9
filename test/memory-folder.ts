import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../adapters/store/embedded/server-process';

/** Where Linux keeps files in memory. A container may have some megabytes of it only. */
const MEMORY = '/dev/shm';
const PREFIX = 'causeway-test-';
const GB = 1024 ** 3;
/** What the databases and folders of a run take at most, and what else has to have room in memory meanwhile. */
const LEAST = { folder: 3 * GB, memory: 6 * GB } as const;

/** What runs that were killed have left would stay in memory until the machine is started anew. */
const removeLeft = (): void => {
  for (const name of readdirSync(MEMORY)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN;
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(MEMORY, name), { recursive: true, force: true });
  }
};

/**
 * A folder in memory for all that a run writes; null where the machine has none that is large enough. A database is some
 * seven hundred files, and each test file has one of its own: on a disk they cost ten times as much.
 */
export const memoryFolder = (): string | null => {
  try {
    removeLeft();
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < LEAST.folder || freemem() < LEAST.memory) return null;
    const folder = mkdtempSync(join(MEMORY, `${PREFIX}${process.pid}-`));
    // As /tmp: where we are root, the database server is another user.
    chmodSync(folder, 0o1777);
    return folder;
  } catch {
    return null;
  }
};
