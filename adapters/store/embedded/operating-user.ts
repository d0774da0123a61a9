import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom the server runs as. Null: as ourselves. PostgreSQL refuses to run as root. */
export type OperatingUser = { readonly name: string; readonly uid: number; readonly gid: number } | null;

/** Most telling first; `nobody` is there on every system where no user can be added. */
const CANDIDATES = ['causeway', 'postgres', 'nobody'] as const;

const inPasswd = async (name: string): Promise<OperatingUser> => {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const line = lines.find(([user]) => user === name);
  const [uid, gid] = [Number(line?.[2]), Number(line?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { name, uid, gid } : null;
};

const add = async (name: string): Promise<OperatingUser> => {
  const ways: readonly [string, readonly string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  for (const [command, options] of ways) {
    try {
      await run(command, options);
      return await inPasswd(name);
    } catch {
      // Not every system has it, and not every root may.
    }
  }
  return null;
};

export const operatingUser = async (): Promise<OperatingUser> => {
  if (process.getuid?.() !== 0) return null;
  const [own, ...others] = CANDIDATES;
  const found = (await inPasswd(own)) ?? (await add(own));
  if (found !== null) return found;
  for (const name of others) {
    const other = await inPasswd(name);
    if (other !== null) return other;
  }
  throw new Error(
    `PostgreSQL does not run as root, and none of the users ${CANDIDATES.join(', ')} exists; add one, or set DATABASE_URL`,
  );
};
