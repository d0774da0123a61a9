import { createHmac } from 'node:crypto';
import { now, type Clock } from '../../schema/clock';
import { instantOf } from '../../schema/time';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { installationKey } from '../settings/installation-key';
import type { Store } from '../store';

/** By what a process goes, as its shell has it. */
export interface Going {
  readonly environment: Environment;
  readonly estate: Estate;
}

/** This shell goes by what the installation does not: nothing was read or written with it. */
export class NotThisInstallation extends Error {
  override readonly name = 'NotThisInstallation';
}

/**
 * Reads would be sealed with another key: the record of them would no longer hold, ids would be others, and what people
 * were shown could not be shown again.
 */
const OTHER_KEY =
  'CAUSEWAY_ID_KEY is not the key that this database is kept with: nothing was done. Set the one that the installation was first started with; it is never changed.';

const otherSettings = (startedAt: Date): string =>
  `The settings here are not those that the installation was last started with (${instantOf(startedAt.getTime())}): nothing was done. Where they were changed since, start it anew; else name its own in CAUSEWAY_SETTINGS.`;

const checkOf = (key: Buffer, what: string): Buffer => createHmac('sha256', key).update(what).digest();

const keyCheckOf = (environment: Environment): Buffer => checkOf(installationKey(environment), 'installation');

/** Whatever the order of its keys, for those mean what they name. */
const withKeysInOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withKeysInOrder)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, within]) => [key, withKeysInOrder(within)]),
        )
      : value;

const inAnyOrder = (values: readonly unknown[] = []): readonly string[] =>
  values.map((value) => JSON.stringify(withKeysInOrder(value))).sort();

/**
 * What tells settings apart by what they mean. The order of instances stays: simulators elsewhere have their ports by it.
 * Where the first register lies may differ from machine to machine, and is read once.
 */
const settingsCheckOf = ({ environment, estate }: Going): Buffer => {
  const { register: _path, organisations, feeds, destinations, routes, notConnected, ...inOrder } = estate;
  const namingCapabilities = <T extends { readonly capabilities: readonly string[] }>(each: readonly T[]) =>
    inAnyOrder(each.map((one) => ({ ...one, capabilities: [...one.capabilities].sort() })));
  const meant = {
    inOrder: withKeysInOrder(inOrder),
    organisations: inAnyOrder(organisations),
    feeds: inAnyOrder(feeds),
    destinations: inAnyOrder(destinations),
    routes: namingCapabilities(routes),
    notConnected: namingCapabilities(notConnected),
  };
  return checkOf(installationKey(environment), JSON.stringify(meant));
};

/** Short enough for a lock's number: two settings that differ have the same one once in four thousand million. */
export const settingsNumber = (going: Going): number => settingsCheckOf(going).readInt32BE(0);

const known = ({ db }: Store) => db.selectFrom('installation').selectAll().executeTakeFirst();

/** What is known, once it is seen to be kept with the same key; undefined before anything serves. */
const keptWith = async (store: Store, environment: Environment) => {
  const row = await known(store);
  if (row !== undefined && !row.key_check.equals(keyCheckOf(environment))) throw new NotThisInstallation(OTHER_KEY);
  return row;
};

/** For what goes by the key and by no settings. Throws {@link NotThisInstallation} where the key is another. */
export const joinByKey = async (store: Store, environment: Environment): Promise<void> => {
  await keptWith(store, environment);
};

/**
 * For a process that serves: the first one on a database says which key it is kept with, and every one which settings hold.
 * Throws {@link NotThisInstallation} where the key is another.
 */
export const claimInstallation = async (store: Store, going: Going, clock: Clock): Promise<void> => {
  const settings = settingsCheckOf(going);
  await store.db
    .insertInto('installation')
    .values({ key_check: keyCheckOf(going.environment), settings_check: settings, started_at: now(clock) })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute();
  const row = await keptWith(store, going.environment);
  if (row === undefined) throw new NotThisInstallation(OTHER_KEY);
  if (row.settings_check.equals(settings)) return;
  await store.db
    .updateTable('installation')
    .set({ settings_check: settings, started_at: now(clock) })
    .execute();
};

/**
 * For a command of a terminal, which is opened in whatever shell is at hand: it goes by the key and the settings of the
 * installation, or not at all. With others it would seal reads so that their record no longer holds, or read messages by
 * another hospital's profiles. Throws {@link NotThisInstallation}.
 */
export const joinInstallation = async (store: Store, going: Going): Promise<void> => {
  const row = await keptWith(store, going.environment);
  if (row !== undefined && !row.settings_check.equals(settingsCheckOf(going)))
    throw new NotThisInstallation(otherSettings(row.started_at));
};
