import fc from 'fast-check';
import { createIdentityIndex } from '../../adapters/identity';
import { createProjector, type Projector } from '../../adapters/projections';
import type { Store } from '../../adapters/store';
import { fixedClock } from '../../schema/clock';
import type { Coding } from '../../schema/clinical/values';
import type { DomainEvent, StayChange } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { NhsNumber, OdsCode } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Instant, LocalDate, PartialDate } from '../../schema/time';
import { freshDatabase } from '../database';

const START = Date.parse('2026-11-20T08:00:00.000Z');
const at = (minute: number): Instant => instantOf(START + minute * 60_000);
const [ONE, TWO] = ['RWE|S1', 'RWE|S2'];
const TABLES = ['event', 'projection', 'record_link', 'candidate_link', 'person_identifier', 'person_record', 'person'] as const; // prettier-ignore

let store: Store;
let drop: () => Promise<void>;
let projector: Projector;
beforeAll(async () => {
  ({ store, drop } = await freshDatabase());
  projector = createProjector({ people: createIdentityIndex({ store, clock: fixedClock(at(999)) }) });
});
afterAll(() => drop());
const empty = async (): Promise<void> => {
  for (const table of TABLES) await store.db.deleteFrom(table).execute();
};

/** A message: `id` is its own, whatever place it arrives in. */
interface Message {
  readonly id: number;
  readonly events: readonly DomainEvent[];
}

const hear = (seq: number, { id, events }: Message): Promise<unknown> =>
  store.db.transaction().execute((trx) =>
    projector.apply(trx, {
      ...{ instance: 'pas@RWE', feed: 'pas-adt', seq, messageId: `m_${id}`, heardAt: at(999), events },
    }),
  );

const without = (value: unknown, ...keys: readonly string[]): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (keys.includes(key) ? undefined : inner)));

/** All that readers see, and who is whom; without what only the order of arrival decides. */
const state = async (): Promise<{ rows: unknown; people: unknown }> => {
  const rows = await store.db.selectFrom('projection').selectAll().orderBy('kind').orderBy('key').execute();
  const records = await store.db.selectFrom('person_record').selectAll().orderBy('record_id').execute();
  return {
    rows: without(rows, 'seq', 'idx'),
    people: records.map(({ id: _id, person_id, own_person_id: _own, ...columns }) => ({
      ...columns,
      with: records.filter((other) => other.person_id === person_id).map((other) => other.record_id),
    })),
  };
};

const orNothing = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
/** Patches leave out, delete and replace. */
const patch = <T extends object>(model: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(Object.entries<fc.Arbitrary<unknown>>(model).map(([key, value]) => [key, orNull(value)])),
    { requiredKeys: [] },
  );

const record = fc.constantFrom(ONE, ONE, ONE, TWO);
const concept = fc.constantFrom('penicillin', 'latex').map((text) => ({ text, codings: [] as Coding[] }));
const ward = fc.constantFrom('W12', 'W14').map((code) => ({ organisation: 'RWE' as OdsCode, code }));
const CHANGES: readonly StayChange[] = [
  ...([
    'admit',
    'register',
    'pre-admit',
    'transfer',
    'class-change',
    'discharge',
    'update',
    'cancel-admit',
    'cancel-transfer',
  ] as const),
  ...(['cancel-discharge', 'cancel-pre-admit', 'pending-admit', 'pending-transfer', 'pending-discharge'] as const),
  ...(['cancel-pending-admit', 'cancel-pending-transfer', 'cancel-pending-discharge'] as const),
  ...(['leave', 'return', 'cancel-leave', 'cancel-return'] as const),
];

/** Without its time: that is given by its place in the history. */
type Untimed = { readonly [key: string]: unknown };
const identifiers = (recordId: string): readonly object[] => [
  { system: hospitalNumberSystem('RWE'), value: recordId.split('|')[1] },
];
const person = fc
  .tuple(
    record,
    patch({
      ...{
        gender: fc.constantFrom('male', 'female'),
        name: fc.constant({ text: 'TESTER', family: 'Tester', given: [] }),
      },
      birthDate: fc.constantFrom<PartialDate>('1948-03-02' as PartialDate, '1950-01-01' as PartialDate),
      ...{ nhsNumber: fc.constant('9990000018' as NhsNumber), traceStatus: fc.constantFrom('01', '02') },
      ...{ locationHidden: fc.boolean(), deceased: fc.boolean() },
      allergies: fc.uniqueArray(concept, { selector: (one) => one.text }).map(
        (codes) =>
        codes.map((code) => ({ key: `a|${code.text}`, code, assertsNone: false, clinicalStatus: 'active', verificationStatus: 'unconfirmed', category: [], reactions: [] })), // prettier-ignore
      ),
    }),
  )
  .map(([recordId, facts]): Untimed => ({
    ...{ kind: 'person-updated', recordId, create: true },
    patch: { ...facts, identifiers: identifiers(recordId) },
  }));
const stay = fc
  .record({
    ...{ recordId: record, visit: fc.constantFrom('700001', '700002'), change: fc.constantFrom(...CHANGES) },
    patch: patch({
      ...{ ward, bed: fc.constantFrom('B1', 'B2'), medicallyFit: fc.boolean(), sensitive: fc.boolean() },
      ...{ admittedAt: fc.constantFrom(at(-60), at(-30)), dischargedAt: fc.constantFrom(at(500), at(600)) },
    }),
  })
  .map((one): Untimed => ({ kind: 'stay-changed', ...one }));
const appointment = fc
  .record({
    ...{ recordId: record, booking: fc.constantFrom('A1', 'A2') },
    ...{ arrivalCancelled: orNothing(fc.constant(true)), bookingCancelled: orNothing(fc.constant(true)) },
    patch: patch({ start: fc.constantFrom(at(700), at(800)), status: fc.constantFrom('booked', 'cancelled'), place: fc.constant('Clinic') }), // prettier-ignore
  })
  .map((one): Untimed => ({ kind: 'appointment-changed', ...one }));
const waiting = fc
  .record({
    recordId: record,
    ...{ visit: fc.constantFrom('800001', '700001'), bookingCancelled: orNothing(fc.constant(true)) },
    patch: patch({
      toComeIn: fc.constant('2026-12-01' as LocalDate),
      guaranteedDate: fc.constant('2027-02-15' as LocalDate),
      removalReason: concept,
    }),
  }) // prettier-ignore
  .map((one): Untimed => ({ kind: 'waiting-changed', ...one }));
const order = fc
  .record({
    placerNumber: fc.constant('P1'),
    fillerNumber: orNothing(fc.constant('F1')),
    status: fc.constantFrom('active', 'completed'),
    code: concept,
    orderedAt: fc.constant(at(1)),
  }) // prettier-ignore
  .map(({ fillerNumber, ...one }): Untimed => ({
    ...{ kind: 'ordered', recordId: ONE, discipline: 'pathology' },
    order: { ...one, ...(fillerNumber !== undefined && { fillerNumber }) },
  }));
const merge = fc.tuple(fc.boolean(), fc.boolean()).map(([parts, forward]): Untimed => {
  const [recordId, other] = forward ? [ONE, TWO] : [TWO, ONE];
  return parts ? { kind: 'people-parted', recordId, others: [other] } : { kind: 'people-merged', recordId, retired: [other] }; // prettier-ignore
});
const report = fc
  .record({
    ...{ fillerNumber: fc.constantFrom('F1', 'F2'), status: fc.constantFrom('preliminary', 'final', 'corrected') },
    ...{ code: concept, retracted: fc.boolean(), results: fc.constant([]), organisms: fc.constant([]) },
    ...{ issued: fc.constantFrom(at(1), at(2)), laboratory: fc.constant('LAB'), recordId: record },
  })
  .map((one): Untimed => ({ kind: 'lab-reported', ...one }));

/** The events of one partition, a minute apart: none of two is of the same moment. */
const historyOf = (...kinds: readonly fc.Arbitrary<Untimed>[]): fc.Arbitrary<readonly Message[]> =>
  fc
    .array(fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 9 })
    .map((messages) =>
      messages.map((events, id) => ({
        id,
        events: events.map((event, idx) => ({ ...event, occurredAt: at(id * 10 + idx) }) as unknown as DomainEvent),
      })),
    );

const RUNS = { numRuns: 25 };

test('a partition’s messages in any order, some of them twice, leave what the ordered run leaves', async () => {
  await fc.assert(
    fc.asyncProperty(
      historyOf(person, stay, stay, appointment, waiting, order, merge).chain((history) =>
        fc.record({
          history: fc.constant(history),
          arriving: fc
            .tuple(fc.subarray([...history]))
            .chain(([again]) =>
              fc.shuffledSubarray([...history, ...again], { minLength: history.length + again.length }),
            ),
        }),
      ),
      async ({ history, arriving }) => {
        await empty();
        for (const [seq, message] of history.entries()) await hear(seq, message);
        const ordered = await state();
        await empty();
        for (const [seq, message] of arriving.entries()) await hear(seq, message);
        expect(await state()).toEqual(ordered);
      },
    ),
    RUNS,
  );
});

test('reports, whose order is that of arrival, are the same however they mingle with the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      historyOf(report),
      historyOf(stay, person),
      fc.infiniteStream(fc.boolean()),
      async (reports, rest, turns) => {
        const others = rest.map(({ id, events }) => ({ id: id + 100, events }));
        await empty();
        for (const [seq, message] of [...reports, ...others].entries()) await hear(seq, message);
        const ordered = await state();
        await empty();
        const [left, right] = [[...reports], [...others].reverse()];
        for (let seq = 0; left.length + right.length > 0; seq += 1) {
          const next =
            left.length > 0 && (right.length === 0 || turns.next().value === true) ? left.shift() : right.shift();
          if (next !== undefined) await hear(seq, next);
        }
        expect(await state()).toEqual(ordered);
      },
    ),
    RUNS,
  );
});

test('reports, moved from one person to another, are the same whichever worker comes first, and however often', async () => {
  await fc.assert(
    fc.asyncProperty(
      historyOf(report, report, person).chain((history) => {
        const arrived = [...history.entries()];
        return fc.record({
          arrived: fc.constant(arrived),
          applied: fc
            .subarray(arrived)
            .chain((again) =>
              fc.shuffledSubarray([...arrived, ...again], { minLength: arrived.length + again.length }),
            ),
        });
      }),
      async ({ arrived, applied }) => {
        await empty();
        for (const [seq, message] of arrived) await hear(seq, message);
        const ordered = await state();
        await empty();
        for (const [seq, message] of applied) await hear(seq, message);
        expect(await state()).toEqual(ordered);
      },
    ),
    RUNS,
  );
});

test('what was translated wrongly and then again leaves what the right translation leaves', async () => {
  await fc.assert(
    fc.asyncProperty(
      historyOf(person, stay, appointment, report, merge),
      fc.array(historyOf(person, stay, report, merge), { minLength: 1, maxLength: 3 }),
      async (history, wrong) => {
        await empty();
        for (const [seq, message] of history.entries()) await hear(seq, message);
        const right = await state();
        await empty();
        const mistaken = wrong.flat();
        for (const [seq, { id }] of history.entries()) await hear(seq, { id, events: mistaken[seq % mistaken.length]?.events ?? [] }); // prettier-ignore
        for (const [seq, message] of history.entries()) await hear(seq, message);
        const again = await state();
        // A record that only a mistake spoke of is known by its id, and by nothing else.
        const heardOf = new Set((right.people as { record_id: string }[]).map((one) => one.record_id));
        const known = (one: { record_id?: string; key?: string }): boolean =>
          heardOf.has(one.record_id ?? one.key ?? '');
        expect((again.people as { record_id: string }[]).filter(known)).toEqual(right.people);
        const rows = (again.rows as { kind: string; key: string }[]).filter((row) => row.kind !== 'person-state' || known(row)); // prettier-ignore
        expect(rows).toEqual(right.rows);
      },
    ),
    RUNS,
  );
});

test('a merge that is undone leaves everything as it was: people, ids, links, stays and all that is read', async () => {
  await fc.assert(
    fc.asyncProperty(historyOf(person, stay, appointment, report), fc.boolean(), async (history, forward) => {
      await empty();
      const introduced = [ONE, TWO].map((recordId, at_): Message => ({
        id: 900 + at_,
        events: [{ kind: 'person-updated', recordId, create: true, occurredAt: at(-10 + at_), patch: { identifiers: identifiers(recordId) } } as unknown as DomainEvent], // prettier-ignore
      }));
      const all = [...introduced, ...history];
      for (const [seq, message] of all.entries()) await hear(seq, message);
      const links = () =>
        store.db.selectFrom('record_link').selectAll().orderBy('a').orderBy('b').orderBy('rule').execute();
      const ids = () =>
        store.db.selectFrom('person_record').select(['record_id', 'person_id']).orderBy('record_id').execute();
      const survivors = () => store.db.selectFrom('person').select(['id', 'merged_into']).orderBy('age').execute();
      const [before, beforeLinks, beforeIds, beforePeople] = [
        await state(),
        await links(),
        await ids(),
        await survivors(),
      ];
      // Two that the rules had joined by themselves are parted by the same word, and not as they were.
      fc.pre(new Set(beforeIds.map((one) => one.person_id)).size === beforeIds.length);
      const [recordId, other] = (forward ? [ONE, TWO] : [TWO, ONE]) as [string, string];
      const [merged, parted] = [all.length, all.length + 1];
      await hear(merged, {
        id: 950,
        events: [{ kind: 'people-merged', recordId, retired: [other], occurredAt: at(900) }],
      });
      expect(new Set((await ids()).map((one) => one.person_id)).size).toBe(1);
      const shown = await store.db.selectFrom('projection').select('key').where('kind', '=', 'demographics').execute();
      expect(shown).toEqual([{ key: recordId }]);
      await hear(parted, {
        id: 951,
        events: [{ kind: 'people-parted', recordId: other, others: [recordId], occurredAt: at(901) }],
      });
      const after = await state();
      // That they were once taken for one is remembered, and is all.
      const remembered = (one: unknown): unknown => without(one, 'merges', 'apart_from');
      expect(remembered(after)).toEqual(remembered(before));
      expect([await links(), await ids()]).toEqual([beforeLinks, beforeIds]);
      const known = new Set(beforePeople.map(({ id }) => id));
      expect((await survivors()).filter(({ id }) => known.has(id))).toEqual(beforePeople);
    }),
    RUNS,
  );
});
