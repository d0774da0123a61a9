import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { fixedClock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import { DAY, HOUR, instantOf } from '../../schema/time';
import type { LocalDate } from '../../schema/time';
import type { Store } from '../store';
import { createProjectionReader } from './projection-reader';
import {
  admitted,
  at,
  clock,
  inStock,
  known,
  NOW,
  openProjections,
  RWE,
  someone,
  type ProjectionsUnderTest,
} from './projections-under-test';
import { rowsOfPeople, rowsOfPlaces } from './read-rows';
import type { ProjectionReader } from './reader';
import { toldApart } from './same-report';

let projections: ProjectionsUnderTest;
let store: Store;
let reader: ProjectionReader;
beforeAll(async () => {
  projections = await openProjections();
  store = projections.store;
  reader = createProjectionReader({ store, instance: 'pas@RWE', silenceMs: HOUR, clock });
});
afterAll(() => projections.drop());

const tell: ProjectionsUnderTest['tell'] = (...events) => projections.tell(...events);
const heard: ProjectionsUnderTest['heard'] = (when) => projections.heard(when);

const hold = async (recordId: string, held: boolean): Promise<void> => {
  await store.db.deleteFrom('partition').execute();
  const partition = { feed: 'pas', key: recordId, instance: 'pas@RWE', record_id: recordId, held };
  await store.db.insertInto('partition').values(partition).execute();
};

const PENICILLIN = {
  key: 'RWE|91936005',
  code: { text: 'Allergy to penicillin', codings: [] },
  assertsNone: false,
  clinicalStatus: 'active',
  verificationStatus: 'confirmed',
  category: [],
  reactions: [],
} as const;

describe('before anything was heard', () => {
  test('nothing is known, and nothing is called empty', async () => {
    const [answer] = await reader.forPeople('encounters', [someone('RWE|S1')]);
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'SOURCE_STALE', retryable: true } });
    expect(answer).not.toHaveProperty('stale');
    const [board] = await reader.forPlaces('beds', [{ organisation: RWE }]);
    expect(board).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('not been heard yet') as string },
    });
    expect(await reader.heardUntil()).toBeNull();
  });
});

describe('of a hospital', () => {
  beforeAll(async () => {
    await tell(inStock('W12', 'B1'), inStock('W12', 'B2'), inStock('W14', 'B1'));
    await tell(known('RWE|S1', { allergies: [PENICILLIN] }), admitted('RWE|S1', '700001', 'W12', 'B1'));
    await tell(known('RWE|S2'), admitted('RWE|S2', '700002', 'W12', 'TROLLEY'));
    await tell(known('RWE|S3'), admitted('RWE|S3', '700003', 'W14', 'B1', 30));
    await tell({
      kind: 'stay-changed',
      recordId: 'RWE|S3',
      visit: '700003',
      occurredAt: at(-60),
      change: 'discharge',
      patch: { dischargedAt: at(-60) },
    });
    await tell(
      ...[1, 2, 3].map((day): DomainEvent => ({
        kind: 'appointment-changed',
        recordId: 'RWE|S2',
        booking: `A${day}`,
        occurredAt: at(-5),
        patch: { start: instantOf(Date.parse(NOW) + day * DAY) },
      })),
      {
        kind: 'waiting-changed',
        recordId: 'RWE|S2',
        visit: '700009',
        occurredAt: at(-5),
        patch: { added: '2026-09-01' as LocalDate, suspendedFrom: '2026-11-21' as LocalDate },
      },
    );
  });
  beforeEach(() => heard(at(-5)));

  test('while an older message waits to be worked on, the answer is as old as that message, and not whole', async () => {
    const { seq } = await store.db.selectFrom('message').select('seq').executeTakeFirstOrThrow();
    const backlog = { feed: 'pas', key: 'RWE|S9', pending: 1, since: seq };
    await store.db.insertInto('backlog').values(backlog).execute();
    clock.advance(6_000);
    const [answer] = await reader.forPeople('encounters', [someone('RWE|S1')]);
    expect(answer).toMatchObject({ kind: 'found', complete: false, warnings: [{ code: 'FEED_BEHIND' }] });
    await store.db.updateTable('backlog').set({ pending: 0 }).execute();
    const [after] = await reader.forPeople('encounters', [someone('RWE|S1')]);
    expect(after).toMatchObject({ kind: 'found', complete: true, warnings: [] });
    await store.db.deleteFrom('backlog').execute();
    clock.advance(-6_000);
  });

  test('people are answered in the order asked, with provenance; someone unknown is absent', async () => {
    const [second, nobody, first] = await reader.forPeople('demographics', [
      someone('RWE|S2'),
      someone('RWE|S99'),
      someone('RWE|S1'),
    ]);
    expect(second).toMatchObject({
      kind: 'found',
      complete: true,
      value: [{ key: 'RWE|S2' }],
      source: { asOf: at(-5) },
    });
    expect(nobody).toMatchObject({ kind: 'absent' });
    expect(first).toMatchObject({
      value: [
        {
          key: 'RWE|S1',
          source: { instance: 'pas@RWE', asOf: at(-90), retrievedAt: NOW, freshness: 'PROJECTED', messageId: 'm2' },
        },
      ],
    });
    expect(await reader.forPeople('encounters', [someone('RWE|S99')])).toMatchObject([{ kind: 'found', value: [] }]);
  });

  test("a merged person's stays are read under all of their records", async () => {
    const [answer] = await reader.forPeople('encounters', [someone('RWE|S1', 'RWE|S3')]);
    expect(answer).toMatchObject({ value: [{ key: 'RWE|700001' }, { key: 'RWE|700003' }] });
  });

  test('a ward board shows who is there now; who has left is read through a window', async () => {
    const boards = await reader.forPlaces('encounters', [{ organisation: RWE, ward: 'W14' }, { organisation: RWE }]);
    expect(boards[0]).toMatchObject({ kind: 'found', value: [] });
    expect(boards[1]).toMatchObject({ value: [{ key: 'RWE|700001' }, { key: 'RWE|700002' }] });
    const window = { from: at(-120), to: at(0) };
    const [past] = await reader.forPlaces('encounters', [{ organisation: RWE, ward: 'W14' }], { window });
    expect(past).toMatchObject({ value: [{ key: 'RWE|700003', status: 'finished' }] });
  });

  test('beds are the stock and who lies in them now', async () => {
    const beds = await reader.forPlaces('beds', [
      { organisation: RWE, ward: 'W12' },
      { organisation: RWE, ward: 'W14' },
    ]);
    expect(beds[0]).toMatchObject({
      value: [
        { code: 'B1', name: 'Bed B1', status: 'occupied', visit: '700001' },
        { code: 'B2', status: 'unoccupied' },
        { code: 'TROLLEY', name: 'TROLLEY', status: 'occupied', visit: '700002' },
      ],
    });
    expect(beds[1]).toMatchObject({ value: [{ code: 'B1', status: 'unoccupied' }] });
  });

  test('a window and a limit bound each person by themselves, newest first', async () => {
    const people = [someone('RWE|S2'), someone('RWE|S1')];
    const [next] = await reader.forPeople('appointments', people, { limit: 2 });
    expect(next).toMatchObject({ value: [{ key: 'RWE|A3' }, { key: 'RWE|A2' }] });
    const window = { from: at(0), to: instantOf(Date.parse(NOW) + 2 * DAY) };
    const [soon] = await reader.forPeople('appointments', people, { window });
    expect(soon).toMatchObject({ value: [{ key: 'RWE|A1' }] });
  });

  test('a suspension counts from its day', async () => {
    const later = createProjectionReader({
      store,
      instance: 'pas@RWE',
      silenceMs: 99 * DAY,
      clock: fixedClock(at(24 * 60)),
    });
    expect((await reader.forPlaces('waiting-list', [{ organisation: RWE }]))[0]).toMatchObject({
      value: [{ status: 'waiting' }],
    });
    expect((await later.forPlaces('waiting-list', [{ organisation: RWE }]))[0]).toMatchObject({
      value: [{ status: 'suspended', suspension: { from: '2026-11-21' } }],
    });
  });

  test('a silent feed fails, and shows what it last said as stale', async () => {
    await heard(at(-61));
    const [answer] = await reader.forPeople('allergies', [someone('RWE|S1')]);
    expect(answer).toMatchObject({
      kind: 'failed',
      error: { code: 'SOURCE_STALE' },
      stale: { value: [{ code: { text: 'Allergy to penicillin' } }], source: { asOf: at(-61) } },
    });
    expect(await reader.heardUntil()).toBe(at(-61));
  });

  test('a feed that was never heard leaves a gap, and what the others told is shown as stale', async () => {
    await heard(NOW);
    const added = { name: 'pas-theatre', instance: 'pas@RWE' as InstanceName };
    await store.db.insertInto('known_feed').values(added).execute();
    const [allergies] = await reader.forPeople('allergies', [someone('RWE|S1')]);
    expect(allergies).toMatchObject({
      kind: 'failed',
      error: { code: 'SOURCE_STALE', message: expect.stringContaining('a feed that has not been heard yet') as string },
      stale: { value: [{ code: { text: 'Allergy to penicillin' } }], source: { asOf: NOW } },
    });
    const [nobody] = await reader.forPeople('allergies', [someone('RWE|S404')]);
    expect(nobody).toMatchObject({ kind: 'failed', stale: { value: [] } });
    expect(await reader.heardUntil()).toBeNull();
    // So it is where the only feed has another name since: what it told under the first is all there is.
    await store.db.updateTable('known_feed').set({ in_settings: false }).where('name', '!=', added.name).execute();
    expect((await reader.forPeople('allergies', [someone('RWE|S1')]))[0]).toMatchObject({
      kind: 'failed',
      stale: { value: [{ code: { text: 'Allergy to penicillin' } }], source: { asOf: NOW } },
    });
    await store.db.updateTable('known_feed').set({ in_settings: true }).execute();
    await store.db.deleteFrom('known_feed').where('name', '=', added.name).execute();
  });

  test('a feed that left the settings makes its instance neither silent nor heard, and what waits of it is said', async () => {
    await heard(NOW);
    const gone = { name: 'pas-of-old', instance: 'pas@RWE' as InstanceName, in_settings: false };
    await store.db.insertInto('known_feed').values(gone).execute();
    const [answer] = await reader.forPeople('allergies', [someone('RWE|S1')]);
    expect(answer).toMatchObject({ kind: 'found', complete: true, source: { asOf: NOW } });
    // What it left behind is still worked on by nobody.
    const { seq } = await store.db.selectFrom('message').select('seq').executeTakeFirstOrThrow();
    const left = { feed: 'pas-of-old', key: 'RWE|S9', pending: 1, since: seq };
    await store.db.insertInto('backlog').values(left).execute();
    clock.advance(6_000);
    const [behind] = await reader.forPeople('allergies', [someone('RWE|S1')]);
    expect(behind).toMatchObject({ kind: 'found', complete: false, warnings: [{ code: 'FEED_BEHIND' }] });
    clock.advance(-6_000);
    await store.db.deleteFrom('backlog').execute();
    // All of its feeds gone, it is as old as what they last said.
    await store.db.updateTable('known_feed').set({ in_settings: false }).where('name', '=', 'pas').execute();
    await store.db.deleteFrom('known_feed').where('name', '=', 'pas-of-old').execute();
    await heard(at(-61));
    const [stale] = await reader.forPeople('allergies', [someone('RWE|S1')]);
    expect(stale).toMatchObject({ kind: 'failed', stale: { value: [{}], source: { asOf: at(-61) } } });
    await store.db.updateTable('known_feed').set({ in_settings: true }).execute();
  });

  test('a held message makes its person incomplete, and every place it might concern', async () => {
    await hold('RWE|S1', true);
    const [held, free] = await reader.forPeople('demographics', [someone('RWE|S1'), someone('RWE|S2')]);
    expect(held).toMatchObject({ kind: 'found', complete: false, warnings: [{ code: 'MESSAGE_HELD' }] });
    expect(free).toMatchObject({ kind: 'found', complete: true, warnings: [] });
    const [board] = await reader.forPlaces('beds', [{ organisation: RWE, ward: 'W14' }]);
    expect(board).toMatchObject({ complete: false, warnings: [{ code: 'MESSAGE_HELD' }] });
    await hold('RWE|S1', false);
  });

  describe('a record in doubt', () => {
    const doubtful = (recordId: string, instance: InstanceName = 'pas@RWE'): PersonIdentity => ({
      ...someone('RWE|S1'),
      inDoubt: [{ instance, recordId }],
    });
    const IN_DOUBT = { kind: 'found', complete: false, warnings: [{ code: 'IDENTITY_IN_DOUBT' }] };
    const WHOLE = { kind: 'found', complete: true, warnings: [] };

    test('that has what is asked for makes its person incomplete, and shows nothing of itself', async () => {
      const asked = [doubtful('RWE|S2'), someone('RWE|S1')];
      const [inDoubt, other] = await reader.forPeople('encounters', asked);
      expect(inDoubt).toMatchObject({ ...IN_DOUBT, value: [{ key: 'RWE|700001' }] });
      expect(other).toMatchObject({ ...WHOLE, value: [{ key: 'RWE|700001' }] });
      const [appointments] = await reader.forPeople('appointments', asked);
      expect(appointments).toMatchObject({ ...IN_DOUBT, value: [] });
    });

    test('that has nothing of it, none in the window, or is of another system, changes nothing', async () => {
      expect((await reader.forPeople('appointments', [doubtful('RWE|S3')]))[0]).toMatchObject(WHOLE);
      expect((await reader.forPeople('appointments', [doubtful('RWE|S2', 'lims@RWE')]))[0]).toMatchObject(WHOLE);
      const window = { from: at(-120), to: at(0) };
      for (const options of [{ window }, { doubtsFrom: instantOf(Date.parse(NOW) + 4 * DAY) }])
        expect((await reader.forPeople('appointments', [doubtful('RWE|S2')], options))[0]).toMatchObject(WHOLE);
      const doubtsFrom = instantOf(Date.parse(NOW) + 3 * DAY);
      expect((await reader.forPeople('appointments', [doubtful('RWE|S2')], { doubtsFrom }))[0]).toMatchObject(IN_DOUBT);
    });

    test('takes nothing from who somebody is, which their own record tells', async () => {
      expect((await reader.forPeople('demographics', [doubtful('RWE|S2')]))[0]).toMatchObject(WHOLE);
    });
  });

  test('a current sensitive stay restricts the demographics', async () => {
    await tell({
      kind: 'stay-changed',
      recordId: 'RWE|S2',
      visit: '700002',
      occurredAt: at(-1),
      change: 'update',
      patch: { sensitive: true },
    });
    const [answer] = await reader.forPeople('demographics', [someone('RWE|S2')]);
    expect(answer).toMatchObject({ value: [{ restricted: true }] });
  });
});

describe('at the size of a hospital', () => {
  beforeAll(async () => {
    await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, open, sensitive, body)
      select 'pas@RWE', 'encounters', 'x' || n, 'x' || n, 'X|' || n, 'RWE', 'W' || (n % 400), now(), n % 40 = 0, false, '{}'
      from generate_series(1, 20000) as n`.execute(store.db);
    await sql`analyze projection`.execute(store.db);
  });

  const plan = async (query: RawBuilder<unknown>): Promise<string> => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(store.db);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  test.each<[string, () => RawBuilder<unknown>, string]>([
    [
      'by person',
      () => rowsOfPeople('pas@RWE', 'encounters', [someone('X|7'), someone('X|8')], {}),
      'projection_by_person',
    ],
    [
      'in doubt',
      () => rowsOfPeople('pas@RWE', 'encounters', [{ ...someone(), inDoubt: [{ instance: 'pas@RWE', recordId: 'X|7' }] }], {}), // prettier-ignore
      'projection_by_person',
    ],
    [
      'of what several records tell of',
      () => toldApart('pas@RWE', 'encounters', ['X|7', 'X|8'].map((recordId) => ({ subject: 0, recordId }))), // prettier-ignore
      'projection_by_person',
    ],
    [
      'by ward',
      () => rowsOfPlaces('pas@RWE', 'encounters', [{ organisation: RWE, ward: 'W40' }], {}, NOW),
      'projection_open_by_place',
    ],
    [
      'by ward and window',
      () =>
        rowsOfPlaces(
          ...(['pas@RWE', 'encounters', [{ organisation: RWE, ward: 'W40' }]] as const),
          ...([{ window: { from: at(-9), to: NOW } }, NOW] as const),
        ),
      'projection_by_place',
    ],
  ])('a read %s uses its index and scans nothing whole', async (_how, query, index) => {
    const text = await plan(query());
    expect(text).toContain(index);
    expect(text).not.toContain('Seq Scan on projection');
  });
});

test('of three records that were merged in a circle none speaks any more, and what they said last is known', async () => {
  await heard(NOW);
  const names = ['C1', 'C2', 'C3'];
  await tell(...names.map((name) => known(`RWE|${name}`, { name: { text: name, given: [] } })));
  const into = (survivor: string, retired: string, minute: number): DomainEvent => ({
    ...{ kind: 'people-merged', recordId: `RWE|${survivor}`, retired: [`RWE|${retired}`], occurredAt: at(minute) },
  });
  const circle = someone(...names.map((name) => `RWE|${name}`));
  const told = async (options?: { absorbed: true }) =>
    (await reader.forPeople('demographics', [circle, someone('RWE|nobody')], options)).map((answer) =>
      answer.kind === 'found' ? answer.value.map(({ name }) => name.text).sort() : answer.kind,
    );
  await tell(into('C2', 'C1', -30));
  await tell(into('C3', 'C2', -20));
  expect(await told()).toEqual([['C3'], 'absent']);
  await tell(into('C1', 'C3', -10));
  expect(await told()).toEqual(['absent', 'absent']);
  expect(await told({ absorbed: true })).toEqual([names, 'absent']);
});
