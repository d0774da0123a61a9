import fc from 'fast-check';
import { found } from '../../schema/answer';
import type { Capability } from '../../schema/capabilities';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createIdentityIndex } from '../identity';
import { createLedger, createMoves, createRampUnits, syncRoutes, type Ledger, type RouteSetting } from '../ledger';
import type { RouteMove } from '../../schema/migration/route-moves';
import { ask, clock, live, RWE, system, told, underTest, viewer, type Speak } from './door-under-test';

const PAS = 'pas@RWE';
const NC = 'nervecentre@RWE';
const BOTH: readonly InstanceName[] = [PAS, NC];
const STAY = ['encounters', 'wards', 'bed-state'] as const;
const ALL: readonly Capability[] = [...STAY, 'flags'];
const WARDS = ['W1', 'W2'];
/** Their staff sees a record whose person is in doubt: what is told by whom is all that counts here. */
const STAFF = viewer('clinician', { wards: WARDS.map((code) => ({ organisation: RWE, code })) });
const MINA = { userId: '1', name: 'PLANNER Mina', role: 'migration-planner' };

const move = fc.record({
  ...{
    do: fc.constant('move' as const),
    capability: fc.constantFrom('encounters', 'wards', 'bed-state', 'flags', 'flags'),
  },
  stage: fc.constantFrom('off', 'shadow', 'ramp', 'ramp', 'ramp', 'ramp', 'ramp', 'live'),
  percent: fc.constantFrom(1, 30, 60, 99),
  wards: fc.constantFrom<readonly string[]>(['W1'], ['W2'], WARDS),
});
const command = fc.oneof(
  { arbitrary: move, weight: 3 },
  {
    arbitrary: fc.record({ do: fc.constant('merge' as const), survivor: fc.nat(3), absorbed: fc.nat(3) }),
    weight: 1,
  },
  { arbitrary: fc.record({ do: fc.constant('restart' as const) }), weight: 1 },
);

/** Every system has every record: what is answered twice, or by the wrong one, is seen. */
const everything =
  (instance: InstanceName): Speak =>
  (ids) =>
    Promise.resolve(
      ids.map(() =>
        found(
          WARDS.map((code) => {
            const ward = { organisation: RWE, code };
            const identifier = { value: code };
            return {
              key: code,
              ward,
              place: { ward },
              identifier,
              subject: { identifiers: [] },
              source: live(instance),
            };
          }),
          live(instance),
        ),
      ),
    );

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const prepare = async (): Promise<readonly PersonId[]> => {
  const { store } = database;
  const setting = (capability: Capability): RouteSetting => ({
    ...{ organisation: RWE, capability, role: 'inpatient-record', control: PAS, candidate: NC, needed: true },
  });
  const systems = BOTH.map((name) => ({
    ...{ name, kind: 'any', systemName: name, organisation: RWE, organisationName: 'UHL', lifecycle: 'live' as const },
  }));
  await store.db.deleteFrom('route').execute();
  await syncRoutes(store, { systems, routes: ALL.map(setting), kinds: new Map([['any', ALL]]) }, clock);
  // Most sequences should reach a ramp.
  await store.db.updateTable('route').set({ stage: 'shadow' }).execute();
  const row = { ...{ instance: PAS, kind: 'wards', record_id: null, organisation: 'RWE', to_at: null }, open: true };
  await store.db
    .insertInto('projection')
    .values(
      WARDS.map((ward) => ({
        ...{ ...row, key: ward, stream: ward, ward, from_at: '2026-01-01T00:00:00.000Z' as Instant },
        ...{ sensitive: false, body: '{}' },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return Promise.all([0, 1, 2, 3].map((n) => link(`RWE|${runs}-${n}`)));
};

let runs = 0;
const link = async (recordId: string, absorbedBy?: string): Promise<PersonId> => {
  const index = createIdentityIndex({ store: database.store, clock });
  const record = { instance: PAS as InstanceName, recordId, restricted: false, facts: { identifiers: [] } };
  const [linked] = await database.store.db
    .transaction()
    .execute((trx) =>
      index.linkAll(trx, [{ ...record, ...(absorbedBy !== undefined && { absorbedBy: [absorbedBy] }) }]),
    );
  if (!linked) throw new Error('The index linked nothing');
  return linked.person;
};

it('answers each ramp unit from one system, the one the ledger says, whatever is moved, merged and restarted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 10 }), async (commands) => {
      runs += 1;
      const { store } = database;
      const ids = await prepare();
      const index = createIdentityIndex({ store, clock });
      const moves = createMoves({ store, clock, kinds: new Map([['any', ALL]]) });
      const open = async () => ({
        ledger: await createLedger({ store }),
        rampUnits: createRampUnits({ store, clock }),
      });
      // Two processes, of which the second is never started again.
      const processes = [await open(), await open()];
      const buckets = new Map<string, number>();
      let asked = 0;

      const check = async ({
        ledger,
        rampUnits,
      }: {
        ledger: Ledger;
        rampUnits: ReturnType<typeof createRampUnits>;
      }) => {
        await ledger.reload();
        const systems = Object.fromEntries(
          BOTH.map((name) => {
            const each = ALL.map((capability) => system(capability, everything(name)));
            const join = (part: 'people' | 'places') =>
              Object.assign({}, ...each.map(({ connection }) => connection.sources[part])) as object;
            const provides = Object.assign({}, ...each.map(({ kind }) => kind.provides)) as object;
            const connection = { sources: { people: join('people'), places: join('places') } };
            return [
              name,
              { kind: { kind: 'any', name, provides }, connection } as unknown as ReturnType<typeof system>,
            ];
          }),
        );
        const { door } = underTest([], systems, { ledger, rampUnits, identity: index });
        const asking = ask({ requestId: `r-${(asked += 1)}`, viewer: STAFF });
        const people = (await index.byIds(ids)).flatMap((person) => (person ? [person] : []));

        const rows = new Map(
          (await store.db.selectFrom('route').selectAll().execute()).map((row) => [row.capability, row]),
        );
        const flags = rows.get('flags');
        const lists = await told(door.forPeople('flags', people, {}, asking));
        const met = new Map(
          (await store.db.selectFrom('ramp_unit').selectAll().execute()).map((row) => [row.person, row.bucket]),
        );
        for (const [person, bucket] of met) expect(buckets.get(person) ?? bucket).toBe(bucket);
        for (const [person, bucket] of met) buckets.set(person, bucket);
        people.forEach(({ id }, at) => {
          const bucket = met.get(id) ?? Number.NaN;
          const isCandidate = flags?.stage === 'live' || (flags?.stage === 'ramp' && bucket < (flags.percent ?? 0));
          expect(lists[at]?.map(({ instance }) => instance)).toEqual([isCandidate ? NC : PAS]);
          expect(lists[at]?.map(({ answer }) => answer.kind === 'found' && answer.source.instance)).toEqual([
            isCandidate ? NC : PAS,
          ]);
        });

        const stay = rows.get('wards');
        const said = (ward: string): InstanceName =>
          stay?.stage === 'live' || (stay?.stage === 'ramp' && stay.sites.includes(`RWE|${ward}`)) ? NC : PAS;
        const expected = WARDS.map((ward) => `${ward} ${said(ward)}`);
        for (const capability of STAY) {
          const whole = await door.forPlaces(capability, [{ organisation: RWE }], {}, asking);
          expect(tellers(whole.flat())).toEqual(expected);
          for (const ward of WARDS) {
            const [one = []] = await door.forPlaces(capability, [{ organisation: RWE, ward }], {}, asking);
            expect(one.map(({ instance }) => instance)).toEqual([said(ward)]);
          }
        }
        for (const list of await told(door.forPeople('encounters', people, {}, asking)))
          expect(tellers(list)).toEqual(expected);
      };

      try {
        for (const one of commands) {
          if (one.do === 'move') {
            const { capability, stage, percent, wards } = one;
            const ramp =
              stage === 'ramp'
                ? capability === 'flags'
                  ? { percent }
                  : { sites: wards.map((ward) => `RWE|${ward}`) }
                : {};
            const move = {
              route: `RWE/${capability}/inpatient-record`,
              stage,
              percent: null,
              sites: [],
              ...ramp,
            } as const;
            // What the rules refuse changes nothing: the check below sees that it did not.
            const go = (to: RouteMove) => moves.move({ ...to, reason: 'as the programme agreed' }, MINA);
            const shadow: RouteMove = { ...move, stage: 'shadow', percent: null, sites: [] };
            // From off, a ramp is reached by way of shadow.
            await go(move)
              .catch(() => (stage === 'ramp' ? go(shadow).then(() => go(move)) : undefined))
              .catch(() => undefined);
          } else if (one.do === 'merge') {
            if (one.survivor !== one.absorbed) await link(`RWE|${runs}-${one.absorbed}`, `RWE|${runs}-${one.survivor}`);
          } else {
            await processes[0]?.ledger.close();
            processes[0] = await open();
          }
          for (const each of processes) await check(each);
        }
      } finally {
        await Promise.all(processes.map(({ ledger }) => ledger.close()));
      }
    }),
    { numRuns: 4 },
  );
}, 120_000);

/** Which system told of which ward, by ward. */
const tellers = (
  answers: readonly {
    readonly instance: InstanceName;
    readonly answer: { readonly kind: string; readonly value?: unknown };
  }[],
) =>
  answers
    .flatMap(({ instance, answer }) =>
      ((answer.value ?? []) as readonly { readonly key: string; readonly source: { readonly instance: string } }[]).map(
        ({ key, source }) => {
          // Each record says itself who told it, beside the answer it came in.
          expect(source.instance).toBe(instance);
          return `${key} ${source.instance}`;
        },
      ),
    )
    .sort();
