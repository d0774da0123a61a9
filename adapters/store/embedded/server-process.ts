import { spawn } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { clusterOf } from './place';
import type { Place } from './place';

/** What the server itself says of itself (`postmaster.pid`). */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const POLL_MS = 15;
const LARGEST_LOG = 5_000_000;

export const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Whether it is a server of that data. False only when it can be told: after a restart of a machine or a container numbers
 * are given out again, and this one may be another server's by now, which is nobody's here to stop.
 */
const serves = async (pid: number, data: string): Promise<boolean> => {
  try {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return words.some((word) => word !== '' && word === data);
  } catch {
    return process.platform !== 'linux';
  }
};

const pidFile = (place: Place): string => join(clusterOf(place), 'postmaster.pid');

const LOOKS = 40;
const LOOK_MS = 25;

/**
 * The lock file's lines; null where there is none. A server makes the file and writes it a moment later: an empty one is
 * looked at again, for to take it for a dead one's would take a starting server's lock away.
 */
const lockLines = async (place: Place): Promise<readonly string[] | null> => {
  for (let look = 0; ; look += 1) {
    const text = await readFile(pidFile(place), 'utf8').catch(() => null);
    if (text === null) return null;
    if (text.trim() !== '' || look >= LOOKS) return text.split('\n').map((line) => line.trim());
    await pause(LOOK_MS);
  }
};

/** The server that runs on this cluster, if any. A file that a dead one left is taken away: it would block the next. */
export const findServer = async (place: Place): Promise<RunningServer | null> => {
  const lines = await lockLines(place);
  if (lines === null) return null;
  const pid = Math.abs(Number(lines[0]));
  if (isAlive(pid) && (await serves(pid, lines[1] ?? '')))
    return { pid, port: Number(lines[3] ?? 0), status: lines[7] ?? '' };
  await rm(pidFile(place), { force: true });
  return null;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/**
 * The server's settings. It listens on loopback only, by TCP only. Its log names places, never values: details of
 * errors quote keys, and statements quote parameters.
 */
const settings = (port: number): readonly string[] =>
  Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    // Each stream of a batch of messages is locked by itself.
    max_locks_per_transaction: 256,
    fsync: 'on',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const openLog = async (place: Place): Promise<Awaited<ReturnType<typeof open>>> => {
  const path = join(place.home, 'server.log');
  const size = await stat(path).then(
    (there) => there.size,
    () => 0,
  );
  return open(path, size > LARGEST_LOG ? 'w' : 'a', 0o600);
};

/**
 * Starts one, on any free port unless one is named, or gives null where it ended at once: another was faster, its port was
 * taken, or the last one's children still live.
 */
export const spawnServer = async (
  place: Place,
  binaries: Binaries,
  { serverOptions = [], port: known }: { readonly serverOptions?: readonly string[]; readonly port?: number },
): Promise<RunningServer | null> => {
  const port = known ?? (await freePort());
  const log = await openLog(place);
  try {
    // In a group of its own: Ctrl-C must reach us first, so that what is in flight can still be stored.
    const child = spawn(binaries.postgres, ['-D', clusterOf(place), ...settings(port), ...serverOptions], {
      cwd: place.home,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
    });
    child.unref();
    let over = false;
    const failed = new Promise<null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('exit', () => resolve(null));
    }).finally(() => {
      over = true;
    });
    const ready = async (): Promise<RunningServer | null> => {
      while (!over) {
        const found = await findServer(place);
        if (found?.pid === child.pid && found?.status === 'ready') return found;
        await pause(POLL_MS);
      }
      return null;
    };
    return await Promise.race([ready(), failed]);
  } finally {
    await log.close();
  }
};

const gone = async (pid: number, withinMs: number): Promise<boolean> => {
  for (let waited = 0; waited < withinMs; waited += POLL_MS) {
    if (!isAlive(pid)) return true;
    await pause(POLL_MS);
  }
  return !isAlive(pid);
};

/** Fast shutdown; where that takes too long immediate shutdown, after which the next start recovers from the log. */
export const stopServer = async (pid: number): Promise<void> => {
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(pid, patienceMs)) return;
  }
};
