import fc from 'fast-check';
import { sql } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { DomainEvent } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { createIdentityIndex } from '../identity';
import type { Heard } from './heard';
import { createProjector } from './projector';
import type { Projector } from './projector';

const START = Date.parse('2026-11-20T08:00:00.000Z');
const at = (minute: number): Instant => instantOf(START + minute * 60_000);
const clock = fixedClock(at(999));

interface World {
  readonly fresh: FreshDatabase;
  readonly projector: Projector;
}
const worlds: World[] = [];
beforeAll(async () => {
  for (let count = 0; count < 2; count += 1) {
    const fresh = await freshDatabase();
    worlds.push({ fresh, projector: createProjector({ people: createIdentityIndex({ store: fresh.store, clock }) }) });
  }
});
afterAll(async () => {
  for (const { fresh } of worlds) await fresh.drop();
});

const RECORDS = ['RWE|S1', 'RWE|S2', 'RWE|S3', 'RWE|S4'];
const INSTANCES: readonly InstanceName[] = ['pas@RWE', 'nervecentre@RWE'];

const record = fc.constantFrom(...RECORDS);
const ward = fc.constantFrom('W12', 'W14').map((code) => ({ organisation: 'RWE', code }));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 5 });
type Untimed = { readonly [key: string]: unknown };
const some = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.record(model, { requiredKeys: [] });

const person: fc.Arbitrary<Untimed> = fc
  .tuple(
    record,
    some({
      nhsNumber: maybe(fc.constantFrom('9990000018', '9990000026')),
      traceStatus: fc.constantFrom('01', '01', '02'),
      birthDate: fc.constantFrom('1948-03-02', '1948-03-02', '1950-01-01'),
      birthDateEstimated: fc.boolean(),
      name: fc.constantFrom('Mavis', 'Ada').map((given) => ({ text: given, family: 'Tester', given: [given] })),
      locationHidden: fc.boolean(),
      identifiers: fc
        .subarray(['S1', 'S2', 'S9'])
        .map((values) => values.map((value) => ({ system: hospitalNumberSystem('RWE'), value }))),
      allergies: fc.subarray(['penicillin', 'latex']).map(
        (texts) =>
        texts.map((text) => ({ key: text, code: { text, codings: [] }, assertsNone: false, category: [], reactions: [] })), // prettier-ignore
      ),
    }),
  )
  .map(([recordId, patch]) => ({ kind: 'person-updated', recordId, create: true, patch }));
const stay: fc.Arbitrary<Untimed> = fc.record({
  kind: fc.constant('stay-changed'),
  recordId: record,
  visit: fc.constantFrom('700001', '700002', '700003'),
  change: fc.constantFrom('admit', 'transfer', 'update', 'discharge', 'cancel-discharge', 'cancel-admit'),
  patch: some({ ward, bed: fc.constantFrom('B1', 'B2'), sensitive: fc.boolean() }),
});
const bed: fc.Arbitrary<Untimed> = fc.record({
  ...{ kind: fc.constant('bed-stock-changed'), ward, change: fc.constantFrom('put', 'remove') },
  bed: fc.constantFrom('B1', 'B2').map((code) => ({ code, name: code })),
});
const report: fc.Arbitrary<Untimed> = fc.record({
  ...{ kind: fc.constant('lab-reported'), recordId: record, fillerNumber: fc.constantFrom('F1', 'F2') },
  ...{ status: fc.constantFrom('preliminary', 'final'), code: fc.constant({ text: 'Urea', codings: [] }) },
  ...{ issued: fc.constant(at(1)), laboratory: fc.constant('LAB'), retracted: fc.boolean() },
  ...{ results: fc.constant([]), organisms: fc.constant([]) },
});
const pair = fc.uniqueArray(record, { minLength: 2, maxLength: 3 });
const merge: fc.Arbitrary<Untimed> = pair.map(([recordId, ...retired]) => ({
  ...{ kind: 'people-merged', recordId, retired },
}));
const parting: fc.Arbitrary<Untimed> = pair.map(([recordId, ...others]) => ({
  ...{ kind: 'people-parted', recordId, others },
}));

/** Few places in the order of arrival, so that messages are told again: in the same batch, and in later ones. */
const message: fc.Arbitrary<Heard> = fc
  .record({
    instance: fc.constantFrom(...INSTANCES),
    seq: fc.integer({ min: 1, max: 14 }),
    minute: fc.integer({ min: 0, max: 30 }),
    events: fc.array(
      fc.oneof(
        ...[
          { arbitrary: person, weight: 4 },
          { arbitrary: stay, weight: 4 },
          { arbitrary: merge, weight: 2 },
        ],
        ...[parting, bed, report].map((arbitrary) => ({ arbitrary, weight: 1 })),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ instance, seq, minute, events }) => ({
    ...{ instance, feed: instance, seq, messageId: `m_${seq}`, heardAt: at(999) },
    events: events.map((event) => ({ ...event, occurredAt: at(minute) }) as unknown as DomainEvent),
  }));

const everything = async ({ fresh: { store } }: World): Promise<object> => {
  const { db } = store;
  const records = await db.selectFrom('person_record').selectAll().orderBy('instance').orderBy('record_id').execute();
  const keyOf = (id: string | number): string => {
    const found = records.find((one) => `${one.id}` === `${id}`);
    return `${found?.instance}|${found?.record_id}`;
  };
  const links = await db.selectFrom('record_link').selectAll().execute();
  const candidates = await db.selectFrom('candidate_link').selectAll().execute();
  const living = await db.selectFrom('person').select('id').where('merged_into', 'is', null).execute();
  const events = await db.selectFrom('event').selectAll().orderBy('instance').orderBy('seq').orderBy('idx').orderBy('stream').execute(); // prettier-ignore
  const identifiers = await db.selectFrom('person_identifier').selectAll().execute();
  return {
    events: events.map(({ id: _id, ...event }) => event),
    rows: await db.selectFrom('projection').selectAll().orderBy('instance').orderBy('kind').orderBy('key').execute(),
    people: records.map(({ id: _id, person_id, own_person_id: _own, ...said }) => ({
      ...said,
      lives: living.some((one) => one.id === person_id),
      with: records.filter((one) => one.person_id === person_id).map((one) => keyOf(one.id)),
    })),
    identifiers: identifiers.map((one) => [keyOf(one.record), one.system, one.value].join(' ')).sort(),
    // Which of two has the smaller number says nothing; who absorbed whom does.
    links: links
      .map(({ a, b, rule }) =>
        [...(rule === 'merge' ? [keyOf(a), keyOf(b)] : [keyOf(a), keyOf(b)].sort()), rule].join(' '),
      ) // prettier-ignore
      .sort(),
    candidates: candidates.map(({ a, b, reason }) => [...[keyOf(a), keyOf(b)].sort(), reason].join(' ')).sort(),
  };
};

const named = (heard: readonly Heard[]): ReadonlySet<string> =>
  new Set(
    heard.flatMap(({ instance, events }) =>
      events.flatMap((event) => {
        if (event.kind === 'bed-stock-changed') return [];
        const others = event.kind === 'people-merged' ? event.retired : event.kind === 'people-parted' ? event.others : []; // prettier-ignore
        return [event.recordId, ...others].map((one) => `${instance}|${one}`);
      }),
    ),
  );

/** The person of each record, and the epoch of each person. */
const whoIsWho = async ({
  fresh: { store },
}: World): Promise<{ of: Map<string, string>; epochs: Map<string, number> }> => ({
  // prettier-ignore
  of: new Map(
    (await store.db.selectFrom('person_record').selectAll().execute()).map((one) => [
      ...[`${one.instance}|${one.record_id}`, one.person_id],
    ] as [string, string]),
  ),
  epochs: new Map(
    (await store.db.selectFrom('person').select(['id', 'epoch']).execute()).map((one) => [one.id, one.epoch]),
  ),
});

const inBatch = async (world: World, heard: readonly Heard[]): Promise<void> => {
  const before = await whoIsWho(world);
  const { people } = await world.fresh.store.db.transaction().execute((trx) => world.projector.applyAll(trx, heard));
  const after = await whoIsWho(world);
  for (const record of named(heard)) {
    for (const id of [before.of.get(record), after.of.get(record)]) {
      if (id === undefined) continue;
      expect(people).toContain(id as PersonId);
      expect(after.epochs.get(id) ?? 0).toBeGreaterThan(before.epochs.get(id) ?? 0);
    }
  }
};

test('a batch leaves what its messages leave one by one', async () => {
  await fc.assert(
    fc
      .asyncProperty(
        fc.array(fc.array(message, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }),
        async (batches) => {
          const [single, batched] = worlds;
          if (single === undefined || batched === undefined) throw new Error('Two worlds are compared');
          for (const batch of batches) {
            for (const heard of batch)
              await single.fresh.store.db.transaction().execute((trx) => single.projector.apply(trx, heard));
            await inBatch(batched, batch);
            expect(await everything(batched)).toEqual(await everything(single));
          }
        },
      )
      .beforeEach(async () => {
        for (const { fresh } of worlds)
          await sql`truncate event, projection, person, person_record, person_identifier, record_link, candidate_link cascade`.execute(fresh.store.db); // prettier-ignore
      }),
    { numRuns: 40 },
  );
});

const statements = async (count: number, from: number): Promise<number> => {
  const world = worlds[1];
  if (world === undefined) throw new Error('Two worlds are compared');
  let counted = 0;
  const { db } = world.fresh.store;
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      counted += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const heard = Array.from({ length: count }, (_, n): Heard => {
    const recordId = `RWE|T${from + n}`;
    return {
      ...{ instance: 'pas@RWE', feed: 'pas@RWE', seq: from + n, messageId: `m_${from + n}`, heardAt: at(1) },
      events: [
        { kind: 'person-updated', recordId, occurredAt: at(1), create: true, patch: { birthDate: '1948-03-02' } },
        { kind: 'stay-changed', recordId, visit: `${from + n}`, occurredAt: at(1), change: 'admit', patch: {} },
      ] as unknown as readonly DomainEvent[],
    };
  });
  await counting.transaction().execute((trx) => world.projector.applyAll(trx, heard));
  return counted;
};

test('a hundred messages take no more statements than one', async () => {
  const one = await statements(1, 1000);
  expect(one).toBeGreaterThan(5);
  expect(await statements(100, 2000)).toBe(one);
});
