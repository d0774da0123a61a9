import { createHash } from 'node:crypto';
import { chown, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { operatingUser } from './operating-user';
import type { OperatingUser } from './operating-user';
import { isReachable } from './reach';

/** Where the server's files stand, and whose they are. */
export interface Place {
  /** Holds the state file: the folder the settings name. */
  readonly folder: string;
  /** Belongs to the server's user and holds its cluster and log. */
  readonly home: string;
  readonly user: OperatingUser;
  /** Where things go that the user cannot reach in `folder`. */
  readonly shelter: string;
}

const CLUSTER = 'cluster';

export const clusterOf = (place: Place): string => join(place.home, CLUSTER);

/** A name that says which checkout it is and that no other one has. */
const shelterOf = (folder: string): string => {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return join('/var/lib/causeway', `${basename(dirname(folder)) || 'root'}-${digest}`);
};

const own = async (home: string, user: OperatingUser): Promise<boolean> => {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    if (user !== null) await chown(home, user.uid, user.gid);
    return true;
  } catch (error) {
    // Root without its powers (a mounted folder, root squash): the data goes elsewhere.
    if (user !== null) return false;
    throw error;
  }
};

/** Whether a database was made for the folder before; looks, and makes nothing. */
export const hasCluster = async (settingsFolder: string): Promise<boolean> => {
  const folder = resolve(settingsFolder);
  const homes = [join(folder, 'postgres'), join(shelterOf(folder), 'postgres')];
  const found = await Promise.all(homes.map((home) => stat(join(home, CLUSTER)).catch(() => null)));
  return found.some((one) => one !== null);
};

/** Decides where the data goes and makes its folder. Says so when that is not where one would look. */
export const choosePlace = async (settingsFolder: string, log: (line: string) => void): Promise<Place> => {
  const folder = resolve(settingsFolder);
  await mkdir(folder, { recursive: true });
  const shelter = shelterOf(folder);
  const user = await ownerOf(join(folder, 'postgres'), await operatingUser());
  const near = join(folder, 'postgres');
  if ((await isReachable(folder, user)) && (await own(near, user))) return { folder, home: near, user, shelter };
  const far = join(shelter, 'postgres');
  await mkdir(shelter, { recursive: true, mode: 0o755 });
  if (!(await own(far, user))) throw new Error(`neither ${near} nor ${far} can be given to the server's user`);
  log(`running as root: ${folder} cannot be reached by the user ${user?.name ?? ''}, so the data is kept in ${far}`);
  return { folder, home: far, user, shelter };
};

/** Data that an ordinary user made stays that user's, or the next start without root would be locked out of it. */
const ownerOf = async (home: string, user: OperatingUser): Promise<OperatingUser> => {
  if (user === null) return null;
  const there = await stat(home).catch(() => null);
  return there === null || there.uid === 0 ? user : { name: `number ${there.uid}`, uid: there.uid, gid: there.gid };
};
