import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries';
import { clusterOf } from './place';
import type { Place } from './place';
import { isAlive } from './server-process';

/** Kept inside the cluster, so that the one never exists without the other. Only the server's user and root can read it. */
const PASSWORD_FILE = 'causeway-password';
const NEW = 'cluster.new-';

export const passwordOf = async (place: Place): Promise<string> =>
  (await readFile(join(clusterOf(place), PASSWORD_FILE), 'utf8')).trim();

const initdb = (binaries: Binaries, place: Place, target: string, passwordFile: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const options = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const child = spawn(
      binaries.initdb,
      ['-D', target, '--username=causeway', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...options],
      {
        cwd: place.home,
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
      },
    );
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb made no cluster in ${place.home} (exit ${code ?? 'by signal'}): ${said.trim()}`));
    });
  });

/** What a killed start left half made. */
const clear = async (place: Place): Promise<void> => {
  for (const name of await readdir(place.home)) {
    if (name.startsWith(NEW) && !isAlive(Number(name.slice(NEW.length))))
      await rm(join(place.home, name), { recursive: true, force: true });
  }
};

/**
 * Makes the cluster unless there is one. It is made aside and moved in whole, so a killed start leaves none, and of two
 * that start together the first one's stands.
 */
export const ensureCluster = async (place: Place, binaries: () => Promise<Binaries>): Promise<'made' | 'found'> => {
  if ((await stat(clusterOf(place)).catch(() => null)) !== null) return 'found';
  await clear(place);
  const aside = join(place.home, `${NEW}${process.pid}`);
  const target = join(aside, 'cluster');
  const passwordFile = join(aside, 'password');
  try {
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { mode: 0o700 });
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (place.user) for (const path of [aside, passwordFile]) await chown(path, place.user.uid, place.user.gid);
    await initdb(await binaries(), place, target, passwordFile);
    await rename(passwordFile, join(target, PASSWORD_FILE));
    await rename(target, clusterOf(place)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return 'made';
};
