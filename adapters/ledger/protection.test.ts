import fc from 'fast-check';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { RampBudget } from '../../schema/migration/route-moves';
import { DAY, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import {
  budgets,
  createMoves,
  createProtection,
  freezeChanges,
  freezesAt,
  toldFreezes,
  syncRoutes,
  USUAL_BUDGET,
  type Mover,
  type Protection,
} from '.';
import { isLooser } from './budgets';

const RWE = 'RWE' as OdsCode;
const ROUTE = 'RWE/flags/inpatient-record';
let clock: ReturnType<typeof fixedClock>;
const MINA: Mover = { userId: '1', name: 'PLANNER Mina', role: 'migration-planner' };
/** Another person of the same name. */
const OTHER_MINA: Mover = { ...MINA, userId: '2' };
const reason = 'the programme board agreed to it';
const kinds = new Map([['any', ['flags' as const]]]);

let database: FreshDatabase;
let protection: Protection;
beforeEach(async () => {
  clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  database = await freshDatabase();
  const { store } = database;
  const system = (name: InstanceName) => ({
    ...{ name, kind: 'any', systemName: name, organisation: RWE, organisationName: 'UHL', lifecycle: 'live' as const },
  });
  const route = { organisation: RWE, capability: 'flags', role: 'inpatient-record', needed: true } as const;
  const systems = [system('pas@RWE'), system('nervecentre@RWE')];
  const routes = [{ ...route, control: 'pas@RWE', candidate: 'nervecentre@RWE' } as const];
  await syncRoutes(store, { kinds, systems, routes }, clock);
  protection = createProtection({ store, clock });
});
afterEach(() => database.drop());

const needsSecond = async (): Promise<boolean | undefined> =>
  (await database.store.db.selectFrom('route').select('second_approver').executeTakeFirst())?.second_approver;
const budgetNow = async (): Promise<RampBudget> => (await budgets(database.store.db)).get(ROUTE) ?? USUAL_BUDGET;
const setBudget = (budget: Partial<RampBudget>, by: Mover) =>
  protection.setBudget({ route: ROUTE, budget, reason }, by);

it('whoever needs a second person to move a route cannot do away with that alone', async () => {
  await protection.requireSecondApprover({ route: ROUTE, required: true, reason }, MINA);
  const wish = { route: ROUTE, required: false, reason };
  const { loosening } = await protection.requireSecondApprover(wish, MINA);
  expect(loosening).toMatchObject({ words: 'moves need no second person', by: MINA.name });
  expect(await needsSecond()).toBe(true);
  const moves = createMoves({ store: database.store, clock, kinds });
  const move = { route: ROUTE, stage: 'shadow', percent: null, sites: [], reason } as const;
  expect((await moves.move(move, MINA)).waiting).not.toBeNull();
  const id = loosening?.id ?? '';
  await expect(protection.decide({ id, agree: true, reason }, MINA)).rejects.toThrow('another person');
  await expect(protection.requireSecondApprover(wish, OTHER_MINA)).rejects.toThrow('already has a change that waits');
  await protection.decide({ id, agree: true, reason }, OTHER_MINA);
  expect(await needsSecond()).toBe(false);
  await expect(protection.decide({ id, agree: true, reason }, OTHER_MINA)).rejects.toThrow('none that waits');
  const changes = await database.store.db
    .selectFrom('ledger_change')
    .select(['what', 'after', 'user_id'])
    .orderBy('id')
    .execute();
  expect(changes.map(({ what, user_id }) => `${what} ${user_id}`)).toEqual([
    ...['second-approver 1', 'asked 1', 'asked 1', 'agreed 2', 'second-approver 1'],
  ]);
  expect(changes.find(({ what }) => what === 'agreed')?.after).toBe('moves need no second person');
});

it('nor make the budget of its ramp looser; a tighter one stands at once', async () => {
  await setBudget({ errorPercent: '3' }, MINA);
  expect((await budgetNow()).errorPercent).toBe('3');
  await protection.requireSecondApprover({ route: ROUTE, required: true, reason }, MINA);
  await setBudget({ errorPercent: '1' }, MINA);
  expect((await budgetNow()).errorPercent).toBe('1');
  const asked = await setBudget({ errorPercent: '50' }, MINA);
  expect(asked.loosening?.words).toContain('errors 50 %');
  // What is tightened meanwhile stays so.
  await setBudget({ latencyMs: 500 }, MINA);
  await protection.decide({ id: asked.loosening?.id ?? '', agree: false, reason }, MINA);
  expect(await budgetNow()).toMatchObject({ errorPercent: '1', latencyMs: 500 });
  const again = await setBudget({ errorPercent: '50' }, MINA);
  await protection.decide({ id: again.loosening?.id ?? '', agree: true, reason }, OTHER_MINA);
  expect(await budgetNow()).toMatchObject({ errorPercent: '50', latencyMs: 500 });
});

it('nor lift a freeze, whatever the route needs: it stands until another person agrees, and one set meanwhile goes on', async () => {
  const freeze = (to: string, route: string | null) =>
    database.store.db
      .transaction()
      .execute((trx) => freezeChanges(trx, { route, from: null, to: to as Instant, reason }, MINA, clock));
  const frozenUntil = async () =>
    (await freezesAt(database.store.db, now(clock))).map(({ route, to }) => [route, to.slice(0, 10)]);
  await expect(protection.liftFreeze({ route: ROUTE, reason }, MINA)).rejects.toThrow('no freeze of RWE/flags');
  await freeze('2026-12-01T00:00:00.000Z', ROUTE);
  await freeze('2027-01-01T00:00:00.000Z', null);
  const lift = async (route: string | null) =>
    (await protection.liftFreeze({ route, reason }, MINA)).loosening?.id ?? '';
  const [own, all] = [await lift(ROUTE), await lift(null)];
  await expect(protection.liftFreeze({ route: ROUTE, reason }, OTHER_MINA)).rejects.toThrow('already has a change');
  await freeze('2026-11-25T00:00:00.000Z', ROUTE);
  for (const id of [own, all])
    await expect(protection.decide({ id, agree: true, reason }, MINA)).rejects.toThrow('another person');
  expect(await frozenUntil()).toHaveLength(3);
  expect(await protection.decide({ id: all, agree: false, reason }, OTHER_MINA)).toMatchObject({ group: [ROUTE] });
  expect(await frozenUntil()).toHaveLength(3);
  await protection.decide({ id: own, agree: true, reason }, OTHER_MINA);
  expect(await frozenUntil()).toEqual([
    [null, '2027-01-01'],
    [ROUTE, '2026-11-25'],
  ]);
  const again = await lift(null);
  clock.advance(60 * DAY);
  // Over by itself by then: there is nothing left to lift, and nothing is said to have been lifted.
  await protection.decide({ id: again, agree: true, reason }, OTHER_MINA);
  const changes = await database.store.db
    .selectFrom('ledger_change')
    .select(['what', 'user_id'])
    .orderBy('id')
    .execute();
  expect(changes.slice(2).map(({ what, user_id }) => `${what} ${user_id}`)).toEqual([
    ...['asked 1', 'asked 1', 'frozen 1', 'refused 2', 'agreed 2', 'unfrozen 1', 'asked 1', 'agreed 2'],
  ]);
});

it('one freeze is ended alone, before it begins or while it stands; others of the same routes go on', async () => {
  const freeze = (from: string, to: string) =>
    database.store.db
      .transaction()
      .execute((trx) =>
        freezeChanges(trx, { route: null, from: from as Instant, to: to as Instant, reason }, MINA, clock),
      );
  const told = async () => (await toldFreezes(database.store.db, now(clock))).map(({ id, ending }) => [id, ending?.id]);
  const later = await freeze('2027-03-01T00:00:00.000Z', '2027-04-01T00:00:00.000Z');
  const sooner = await freeze('2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z');
  expect(await told()).toEqual([
    [sooner.id, undefined],
    [later.id, undefined],
  ]);
  const { freeze: asked, loosening } = await protection.endFreeze({ freeze: later.id, reason }, MINA);
  expect([asked.id, asked.ending?.id]).toEqual([later.id, loosening?.id]);
  expect(await told()).toEqual([
    [sooner.id, undefined],
    [later.id, loosening?.id],
  ]);
  await protection.decide({ id: loosening?.id ?? '', agree: true, reason }, OTHER_MINA);
  expect(await told()).toEqual([[sooner.id, undefined]]);
  for (const id of [later.id, 'fz_999', 'nonsense'])
    await expect(protection.endFreeze({ freeze: id, reason }, MINA)).rejects.toThrow(/^freeze is none that stands/);
});

it('a sample is no larger than probes gather within the minute in which a ramp must be back', async () => {
  await expect(setBudget({ minimumSample: 101 }, MINA)).rejects.toThrow('minimumSample must be a whole number from 1');
  await expect(setBudget({ windowSeconds: 59 }, MINA)).rejects.toThrow('windowSeconds must be');
  await setBudget({ minimumSample: 100, windowSeconds: 60 }, MINA);
  await database.store.db.updateTable('ramp_budget').set({ minimum_sample: 5_000 }).execute();
  expect((await budgetNow()).minimumSample).toBe(100);
});

it('of two different budgets one at least is looser than the other', () => {
  const budget = fc.record({
    errorPercent: fc.constantFrom('1', '2'),
    latencyMs: fc.constantFrom(100, 200),
    severePercent: fc.constantFrom('0.5', '1'),
    minimumSample: fc.constantFrom(10, 20),
    windowSeconds: fc.constantFrom(60, 300),
  });
  fc.assert(
    fc.property(budget, budget, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(isLooser(one, other) || isLooser(other, one)).toBe(!isSame);
    }),
  );
});
