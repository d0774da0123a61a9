import { join } from 'node:path';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { readEnvironment } from '../settings/environment';
import { readEstate } from '../settings/estate';
import { claimInstallation, joinByKey, joinInstallation, NotThisInstallation, type Going } from './installation';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const estate = readEstate(join(__dirname, '../settings/leicester.yaml'));
const going = (key: string, more: Partial<Going['estate']> = {}): Going => ({
  environment: readEnvironment({ CAUSEWAY_ID_KEY: key.repeat(32) }),
  estate: { ...estate, ...more },
});
const OURS = going('a');

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const rows = () => fresh.store.db.selectFrom('installation').selectAll().execute();

test('who serves on a database is the one that was first there, by its key; nothing is changed by another', async () => {
  await claimInstallation(fresh.store, OURS, clock);
  await claimInstallation(fresh.store, OURS, clock);
  const before = await rows();
  expect(before).toHaveLength(1);
  await expect(claimInstallation(fresh.store, going('b'), clock)).rejects.toThrow(NotThisInstallation);
  expect(await rows()).toEqual(before);
});

test('a command goes by the key and the settings of the installation, or not at all', async () => {
  await joinInstallation(fresh.store, going('b'));
  await claimInstallation(fresh.store, OURS, clock);
  await joinInstallation(fresh.store, OURS);
  // The same settings read on another machine.
  await joinInstallation(fresh.store, going('a', { register: '/elsewhere/register.yaml' }));
  await expect(joinInstallation(fresh.store, going('b'))).rejects.toThrow(/CAUSEWAY_ID_KEY is not the key/);
  await expect(joinByKey(fresh.store, going('b').environment)).rejects.toThrow(/CAUSEWAY_ID_KEY is not the key/);
  await joinByKey(fresh.store, OURS.environment);
  const fewer = going('a', { routes: estate.routes.slice(1) });
  await expect(joinInstallation(fresh.store, fewer)).rejects.toThrow(
    'The settings here are not those that the installation was last started with (2026-11-20T10:00:00.000Z): nothing was done. Where they were changed since, start it anew;',
  );
});

const turned = <T>(list: readonly T[]): T[] => [...list].reverse();

test('settings that differ in an order that means nothing are the same; in one that means something, others', async () => {
  await claimInstallation(fresh.store, OURS, clock);
  const before = await rows();
  const sameInOtherOrder = going('a', {
    feeds: turned(estate.feeds).map((feed) => Object.fromEntries(turned(Object.entries(feed))) as typeof feed),
    routes: turned(estate.routes).map((route) => ({ ...route, capabilities: turned(route.capabilities) })),
    organisations: turned(estate.organisations),
    notConnected: turned(estate.notConnected),
  });
  await joinInstallation(fresh.store, sameInOtherOrder);
  await claimInstallation(fresh.store, sameInOtherOrder, clock);
  expect(await rows()).toEqual(before);
  // Simulators elsewhere have their ports by it.
  await expect(joinInstallation(fresh.store, going('a', { instances: turned(estate.instances) }))).rejects.toThrow(
    /CAUSEWAY_SETTINGS/,
  );
});

test('the settings are those of whoever was started last', async () => {
  const fewer = going('a', { routes: estate.routes.slice(1) });
  await claimInstallation(fresh.store, OURS, clock);
  await claimInstallation(fresh.store, fewer, clock);
  await joinInstallation(fresh.store, fewer);
  await expect(joinInstallation(fresh.store, OURS)).rejects.toThrow(/CAUSEWAY_SETTINGS/);
});
