import fc from 'fast-check';
import { freshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { DomainEvent, Patch, StayFacts } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { createIdentityIndex } from '../identity';
import type { Store } from '../store';
import { createProjector } from './projector';
import type { Projector } from './projector';

const START = Date.parse('2026-11-20T08:00:00.000Z');
const at = (minute: number): Instant => instantOf(START + minute * 60_000);
const clock = fixedClock(at(200));
const ward = (code: string): { organisation: OdsCode; code: string } => ({ organisation: 'RWE' as OdsCode, code });

let store: Store;
let drop: () => Promise<void>;
let projector: Projector;
beforeAll(async () => {
  const database = await freshDatabase();
  ({ store, drop } = database);
  projector = createProjector({ people: createIdentityIndex({ store, clock }) });
});
afterAll(() => drop());
beforeEach(async () => {
  await store.db.deleteFrom('event').execute();
  await store.db.deleteFrom('projection').execute();
  await store.db.deleteFrom('person_record').execute();
  await store.db.deleteFrom('person').execute();
});

const hear = (seq: number, ...events: readonly DomainEvent[]): Promise<readonly PersonId[]> =>
  store.db.transaction().execute(async (trx) => {
    const applied = await projector.apply(trx, {
      instance: 'pas@RWE',
      feed: 'pas@RWE',
      seq,
      messageId: `m-${events[0]?.occurredAt}`,
      heardAt: at(200),
      events,
    });
    return applied.people;
  });

const person = (minute: number, patch: object = {}, recordId = 'RWE|S1'): DomainEvent => ({
  kind: 'person-updated',
  recordId,
  occurredAt: at(minute),
  create: true,
  patch: { name: { text: 'TESTER, Mavis', given: ['Mavis'], family: 'Tester' }, ...patch },
});
const stay = (
  minute: number,
  change: Extract<DomainEvent, { kind: 'stay-changed' }>['change'],
  patch: Patch<StayFacts> = {},
  recordId = 'RWE|S1',
): DomainEvent => ({ kind: 'stay-changed', recordId, visit: '700001', occurredAt: at(minute), change, patch });

const rows = (): Promise<readonly object[]> =>
  store.db.selectFrom('projection').selectAll().orderBy('kind').orderBy('key').execute();
/** Without what only the order of arrival decides. */
const content = async (): Promise<string> => JSON.stringify(await rows()).replace(/,"seq":\d+/g, '');

const HISTORY: readonly (readonly DomainEvent[])[] = [
  [person(0), stay(0, 'admit', { class: 'IMP', ward: ward('W12'), bed: 'B1' })],
  [person(10, { gender: 'female' }), stay(10, 'transfer', { ward: ward('W14'), bed: 'B2' })],
  [person(20), stay(20, 'cancel-transfer')],
  [person(30, { address: null }), stay(30, 'update', { medicallyFit: true })],
  [person(40), stay(40, 'transfer', { ward: ward('W15') })],
  [person(50, { deceased: false }), stay(50, 'discharge', { dischargedAt: at(49) })],
  [person(60), stay(60, 'cancel-discharge')],
];

test('messages in any order, some of them twice, leave the same rows as in order and once', async () => {
  for (const [seq, events] of HISTORY.entries()) await hear(seq, ...events);
  const inOrder = await content();
  expect(JSON.parse(inOrder)).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'encounters', ward: 'W15', open: true })]),
  );
  await fc.assert(
    fc
      .asyncProperty(
        fc.shuffledSubarray([...HISTORY, ...HISTORY.slice(0, 4)], { minLength: HISTORY.length + 4 }),
        async (arriving) => {
          for (const [seq, events] of arriving.entries()) await hear(seq, ...events);
          expect(await content()).toBe(inOrder);
        },
      )
      .beforeEach(async () => {
        await store.db.deleteFrom('event').execute();
        await store.db.deleteFrom('projection').execute();
      }),
    { numRuns: 8 },
  );
});

test('a message applied again has the effect of its last translation only', async () => {
  await hear(1, person(0), stay(0, 'admit', { ward: ward('W12'), bed: 'B1' }));
  await hear(2, person(10), stay(10, 'transfer', { ward: ward('W99') }));
  await hear(2, person(10, { gender: 'female' }), stay(10, 'transfer', { ward: ward('W14') }));
  expect(await content()).toContain('"gender":"female"');
  expect(await content()).not.toContain('W99');
  await hear(2);
  expect(await content()).not.toContain('"gender":"female"');
  expect(await content()).not.toContain('W14');
});

test('a stay marked sensitive restricts the person while it lasts', async () => {
  const restricted = async (): Promise<readonly boolean[]> =>
    (await store.db.selectFrom('person_record').select('restricted').execute()).map((row) => row.restricted);
  await hear(1, person(0), stay(0, 'admit', { ward: ward('W12'), sensitive: true }));
  expect(await restricted()).toEqual([true]);
  await hear(2, stay(10, 'discharge'));
  expect(await restricted()).toEqual([false]);
  await hear(3, person(20, { locationHidden: true }));
  expect(await restricted()).toEqual([true]);
});

test('a record that is very restricted, and dissent, stand with the person while the source says so', async () => {
  const said = async () =>
    (await store.db.selectFrom('person_record').select(['restricted', 'very_restricted', 'dissents']).execute())[0];
  await hear(1, person(0, { veryRestricted: true, dissents: true }));
  expect(await said()).toEqual({ restricted: true, very_restricted: true, dissents: true });
  await hear(2, person(10));
  expect(await said()).toMatchObject({ very_restricted: true, dissents: true });
  await hear(3, person(20, { veryRestricted: false, dissents: false }));
  expect(await said()).toEqual({ restricted: false, very_restricted: false, dissents: false });
});

test('a stay that its message says no more restricts nobody', async () => {
  await hear(1, person(0), stay(0, 'admit', { ward: ward('W12'), sensitive: true }));
  await hear(1, person(1, {}, 'RWE|S2'), stay(0, 'admit', { ward: ward('W12'), sensitive: true }, 'RWE|S2'));
  const people = await store.db.selectFrom('person_record').select(['record_id', 'restricted']).execute();
  expect(people.sort((a, b) => (a.record_id < b.record_id ? -1 : 1))).toEqual([
    { record_id: 'RWE|S1', restricted: false },
    { record_id: 'RWE|S2', restricted: true },
  ]);
});

test('a merge joins the persons, hides the retired demographics, keeps every event', async () => {
  const [older] = await hear(1, person(0), stay(0, 'admit', { ward: ward('W12') }));
  const [newer] = await hear(2, person(1, {}, 'RWE|S2'));
  const people = await hear(3, {
    kind: 'people-merged',
    recordId: 'RWE|S2',
    retired: ['RWE|S1'],
    occurredAt: at(2),
  });
  expect([...people].sort()).toEqual([older, newer].sort());
  const now = await store.db.selectFrom('person_record').select('person_id').distinct().execute();
  expect(now).toEqual([{ person_id: older }]);
  await hear(4, person(3, { gender: 'male' }));
  const shown = await store.db.selectFrom('projection').select('key').where('kind', '=', 'demographics').execute();
  expect(shown).toEqual([{ key: 'RWE|S2' }]);
  const stays = await store.db.selectFrom('projection').select('record_id').where('kind', '=', 'encounters').execute();
  expect(stays).toEqual([{ record_id: 'RWE|S1' }]);
});

test('whom a message touches have their epochs raised', async () => {
  const [id] = await hear(1, person(0));
  const epoch = async (): Promise<number | undefined> =>
    (await store.db.selectFrom('person').select('epoch').where('id', '=', `${id}`).executeTakeFirst())?.epoch;
  const before = (await epoch()) ?? 0;
  await hear(2, {
    kind: 'appointment-changed',
    recordId: 'RWE|S1',
    booking: 'A1',
    occurredAt: at(5),
    patch: { start: at(90) },
  });
  expect(await epoch()).toBe(before + 1);
});

describe('the undoing of a merge (A37)', () => {
  const told = (
    kind: 'people-merged' | 'people-parted',
    recordId: string,
    other: string,
    minute: number,
  ): DomainEvent => ({
    ...{ recordId, occurredAt: at(minute) },
    ...(kind === 'people-merged' ? { kind, retired: [other] } : { kind, others: [other] }),
  });
  const number = (value: string) => ({ system: hospitalNumberSystem('RWE'), value });
  const born = { birthDate: '1948-03-02' };
  const whoIsWho = async (): Promise<readonly (readonly string[])[]> => {
    const rows = await store.db.selectFrom('person_record').select(['person_id', 'instance', 'record_id']).execute();
    const people = [...new Set(rows.map(({ person_id: id }) => id))];
    const of = (id: string) =>
      rows.filter((row) => row.person_id === id).map((row) => `${row.instance} ${row.record_id}`);
    return people.map((id) => of(id).sort()).sort();
  };

  test('of the first and the last of a chain takes the first out, and leaves the one between', async () => {
    await hear(1, person(0), person(0, {}, 'RWE|S2'), person(0, {}, 'RWE|S3'));
    await hear(2, told('people-merged', 'RWE|S2', 'RWE|S1', 1));
    await hear(3, told('people-merged', 'RWE|S3', 'RWE|S2', 2));
    expect(await whoIsWho()).toHaveLength(1);
    await hear(4, told('people-parted', 'RWE|S3', 'RWE|S1', 3));
    expect(await whoIsWho()).toEqual([['pas@RWE RWE|S1'], ['pas@RWE RWE|S2', 'pas@RWE RWE|S3']]);
  });

  test('parts them though a laboratory goes on quoting both numbers, and though one lists the other’s', async () => {
    const both = { ...born, identifiers: [number('S2'), number('S1')] };
    await hear(1, person(0, { ...born, identifiers: [number('S1')] }), person(0, both, 'RWE|S2'));
    await hear(2, told('people-merged', 'RWE|S2', 'RWE|S1', 1));
    const laboratory = { instance: 'lims@RWE', feed: 'lims', messageId: 'm-lims', heardAt: at(200) } as const;
    await store.db
      .transaction()
      .execute((trx) => projector.apply(trx, { ...laboratory, seq: 3, events: [person(2, both, 'RWE|S2')] }));
    expect(await whoIsWho()).toHaveLength(1);
    await hear(4, told('people-parted', 'RWE|S2', 'RWE|S1', 3));
    expect(await whoIsWho()).toEqual([['lims@RWE RWE|S2'], ['pas@RWE RWE|S1'], ['pas@RWE RWE|S2']]);
  });
});
