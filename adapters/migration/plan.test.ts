import { randomBytes } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Ask, Role } from '../../schema/capabilities';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Agreement } from '../../schema/migration/evidence';
import type { FieldRead } from '../../schema/migration/use';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import { DAY, instantOf, type Instant } from '../../schema/time';
import { rolePolicy } from '../access';
import { createAudit, seenKey } from '../audit';
import { createProjectionReader } from '../projections';
import { ledgerHistory, syncRoutes, type LedgerSettings } from '../ledger';
import { KINDS } from '../registry';
import { createRecorder } from '../routing';
import { openUsage, type Usage } from '../usage';
import { createAcknowledge } from './acknowledge';
import { raiseMigrationAlert, readMigrationAlerts } from './alerts';
import { createPlan } from './plan';

let database: FreshDatabase;
let usage: Usage;
const clock = fixedClock('2026-06-01T09:00:00.000Z' as Instant);
const said: string[] = [];
const WHY = 'As the programme board agreed';

beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database.store;
  usage = openUsage(database.store, clock, () => undefined);
  const at = now(clock);
  const system = (id: string, name: string) => ({
    ...{ id, name, organisation: 'RWE', organisation_name: 'UHL', lifecycle: 'live', phases: '[]', version: 1 },
    ...{ dependants: [], replaced_by: [], changed_by: null, at, why: 'as the settings say' },
  });
  await db
    .insertInto('registered_system')
    .values([system('pas@RWE', 'HISS'), system('nervecentre@RWE', 'Nervecentre')])
    .execute();
  await db
    .insertInto('system_condition')
    .values({ system: 'pas@RWE', position: 1, words: 'Coding is done elsewhere' })
    .execute();
  const instance = {
    kind: 'pas',
    system_name: 'HISS',
    organisation: 'RWE',
    organisation_name: 'UHL',
    lifecycle: 'live',
  };
  await db
    .insertInto('system_instance')
    .values({ name: 'pas@RWE', ...instance })
    .execute();
  await db
    .insertInto('route')
    .values({
      ...{ organisation: 'RWE', capability: 'bed-state', role: 'inpatient-record', control: 'pas@RWE' },
      ...{ candidate: 'nervecentre@RWE', stage: 'off', needed: true, moved_by: null, at, why: 'so' },
    })
    .execute();
  await db.insertInto('known_feed').values({ name: 'pas-adt', instance: 'pas@RWE' }).execute();
});
afterAll(async () => {
  await usage.close();
  await database.drop();
});

const systemsNow = async (): Promise<readonly RegisteredSystem[]> => {
  const { db } = database.store;
  const rows = await db.selectFrom('registered_system').selectAll().execute();
  const conditions = await db.selectFrom('system_condition').selectAll().execute();
  const signed = await db.selectFrom('system_sign_off').selectAll().execute();
  return rows.map(
    (row) =>
      ({
        ...{
          id: row.id,
          name: row.name,
          lifecycle: row.lifecycle,
          phases: [],
          dependants: row.dependants,
          version: row.version,
        },
        ...{ organisation: 'RWE', function: null, supplier: '=cmd()', owner: null, connected: true, contractEnd: null },
        ...{ yearlyCost: null, retention: null, replacedBy: [] },
        conditions: conditions
          .filter(({ system }) => system === row.id)
          .map(({ id, words, met_at }) => ({ id, words, metAt: met_at && instantOf(met_at.getTime()), metBy: null })),
        signOffs: signed
          .filter(({ system }) => system === row.id)
          .map(({ user_id: userId, user_name: by }) => ({ userId, by })),
      }) as unknown as RegisteredSystem,
  );
};
const routesNow = async (): Promise<readonly MigrationRoute[]> =>
  (await database.store.db.selectFrom('route').selectAll().execute()).map(
    (row) =>
      ({ ...row, id: `${row.organisation}/${row.capability}/${row.role}`, group: [] }) as unknown as MigrationRoute,
  );
const NOTHING: Agreement = {
  ...{ outcomes: new Map(), severities: new Map(), fields: [], records: 0, matchedRecords: null, noise: null },
  ...{ reads: null, losses: new Map() },
};
const recorderNow = () => createRecorder(createAudit(database.store, seenKey(randomBytes(32))), rolePolicy, {});
const planNow = (meanwhile: () => Promise<unknown> = () => Promise.resolve(), systems = systemsNow) =>
  createPlan({
    ...{ store: database.store, clock, log: (line) => said.push(line) },
    recorder: recorderNow(),
    feeds: [{ name: 'pas-adt', instance: 'pas@RWE', silenceMs: 900_000 }],
    kindOf: (name: InstanceName) => KINDS.find(({ kind }) => name.startsWith(`${kind.kind}@`))?.kind,
    ...{ systems, routes: routesNow, agreement: () => Promise.resolve(NOTHING) },
    counted: async () => {
      await usage.flush();
      await meanwhile();
    },
  });

let requests = 0;
const ask = (name: string, client = 'dashboard', role: Role = 'migration-planner'): Ask => ({
  viewer: {
    ...{ userId: `user-${name}`, name, role, roleProfileId: 'UNK', organisation: 'RWE' as never },
    ...{ organisationName: 'UHL', wards: [] },
  },
  ...{ purpose: 'HOPERAT', client, operation: 'Q', requestId: `request-${(requests += 1)}` },
  ...{ deadline: clock.millis() + 10_000, signal: new AbortController().signal, clock },
});
const bed: FieldRead = { field: 'Bed.status', capability: 'bed-state', system: 'pas@RWE' };
const obstacles = async (): Promise<readonly string[]> =>
  ((await planNow().gates(['pas@RWE'], ask('Pat')))[0] ?? []).map(({ kind, words }) => `${kind}: ${words}`);

test('nobody but a planner asks', async () => {
  await expect(planNow().gates(['pas@RWE'], ask('Nell', 'board', 'nurse'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('before reads were counted for as long as is looked back on, nobody is said to read nothing', async () => {
  const uncounted = /No read was ever counted, and 40 days are looked back on/;
  expect(await obstacles()).toContainEqual(expect.stringMatching(uncounted));
  const { unknown } = await planNow().whatIf({ system: 'pas@RWE' }, ask('Pat'));
  expect(unknown).toEqual([expect.stringMatching(uncounted)]);
});

test('while it answers, is read once a month and has conditions, everything that stands in the way is named', async () => {
  for (let month = 0; month < 3; month += 1) {
    usage.use.read([bed], { ...ask('Job', 'monthly-returns'), operation: 'Occupancy' });
    await usage.flush();
    if (month < 2) clock.advance(30 * DAY);
  }
  clock.advance(25 * DAY);
  expect(await obstacles()).toEqual([
    'routes: RWE/bed-state/inpatient-record: it is still the control, at stage off; nervecentre@RWE is to take over',
    expect.stringMatching(/^readers: monthly-returns reads Bed.status from it \(Occupancy\), about every 30 days/),
    'conditions: Not met: Coding is done elsewhere',
    'sign-offs: 2 different people must sign that it may go; nobody has',
  ]);
  const whatIf = await planNow().whatIf({ system: 'pas@RWE' }, ask('Pat'));
  expect(whatIf).toMatchObject({ unanswered: ['RWE/bed-state'], readers: [{ client: 'monthly-returns' }] });
  expect(whatIf.lostFields).toContain('Bed.status');
});

test('when it has moved, conditions are met and two people signed, the hidden reader alone is in the way; a refusal changes nothing', async () => {
  const plan = planNow();
  await database.store.db.updateTable('route').set({ stage: 'live', moved_by: 'Pat' }).execute();
  const [condition] = (await systemsNow()).flatMap(({ conditions }) => conditions);
  await plan.settleCondition(condition?.id ?? '', true, WHY, ask('Pat'));
  await plan.signOff('pas@RWE', WHY, ask('Pat'));
  await plan.signOff('pas@RWE', WHY, ask('Pat'));
  await plan.signOff('pas@RWE', WHY, ask('Sam'));
  expect(await obstacles()).toEqual([expect.stringMatching(/^readers: monthly-returns/)]);
  expect(await plan.retire('pas@RWE', WHY, false, ask('Pat'))).toMatchObject({
    done: false,
    gate: [{ kind: 'readers' }],
  });
  expect((await systemsNow()).map(({ lifecycle }) => lifecycle)).toEqual(['live', 'live']);
  await expect(plan.signOff('pas@RWE', 'short', ask('Pat'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(plan.retire('lims@RWE', WHY, false, ask('Pat'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('once it stops, the gate opens; retired, its route has no way back, and what it told is an archive that is never stale', async () => {
  clock.advance(16 * DAY);
  expect(await obstacles()).toEqual([]);
  const moved = () => database.store.db.updateTable('route').set({ why: 'moved meanwhile' }).execute();
  await expect(planNow(moved).retire('pas@RWE', WHY, false, ask('Pat'))).rejects.toMatchObject({
    message: expect.stringContaining('changed since') as string,
  });
  const editedSince = async () => {
    const systems = await systemsNow();
    const { db } = database.store;
    await db
      .updateTable('registered_system')
      .set({ dependants: ['Wristbands'], version: 9 })
      .execute();
    return systems;
  };
  await expect(planNow(undefined, editedSince).retire('pas@RWE', WHY, false, ask('Pat'))).rejects.toMatchObject({
    message: 'system was changed since it was judged; look again',
  });
  await database.store.db.updateTable('registered_system').set({ dependants: [] }).execute();
  const { done, system } = await planNow().retire('pas@RWE', WHY, false, ask('Pat'));
  expect([done, system?.lifecycle]).toEqual([true, 'retired']);
  const { db } = database.store;
  expect((await db.selectFrom('route').select('stage').execute()).map(({ stage }) => stage)).toEqual(['retired']);
  const changes = await db.selectFrom('ledger_change').select(['what', 'user_name']).orderBy('id').execute();
  expect(changes.map(({ what, user_name }) => `${what} ${user_name}`)).toEqual([
    'condition-met Pat',
    ...['signed Pat', 'signed Pat', 'signed Sam', 'moved Pat', 'retired Pat'],
  ]);
  const about = 'RWE/bed-state/inpatient-record';
  expect(await ledgerHistory(db, { about, first: 5, after: null })).toMatchObject([
    { what: 'moved', by: 'Pat', before: 'live', after: 'retired', reason: WHY },
  ]);
  await expect(planNow().retire('pas@RWE', WHY, false, ask('Pat'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  // The settings file still has it: a start does not bring it back.
  const settings = { name: 'pas@RWE', kind: 'pas', systemName: 'HISS', organisation: 'RWE', organisationName: 'UHL' };
  const systems = [{ ...settings, lifecycle: 'live' }] as unknown as LedgerSettings['systems'];
  await syncRoutes(database.store, { systems, routes: [], kinds: new Map() }, clock);
  const kept = await db.selectFrom('system_instance').select('lifecycle').where('name', '=', 'pas@RWE').execute();
  expect(kept).toEqual([{ lifecycle: 'retired' }]);
});

test('an override waits for a second named person, and is loud', async () => {
  const plan = planNow();
  const wish = (name: string) => plan.retire('nervecentre@RWE', WHY, true, ask(name));
  // Somebody else's may have been carried out since: a wish for what is off already would wait for nobody.
  const meanwhile = () => database.store.db.updateTable('route').set({ why: 'moved again' }).execute();
  await expect(planNow(meanwhile).retire('nervecentre@RWE', WHY, true, ask('Pat'))).rejects.toMatchObject({
    message: expect.stringContaining('changed since') as string,
  });
  expect(await wish('Pat')).toMatchObject({ done: false, waitsForSecond: true });
  await expect(wish('Pat')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const waiting = { by: 'Pat', role: ask('Pat').viewer.role, at: now(clock), reason: WHY };
  expect(await plan.waitingOverrides(['pas@RWE', 'nervecentre@RWE'], ask('Sam'))).toEqual([null, waiting]);
  expect(await wish('Sam')).toMatchObject({ done: true, system: { lifecycle: 'retired' } });
  expect(await plan.waitingOverrides(['nervecentre@RWE'], ask('Sam'))).toEqual([null]);
  const { db } = database.store;
  const [alert] = await db
    .selectFrom('migration_alert')
    .select(['about', 'words'])
    .where('kind', '=', 'overridden')
    .execute();
  expect(alert).toMatchObject({ about: 'nervecentre@RWE', words: expect.stringMatching(/Pat .* and Sam/) as string });
  expect(said.join()).toContain('nervecentre@RWE was retired against its gate');
});

test('the alert of an override ends once a third person acknowledges it, with who, when and why; the history keeps both', async () => {
  const { db } = database.store;
  const acknowledge = createAcknowledge({ store: database.store, clock, recorder: recorderNow() });
  const [alert] = await readMigrationAlerts(database.store, true);
  const id = alert?.id ?? '';
  for (const name of ['Pat', 'Sam'])
    await expect(acknowledge(id, WHY, ask(name))).rejects.toThrow('alert needs another person');
  await expect(acknowledge('ma_9999', WHY, ask('Ida'))).rejects.toThrow('alert is not known');
  await expect(acknowledge(id, WHY, ask('Nell', 'board', 'nurse'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await readMigrationAlerts(database.store, true)).toEqual([alert]);
  const over = { overAt: now(clock), overBy: 'Ida', overWhy: WHY };
  expect(await acknowledge(id, WHY, ask('Ida'))).toEqual({ ...alert, ...over });
  await expect(acknowledge(id, WHY, ask('Ida'))).rejects.toThrow('alert is over already');
  expect(await readMigrationAlerts(database.store, true)).toEqual([]);
  expect(await readMigrationAlerts(database.store, false)).toEqual([{ ...alert, ...over }]);
  expect(await ledgerHistory(db, { about: 'nervecentre@RWE', first: 2, after: null })).toMatchObject([
    { what: 'acknowledged', by: 'Ida', at: now(clock), reason: WHY },
    { what: 'overridden', by: 'Sam' },
  ]);
});

test('a system that is retired against its gate once more is told of by who did it then', async () => {
  const { db } = database.store;
  const at = now(clock);
  await db
    .insertInto('registered_system')
    .values({
      ...{ id: 'ice@RWE', name: 'ICE', organisation: 'RWE', organisation_name: 'UHL', lifecycle: 'live', version: 1 },
      ...{ phases: '[]', dependants: [], replaced_by: [], changed_by: null, at, why: 'as the settings say' },
    })
    .execute();
  const retire = async (...names: readonly string[]) => {
    for (const name of names) await planNow().retire('ice@RWE', WHY, true, ask(name));
  };
  await retire('Pat', 'Sam');
  // No adapter reaches it, so the register may have it back.
  await db.updateTable('registered_system').set({ lifecycle: 'live' }).where('id', '=', 'ice@RWE').execute();
  await retire('Sam', 'Ida');
  const alerts = await readMigrationAlerts(database.store, true);
  expect(alerts).toMatchObject([{ about: 'ice@RWE', words: expect.stringMatching(/Sam .* and Ida/) as string }]);
});

test('what ends with what it tells of is acknowledged by nobody', async () => {
  await raiseMigrationAlert(database.store.db, {
    ...{ kind: 'rolled-back', about: 'RWE/bed-state/inpatient-record', since: now(clock), words: 'It differed.' },
  });
  const [alert] = await readMigrationAlerts(database.store, true);
  const acknowledge = createAcknowledge({ store: database.store, clock, recorder: recorderNow() });
  await expect(acknowledge(alert?.id ?? '', WHY, ask('Ida'))).rejects.toThrow('it ends with what it tells of');
  expect(await readMigrationAlerts(database.store, true)).toContainEqual(alert);
});

test('a yes to readers is none to a reader that came since; that a known one came again changes nothing', async () => {
  const { db } = database.store;
  const at = now(clock);
  await db
    .insertInto('registered_system')
    .values({
      ...{ id: 'lims@RWE', name: 'LIMS', organisation: 'RWE', organisation_name: 'UHL', lifecycle: 'live', version: 1 },
      ...{ phases: '[]', dependants: [], replaced_by: [], changed_by: null, at, why: 'as the settings say' },
    })
    .execute();
  const readBy = async (client: string) => {
    usage.use.read([{ field: 'LabReport.code', capability: 'lab-reports', system: 'lims@RWE' }], ask('Job', client));
    await usage.flush();
  };
  const wish = (name: string) => planNow().retire('lims@RWE', WHY, true, ask(name));
  await readBy('monthly reads');
  expect(await wish('Pat')).toMatchObject({ waitsForSecond: true });
  await readBy('weekly reads');
  expect(await wish('Sam')).toMatchObject({ done: false, waitsForSecond: true });
  clock.advance(DAY);
  await readBy('weekly reads');
  expect(await wish('Pat')).toMatchObject({ done: true, waitsForSecond: false });
});

test('a system that nobody knows is not one that nobody reads', async () => {
  const uses = (system: string) => planNow().fieldUse({ system: system as InstanceName }, 10, ask('Pat'));
  await expect(uses('nope@RWE')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: 'system is not known' });
  expect(await uses('nervecentre@RWE')).toEqual([]);
  // One of a kind that reaches many organisations is registered as a whole.
  const practice: FieldRead = { field: 'Patient.problems', capability: 'problems', system: 'gp-connect@C82999' };
  usage.use.read([practice], ask('Pat'));
  await usage.flush();
  expect(await uses('gp-connect@C82999')).toMatchObject([{ field: 'Patient.problems' }]);
});

test.each([
  ['capability', 'bed-states', 'bed-state'],
  ['field', 'Patient.problem', 'Patient.problems'],
  ['client', 'dash-board', 'dashboard'],
  ['operation', 'Q2', 'Q'],
])('reads by a %s that nobody knows are not none', async (what, wrong, right) => {
  usage.use.read([bed], ask('Pat'));
  await usage.flush();
  const uses = (name: string) => planNow().fieldUse({ [what]: name }, 10, ask('Pat'));
  await expect(uses(wrong)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: `${what} is not known` });
  expect(await uses(right)).toBeInstanceOf(Array);
});

test('traffic of an organisation that nobody knows is not none', async () => {
  const window = { from: instantOf(clock.millis() - DAY), to: now(clock) };
  const traffic = (organisation: string) => planNow().traffic(window, 1, organisation as never, ask('Pat'));
  const unknown = { code: 'BAD_USER_INPUT', message: 'organisation is not known' };
  await expect(traffic('RW9')).rejects.toMatchObject(unknown);
  expect(await traffic('RWE')).toHaveLength(1);
});

test('reports are tables that a spreadsheet opens', async () => {
  const [header, first] = (await planNow().report('SYSTEMS', ask('Pat'))).split('\r\n');
  expect(header).toMatch(/^system,name,organisation/);
  expect(first).toMatch(/@RWE.*,'=cmd\(\),/);
  expect(await planNow().report('USE', ask('Pat'))).toMatch(/^day,client,operation/);
});

test('what a retired system told answers as an archive, however long ago', async () => {
  const { store } = database;
  const readerOf = (isRetired: boolean) =>
    createProjectionReader({ store, instance: 'pas@RWE', silenceMs: 1, clock, isRetired: () => isRetired });
  await store.pool.query(
    `insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
       sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
     values ('pas-adt', 'pas@RWE', $1, 'x', 'x', 'utf-8', 'x', '', '', 'ADT', 'A01', '1', 'P', '2.4', true, '{}', 'translated')`,
    [instantOf(clock.millis() - 100 * DAY)],
  );
  const place = [{ organisation: 'RWE' as never }];
  expect(await readerOf(false).forPlaces('wards', place)).toMatchObject([{ kind: 'failed' }]);
  expect(await readerOf(true).forPlaces('wards', place)).toMatchObject([
    { kind: 'found', source: { freshness: 'ARCHIVED', instance: 'pas@RWE' } },
  ]);
});
