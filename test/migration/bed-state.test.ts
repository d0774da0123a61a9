import type { Ask } from '../../schema/capabilities';
import type { OdsCode } from '../../schema/identifiers';
import type { RouteMove } from '../../schema/migration/route-moves';
import { DAY, HOUR, plus } from '../../schema/time';
import { ANCHOR, openHospital, variablesOf, type Hospital } from '../scenarios/hospital';

/** Bed state of RWE from the PAS to Nervecentre, stage by stage, while wards look at their boards. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
}, 180_000);
afterAll(() => hospital.close());

const RWE = 'RWE' as OdsCode;
const ROUTE = 'RWE/bed-state/inpatient-record';
const WHY = 'Bed state moves to Nervecentre, as the board agreed';

let requests = 0;
const planner = (): Ask => ({
  viewer: {
    ...{ userId: 'u-planner', name: 'PLANNER Pat', role: 'migration-planner', roleProfileId: 'UNK' },
    ...{ organisation: RWE, organisationName: 'UHL', wards: [] },
  },
  ...{ purpose: 'HOPERAT', client: 'dashboard', operation: 'Plan', requestId: `planner-${(requests += 1)}` },
  ...{ deadline: hospital.clock.millis() + 20_000, signal: new AbortController().signal, clock: hospital.clock },
});

const BOARD = `query WardBoard($wards: [ID!]) { bedState(filter: { wards: $wards }) {
  nodes { ward { name } total cleaning completeness { status } } completeness { status } } }`;

/** Who answered for the beds of one ward, as the answer itself says. */
const boardOf = async (ward: string): Promise<readonly unknown[]> => {
  const wards = [hospital.adapters.door.ids.seal('ward', `RWE|${ward}`)];
  const { data, errors, extensions } = await hospital.ask('nurse', BOARD, { wards });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ bedState: { nodes: [{ completeness: { status: 'COMPLETE' } }] } });
  return (extensions.sources ?? [])
    .filter(({ capability }) => capability === 'bed-state')
    .map(({ system, organisation }) => `${String(system)}@${String(organisation)}`);
};

const move = async (to: Partial<RouteMove>): Promise<void> => {
  const { routes } = await hospital.adapters.door.migration.routes.move(
    { route: ROUTE, stage: 'off', percent: null, sites: [], reason: WHY, ...to },
    planner(),
  );
  expect(new Set(routes.map(({ capability }) => capability))).toEqual(new Set(['encounters', 'wards', 'bed-state']));
  await hospital.adapters.ledger.reload();
};

const window = () => ({ from: plus(ANCHOR, -HOUR), to: plus(ANCHOR, DAY) });
const plan = () => hospital.adapters.door.migration.plan;

test('each stage answers as it says, ward by ward, and who read what of whom is counted exactly', async () => {
  expect([await boardOf('W12'), await boardOf('W15')]).toEqual([['pas@RWE'], ['pas@RWE']]);
  await move({ stage: 'shadow' });
  expect(await boardOf('W12')).toEqual(['pas@RWE']);
  await move({ stage: 'ramp', sites: ['RWE|W12'] });
  expect([await boardOf('W12'), await boardOf('W15')]).toEqual([['nervecentre@RWE'], ['pas@RWE']]);
  await move({ stage: 'live' });
  expect([await boardOf('W12'), await boardOf('W15')]).toEqual([['nervecentre@RWE'], ['nervecentre@RWE']]);

  const uses = await plan().fieldUse({ operation: 'WardBoard', window: window() }, 1_000, planner());
  const counts = uses
    .filter(({ field }) => field.startsWith('WardBedState.'))
    .map(({ field, capability, system, count }) => `${field} ${capability} ${system} ${count}`)
    .sort();
  expect(counts).toEqual([
    'WardBedState.cleaning bed-housekeeping nervecentre@RWE 7',
    'WardBedState.total bed-state nervecentre@RWE 3',
    'WardBedState.total bed-state pas@RWE 4',
    expect.stringMatching(/^WardBedState.ward wards nervecentre@RWE \d$/),
    expect.stringMatching(/^WardBedState.ward wards pas@RWE \d$/),
  ]);
  expect(uses.map(({ field }) => field)).not.toContain('Ward.id');
  expect(new Set(uses.map(({ client }) => client)).size).toBe(1);

  const [all] = await plan().traffic(window(), 1, RWE, planner());
  const systems = new Set(all?.systems.map(({ system }) => system));
  expect([systems.has('pas@RWE'), systems.has('nervecentre@RWE')]).toEqual([true, true]);
}, 120_000);

test('before anybody moved it, the map said what would be lost', async () => {
  const map = await plan().coverage('RWE/encounters/inpatient-record', planner());
  expect(map?.rows.filter(({ status }) => status === 'control-only').map(({ graphField }) => graphField)).toEqual([
    'Encounter.admissionSource',
    'Encounter.dischargeDestination',
  ]);
  const back = await plan().whatIf({ route: ROUTE, stage: 'off' }, planner());
  expect(back).toMatchObject({ unanswered: [], lostFields: ['Ward.specialty'] });
});

test('a planner asks all of it through the graph; nobody else does', async () => {
  const query = `query Planner($w: WindowInput!, $route: ID!) {
    fieldUse(filter: { operation: "WardBoard", field: "WardBedState.total", window: $w, perDay: true }) { day client operation system count lastAt }
    systemTraffic(window: $w, slices: 5, organisation: "RWE") { from to systems { system reads } }
    coverageMap(route: $route) { rows { graphField status reads } people { control { value how at } candidate { value } } }
    whatIf(input: { route: $route, stage: OFF }) { readers { client readsPerDay } unanswered lostFields queries }
    programmeReport(report: USE)
  }`;
  const variables = { w: window(), route: ROUTE };
  const { data, errors } = await hospital.ask('migration-planner', query, variables);
  expect(errors).toEqual([]);
  const told = data as Record<string, readonly Record<string, unknown>[]>;
  expect(told['fieldUse']?.map(({ day, system, count }) => [day, system, count])).toEqual([
    ['2026-11-20', 'pas@RWE', 4],
    ['2026-11-20', 'nervecentre@RWE', 3],
  ]);
  expect(told['systemTraffic']).toHaveLength(5);
  expect(data).toMatchObject({
    coverageMap: { people: { control: { how: 'counted in the index of people' } } },
    whatIf: { unanswered: [], lostFields: ['Ward.specialty'] },
    programmeReport: expect.stringContaining('WardBoard') as string,
  });
  const refused = await hospital.ask('nurse', query, variables);
  expect(new Set(refused.errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['FORBIDDEN']));
  const unknown = await hospital.ask('migration-planner', '{ whatIf(input: { system: "nobody@RWE" }) { unanswered } }');
  expect(unknown.errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
});

interface SystemShown {
  readonly id: string;
  readonly recordsHeld: { readonly value: number | null; readonly how: string };
  readonly verifiedNhsNumbers: { readonly value: number | null };
  readonly lastWriteAt: string | null;
  readonly readableAfter: { readonly readable: boolean; readonly words: string };
  readonly gate: {
    readonly open: boolean;
    readonly obstacles: readonly { readonly kind: string; readonly words: string }[];
  };
}

test('questions 22 to 25 are answered; HISS may not go, and every reason has a name', async () => {
  for (const name of ['22-who-reads-hiss', '23-do-they-agree', '24-rehearsals'])
    expect((await hospital.ask('migration-planner', name, variablesOf(name))).errors).toEqual([]);
  const { data, errors } = await hospital.ask('migration-planner', '25-system-by-system', { organisation: 'RWE' });
  expect(errors).toEqual([]);
  const systems = (data as { registeredSystems: readonly SystemShown[] }).registeredSystems;
  const of = (id: string): SystemShown | undefined => systems.find((system) => system.id === id);
  const pas = of('pas@RWE');
  expect(pas).toMatchObject({ readableAfter: { readable: true }, gate: { open: false } });
  expect(pas?.recordsHeld.value).toBeGreaterThan(400);
  expect(pas?.verifiedNhsNumbers.value).toBeLessThan(pas?.recordsHeld.value ?? 0);
  const kinds = new Set(pas?.gate.obstacles.map(({ kind }) => kind));
  for (const kind of ['routes', 'readers', 'feeds', 'sign-offs']) expect(kinds).toContain(kind);
  expect(pas?.gate.obstacles.map(({ words }) => words).join()).toMatch(/WardBoard/);
  // Pictures are asked for, and never told: nothing is left of them here.
  expect(of('pacs@RWE')).toMatchObject({ recordsHeld: { value: null }, readableAfter: { readable: false } });

  const retire =
    'mutation R($input: RetireSystemInput!) { retireSystem(input: $input) { system { id lifecycle } waitsForSecond gate { open } userErrors { field message } } }';
  const input = { system: 'pas@RWE', reason: WHY };
  const refused = await hospital.ask('migration-planner', retire, { input });
  expect(refused).toMatchObject({
    errors: [],
    data: { retireSystem: { gate: { open: false }, waitsForSecond: false, userErrors: [{ field: 'system' }] } },
  });
  const sign =
    'mutation S($input: SignOffInput!) { signOff(input: $input) { system { signOffs { by words } } userErrors { message } } }';
  const signed = await hospital.ask('migration-planner', sign, { input });
  expect(signed).toMatchObject({
    errors: [],
    data: { signOff: { system: { signOffs: [{ words: WHY }] }, userErrors: [] } },
  });
}, 60_000);

test('what the PAS told stays readable once it is off, beside its successor and under its own name', async () => {
  const { store, ledger } = hospital.adapters;
  // As retiring it through its gate leaves it (adapters/migration/plan.test.ts).
  await store.db.updateTable('route').set({ stage: 'retired' }).where('stage', '=', 'live').execute();
  await store.db.updateTable('system_instance').set({ lifecycle: 'retired' }).where('name', '=', 'pas@RWE').execute();
  await ledger.reload();
  const { data, extensions } = await hospital.ask(
    'clinician',
    `{ patient(nhsNumber: "9990000018") { encounters { nodes { id source { system freshness } } completeness { status } } } }`,
  );
  const told = (extensions.sources ?? [])
    .filter(({ capability, organisation }) => capability === 'encounters' && organisation === 'RWE')
    .map(({ system, answer, freshness }) => [system, answer, freshness]);
  expect(told).toEqual([
    ['nervecentre', 'FOUND', 'LIVE'],
    ['pas', 'FOUND', 'ARCHIVED'],
  ]);
  // A stay that both know is one, and the successor's.
  expect(data).toMatchObject({ patient: { encounters: { nodes: [{ source: { system: 'nervecentre' } }] } } });
}, 60_000);
