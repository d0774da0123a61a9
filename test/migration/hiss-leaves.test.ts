import { DAY } from '../../schema/time';
import { table } from '../scenarios/answers';
import { variablesOf } from '../scenarios/hospital';
import { whatShadowFinds } from './evidence';
import { whoMovesIt } from './lever';
import { ANN, BEDS, MINA, OTHER_MINA, OTHERS_OF_HISS, STAYS, WHY, type Asker } from './people';
import { goOn, moveTo, openProgramme, until, type Programme } from './programme';

/** HISS hands over to Nervecentre and is switched off, in one run, while people look at their boards and feeds go on. */
let programme: Programme;
beforeAll(async () => {
  programme = await openProgramme();
}, 180_000);
afterAll(() => programme.close());

/** Nobody thought of it: it comes once a month. */
const MONTHLY: Asker = { role: 'nurse', userId: '2003', name: 'RETURNS Rita', client: 'monthly-returns' };

const OCCUPANCY =
  'query Occupancy { bedState(filter: { organisations: ["RWE"] }) { nodes { total occupied } completeness { status } } }';
const BOARD = `query WardBoard($wards: [ID!]) { bedState(filter: { wards: $wards }) {
  nodes { ward { name } total cleaning completeness { status } } completeness { status } } }`;
const ONE_WARD = BOARD.replace('WardBoard', 'OneWard');

/** Who answered for the beds of one ward, as the answer itself says. */
const boardOf = async (code: string): Promise<unknown> => {
  const wards = [programme.hospital.adapters.door.ids.seal('ward', `RWE|${code}`)];
  const { data, extensions } = await programme.ask(ANN, BOARD, { wards });
  expect(data).toMatchObject({ bedState: { nodes: [{ completeness: { status: 'COMPLETE' } }] } });
  const asked = (extensions.sources ?? []).filter(({ capability }) => capability === 'bed-state');
  return asked.map(({ system }) => system).join();
};

const GATE = 'query Gate { retirementGate(system: "pas@RWE") { open obstacles { kind words } } }';
const obstacles = async (): Promise<readonly unknown[][]> =>
  table(await programme.ask(MINA, GATE), 'retirementGate.obstacles', 'kind', 'words');

describe('who may move what', () => whoMovesIt(() => programme));

test('before anything moves, HISS answers, and what stands in its way out and what would be lost have names', async () => {
  expect([await boardOf('W12'), await boardOf('W15')]).toEqual(['pas', 'pas']);
  await programme.ask(MONTHLY, OCCUPANCY);
  const kinds = new Set((await obstacles()).map(([kind]) => kind));
  expect(kinds).toEqual(new Set(['routes', 'readers', 'feeds', 'conditions', 'sign-offs']));
  expect(String((await obstacles()).flat().join())).toMatch(/ward-board reads .* \(WardBoard\)/);
  // Once on record for each request, whatever the plan is made from.
  const { rows: audited } = await programme.hospital.adapters.store.pool.query<{ request_id: string }>(
    `select request_id from read_audit where operation = 'Gate'`,
  );
  expect(new Set(audited.map(({ request_id: id }) => id)).size).toBe(2);
  expect(audited).toHaveLength(2);
  for (const name of ['22-who-reads-hiss', '23-do-they-agree', '24-rehearsals'])
    await programme.ask(MINA, name, variablesOf(name));
  const query = `query Plan($stays: ID!, $beds: ID!) {
    coverageMap(route: $stays) { rows { graphField status } people { control { how } candidate { value } } }
    whatIf(input: { route: $beds, stage: LIVE }) { lostFields unanswered unknown }
    systemTraffic(slices: 5, organisation: "RWE") { systems { system reads } }
    programmeReport(report: USE) }`;
  const planned = await programme.ask(MINA, query, { stays: STAYS[0], beds: BEDS });
  const rows = table(planned, 'coverageMap.rows', 'graphField', 'status');
  expect(rows.filter(([, status]) => status === 'control-only').map(([field]) => field)).toEqual([
    'Encounter.admissionSource',
    'Encounter.dischargeDestination',
  ]);
  expect(planned.data).toMatchObject({
    coverageMap: { people: { control: { how: 'counted in the index of people' } } },
    whatIf: {
      lostFields: ['Encounter.admissionSource', 'Encounter.dischargeDestination'],
      unanswered: [],
      unknown: [],
    },
    programmeReport: expect.stringContaining('WardBoard') as string,
  });
  const refused = await programme.reply(ANN, query, { stays: STAYS[0], beds: BEDS });
  expect(new Set(refused.errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['FORBIDDEN']));
}, 60_000);

describe('on live reads', () => whatShadowFinds(() => programme));

test('a fault at the first step of the ramp takes it back by itself within a minute, with the reason and an alert', async () => {
  const { hospital } = programme;
  const BUDGET = `mutation Budget($input: RampBudgetInput!) { setRampBudget(input: $input) { loosening { id } userErrors { message } } }`;
  // What was planted stays: it is known, and is not what this ramp is to be judged by.
  const budget = { errorPercent: '5', latencyMs: 60_000, severePercent: '100', minimumSample: 10, windowSeconds: 60 };
  const set = await programme.ask(MINA, BUDGET, { input: { route: BEDS, ...budget, reason: WHY } });
  expect(set.data).toEqual({ setRampBudget: { loosening: null, userErrors: [] } });
  await moveTo(programme, BEDS, { stage: 'RAMP', sites: ['RWE|W21'] });
  await hospital.setFault('nervecentre', { kind: 'error', share: 1 });
  const since = hospital.clock.millis();
  const wards = [hospital.adapters.door.ids.seal('ward', 'RWE|W21')];
  // One live read in all: what is missing of the sample Causeway asks itself.
  const failed = await programme.reply(ANN, ONE_WARD, { wards });
  expect(failed.errors[0]?.extensions).toMatchObject({ system: 'nervecentre', code: 'SOURCE_UNAVAILABLE' });
  hospital.clock.advance(10_000);
  const ALERTS = '{ migrationAlerts { kind about words } }';
  const rolledBack = (reply: Parameters<typeof table>[0]) =>
    table(reply, 'migrationAlerts', 'kind', 'about', 'words').filter(([kind]) => kind === 'rolled-back');
  const alerts = await until(
    () => programme.ask(MINA, ALERTS),
    (reply) => rolledBack(reply).length > 0,
  );
  expect(hospital.clock.millis() - since).toBeLessThan(60_000);
  expect(rolledBack(alerts)).toEqual([['rolled-back', expect.stringMatching(/^RWE\//), expect.stringContaining('failed (allowed: 5 %)')]]); // prettier-ignore
  const ROUTES = '{ migrationRoutes(organisation: "RWE", planned: true) { id stage movedBy } }';
  const routes = table(await programme.ask(MINA, ROUTES), 'migrationRoutes', 'id', 'stage', 'movedBy');
  expect(routes.filter(([id]) => STAYS.includes(String(id)))).toEqual(
    [BEDS, ...STAYS.slice(0, 2)].map((id) => [id, 'SHADOW', 'causeway']),
  );
  await hospital.adapters.ledger.reload();
  const back = await programme.reply(ANN, ONE_WARD, { wards });
  expect(back.extensions.sources?.find(({ capability }) => capability === 'bed-state')).toMatchObject({
    ...{ system: 'pas', answer: 'FOUND' },
  });
  await hospital.setFault('nervecentre', null);
}, 60_000);

test('each stage answers as it says, ward by ward, and who read what of whom is counted', async () => {
  expect(await boardOf('W12')).toBe('pas');
  await moveTo(programme, BEDS, { stage: 'RAMP', sites: ['RWE|W12'] });
  expect([await boardOf('W12'), await boardOf('W15')]).toEqual(['nervecentre', 'pas']);
  await moveTo(programme, BEDS, { stage: 'RAMP', sites: ['RWE|W12', 'RWE|W15'] });
  expect([await boardOf('W12'), await boardOf('W15')]).toEqual(['nervecentre', 'nervecentre']);
  const USE = '{ fieldUse(filter: { operation: "WardBoard" }, first: 1000) { field capability system count client } }';
  const uses = table(await programme.ask(MINA, USE), 'fieldUse', 'field', 'system', 'count', 'client');
  expect(uses.filter(([field]) => field === 'WardBedState.total').sort()).toEqual([
    ['WardBedState.total', 'nervecentre@RWE', 3, 'ward-board'],
    ['WardBedState.total', 'pas@RWE', 4, 'ward-board'],
  ]);
  expect(uses.map(([field]) => field)).not.toContain('Ward.id');
  for (const route of OTHERS_OF_HISS) {
    await moveTo(programme, route, { stage: 'RAMP', percent: 50 });
    await moveTo(programme, route, { stage: 'LIVE' });
  }
}, 60_000);

test('HISS is off, its conditions are met, two people have signed: one hidden reader stands in the way, and is named', async () => {
  const { hospital } = programme;
  hospital.clock.advance(30 * DAY);
  await goOn(programme, 20);
  const read = await programme.ask(MONTHLY, OCCUPANCY);
  expect((read.extensions.sources ?? []).map(({ system }) => system)).toContain('pas');
  await moveTo(programme, BEDS, { stage: 'LIVE' });
  await hospital.setFault('pas', { kind: 'down' });
  hospital.clock.advance(15 * DAY);
  const CONDITIONS = '{ registeredSystem(id: "pas@RWE") { conditions { id words } } }';
  const SETTLE =
    'mutation Settle($input: SettleConditionInput!) { settleCondition(input: $input) { userErrors { message } } }';
  const conditions = table(await programme.ask(MINA, CONDITIONS), 'registeredSystem.conditions', 'id', 'words');
  expect(conditions.map(([, words]) => words)).toEqual(['PAS in the EPR']);
  await programme.ask(MINA, SETTLE, { input: { condition: conditions[0]?.[0], met: true, reason: WHY } });
  const SIGN = 'mutation Sign($input: SignOffInput!) { signOff(input: $input) { userErrors { message } } }';
  for (const planner of [MINA, MINA, OTHER_MINA])
    await programme.ask(planner, SIGN, { input: { system: 'pas@RWE', reason: WHY } });
  const inTheWay = [
    ['readers', expect.stringMatching(/^monthly-returns reads \d fields from it \(Occupancy\), about every 30 days/)],
  ];
  expect(await obstacles()).toEqual(inTheWay);
  const refused = await retire(MINA, 'pas@RWE');
  expect(refused.data).toMatchObject({
    retireSystem: { system: { lifecycle: 'LIVE' }, waitsForSecond: false, userErrors: [{ field: 'system' }] },
  });
  expect(table(refused, 'retireSystem.gate.obstacles', 'kind', 'words')).toEqual(inTheWay);
}, 60_000);

const RETIRE = `mutation Retire($input: RetireSystemInput!) { retireSystem(input: $input) {
  system { id lifecycle } waitsForSecond gate { open obstacles { kind words } } userErrors { field message } } }`;
const retire = (planner: Asker, system: string, override = false) =>
  programme.ask(planner, RETIRE, { input: { system, override, reason: WHY } });

test('once it stops, the gate opens; HISS is retired, and what it told stays readable under its own name', async () => {
  const { hospital } = programme;
  hospital.clock.advance(21 * DAY);
  expect(await obstacles()).toEqual([]);
  expect((await retire(MINA, 'pas@RWE')).data).toMatchObject({
    retireSystem: { system: { lifecycle: 'RETIRED' }, gate: { open: true }, userErrors: [] },
  });
  await hospital.adapters.ledger.reload();
  const AFTER = `{ migrationRoutes(organisation: "RWE", planned: true) { stage }
    ledgerHistory(about: "pas@RWE", first: 1) { nodes { what by reason at } } }`;
  const after = await programme.ask(MINA, AFTER);
  expect(new Set(table(after, 'migrationRoutes', 'stage').flat())).toEqual(new Set(['RETIRED']));
  expect(table(after, 'ledgerHistory.nodes', 'what', 'by', 'reason')).toEqual([['retired', MINA.name, WHY]]);
  // Nervecentre's feed goes on, so whose patient somebody is is known.
  hospital.adapters.simulated?.hospital.step();
  await hospital.simulators.get('nervecentre@RWE')?.settled();
  const PATIENT = `{ patient(nhsNumber: "9990000018") { encounters { nodes { source { system freshness } } completeness { status } } } }`;
  const isToldAsBefore = async () => {
    const { data, extensions } = await programme.ask(ANN, PATIENT);
    const told = (extensions.sources ?? [])
      .filter(({ capability, organisation }) => capability === 'encounters' && organisation === 'RWE')
      .map(({ system, answer, freshness }) => [system, answer, freshness]);
    expect(told).toEqual([
      ['nervecentre', 'FOUND', 'LIVE'],
      ['pas', 'FOUND', 'ARCHIVED'],
    ]);
    // A stay that both know is one, and the successor's.
    expect(data).toMatchObject({ patient: { encounters: { nodes: [{ source: { system: 'nervecentre' } }] } } });
  };
  await isToldAsBefore();

  // Its successor will be replaced one day, too: the plan is another, the answers and the archive are the same.
  const PLAN = `mutation Plan($input: PlanCandidateInput!) { planCandidate(input: $input) {
    routes { stage control candidate predecessors } userErrors { field message } } }`;
  const input = { route: 'RWE/encounters/inpatient-record', candidate: 'systmone@RT5', reason: WHY };
  const planned = await programme.ask(MINA, PLAN, { input });
  const route = { stage: 'OFF', control: 'nervecentre@RWE', candidate: 'systmone@RT5', predecessors: ['pas@RWE'] };
  expect(planned.data).toMatchObject({ planCandidate: { routes: [route, route, route], userErrors: [] } });
  await hospital.adapters.ledger.reload();
  await isToldAsBefore();
}, 60_000);

test('against its gate a system is retired by two named people, loudly, and by nobody alone', async () => {
  const asked = await retire(MINA, 'ris@RWE', true);
  expect(asked.data).toMatchObject({ retireSystem: { system: { lifecycle: 'LIVE' }, waitsForSecond: true } });
  expect((await retire(MINA, 'ris@RWE', true)).data).toMatchObject({
    retireSystem: { waitsForSecond: false, userErrors: [{ field: 'override' }] },
  });
  expect((await retire(OTHER_MINA, 'ris@RWE', true)).data).toMatchObject({
    retireSystem: { system: { lifecycle: 'RETIRED' }, gate: { open: false }, userErrors: [] },
  });
  const AFTER = `{ migrationAlerts { id kind about words } ledgerHistory(about: "ris@RWE", first: 2) { nodes { what by } } }`;
  const after = await programme.ask(MINA, AFTER);
  expect(table(after, 'ledgerHistory.nodes', 'what')).toEqual([['overridden'], ['override-asked']]);
  const alerts = table(after, 'migrationAlerts', 'kind', 'about', 'words').filter(([kind]) => kind === 'overridden');
  expect(alerts).toEqual([['overridden', 'ris@RWE', expect.stringContaining('was retired against')]]);

  const [[alert] = []] = table(after, 'migrationAlerts', 'id', 'kind').filter(([, kind]) => kind === 'overridden');
  const ACKNOWLEDGE = `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) {
    alert { overBy overWhy } userErrors { field } } }`;
  const acknowledged = async (asker: Asker) =>
    (await programme.ask(asker, ACKNOWLEDGE, { input: { alert, reason: WHY } })).data;
  expect(await acknowledged(OTHER_MINA)).toMatchObject({ acknowledgeAlert: { alert: null, userErrors: [{ field: 'alert' }] } }); // prettier-ignore
  const third = { ...MINA, userId: '1003', name: 'MOVE Ida' };
  expect(await acknowledged(third)).toEqual({ acknowledgeAlert: { alert: { overBy: 'MOVE Ida', overWhy: WHY }, userErrors: [] } }); // prettier-ignore
  expect(table(await programme.ask(MINA, AFTER), 'migrationAlerts', 'kind')).not.toContainEqual(['overridden']);
}, 60_000);
