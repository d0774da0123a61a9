import { fixedClock } from '../../schema/clock';
import type { Ask } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import { DAY, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import { createMoves, registerRows, syncRegister, syncRoutes, type RouteSetting, type SystemInstance } from '../ledger';
import { createRecorder } from '../routing';
import { createRegister } from './register';
import { createRetirement } from './retirement';

const RWE = 'RWE' as OdsCode;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const reason = 'the programme board agreed to it';
const kinds = new Map([
  ['pas', ['flags', 'problems'] as const],
  ['nervecentre', ['flags', 'problems'] as const],
]);
const flags: RouteSetting = {
  ...{ organisation: RWE, capability: 'flags', role: 'inpatient-record', needed: true },
  ...{ control: 'pas@RWE', candidate: 'nervecentre@RWE' },
};
const system = (name: InstanceName, systemName: string): SystemInstance => ({
  ...{ name, kind: name.split('@')[0] ?? null, systemName, organisation: RWE, organisationName: 'UHL' },
  lifecycle: 'live',
});
const asNamed = (pas: string): readonly SystemInstance[] => [
  system('pas@RWE', pas),
  system('nervecentre@RWE', 'Nervecentre'),
];

/** User and name are words that the ledger might take for the settings file's own. */
const ask: Ask = {
  viewer: {
    ...{ userId: 'settings', name: 'settings', role: 'migration-planner', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: RWE, organisationName: 'UHL' },
  },
  ...{ purpose: 'HOPERAT', client: 'test', operation: 'Test', requestId: 'r' },
  ...{ deadline: clock.millis() + DAY, signal: new AbortController().signal, clock },
};
const recorder = createRecorder({ recordRead: () => Promise.resolve() }, rolePolicy, {});

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await syncRoutes(database.store, { kinds, systems: asNamed('HISS'), routes: [flags] }, clock);
  await syncRegister(database.store, asNamed('HISS'), [], clock);
});
afterEach(() => database.drop());

const move = async (...stages: readonly ('shadow' | 'ramp' | 'live')[]): Promise<void> => {
  const moves = createMoves({ store: database.store, clock, kinds });
  for (const stage of stages)
    await moves.move(
      { route: 'RWE/flags/inpatient-record', stage, percent: stage === 'ramp' ? 10 : null, sites: [], reason },
      ask.viewer,
    );
};
const route = () =>
  database.store.db.selectFrom('route').select(['control', 'candidate', 'stage']).executeTakeFirstOrThrow();
/** The next start, with settings that plan something else and call the system something else. */
const startAnew = async (): Promise<void> => {
  const { candidate: _, ...unplanned } = flags;
  await syncRoutes(database.store, { kinds, systems: asNamed('PAS'), routes: [unplanned] }, clock);
  await syncRegister(database.store, asNamed('PAS'), [], clock);
};
const nameOfPas = async (): Promise<string | undefined> =>
  (await registerRows(database.store.db)).find(({ system: { id } }) => id === 'pas@RWE')?.system.name;

it('follows the settings where nobody changed anything', async () => {
  await startAnew();
  expect([await route(), await nameOfPas()]).toEqual([{ control: 'pas@RWE', candidate: null, stage: 'off' }, 'PAS']);
});

it('leaves what a person called “settings” moved and changed as they left it', async () => {
  await move('shadow');
  const change = { id: 'pas@RWE', name: 'The old PAS', reason } as const;
  await createRegister({ store: database.store, clock, recorder }).change(change, ask);
  await startAnew();
  expect(await route()).toMatchObject({ candidate: 'nervecentre@RWE', stage: 'shadow' });
  expect(await nameOfPas()).toBe('The old PAS');
});

it('leaves retired what a person called “settings” retired', async () => {
  await move('shadow', 'ramp', 'live');
  await createRetirement({
    ...{ store: database.store, clock, recorder, log: () => undefined },
    judge: async (id) => {
      const row = (await registerRows(database.store.db)).find((one) => one.system.id === id);
      return row ? { system: row.system, obstacles: [] } : null;
    },
  }).retire('pas@RWE', reason, false, ask);
  await startAnew();
  expect(await route()).toEqual({ control: 'pas@RWE', candidate: 'nervecentre@RWE', stage: 'retired' });
  expect(await nameOfPas()).toBe('HISS');
});
