import { failed, found, type SourceStamp } from '../../schema/answer';
import type { Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { systemError } from '../../schema/errors';
import {
  NHS_NUMBER_SYSTEM,
  type InstanceName,
  type NhsNumber,
  type OdsCode,
  type PersonId,
} from '../../schema/identifiers';
import { DAY, HOUR, instantOf, type DateRange, type PartialDate } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { SourceFault, type Visit, type Visits } from '../contract';
import type { Route } from '../ledger';
import { createRelationships } from '../relationships';
import { startVisitWatch, type VisitWatch, type VisitWatchMeans } from '.';

const SYSTMONE: InstanceName = 'systmone@RT5';
const NEXT: InstanceName = 'rio@RT5';
const RT5 = 'RT5' as OdsCode;
const START = Date.parse('2026-11-20T10:00:00.000Z');
const WINDOWS = { stayDays: 90, clinicDaysBefore: 14, clinicDaysAfter: 7 };
/** From the seventh before today to the fourteenth after it. */
const DAYS = WINDOWS.clinicDaysBefore + WINDOWS.clinicDaysAfter + 1;
const NUMBER = '9990000158' as NhsNumber;
const BORN = '1953-09-09' as PartialDate;
const source: SourceStamp = {
  ...{ instance: SYSTMONE, asOf: instantOf(START), retrievedAt: instantOf(START) },
  freshness: 'LIVE',
};

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const open: VisitWatch[] = [];
afterEach(() => Promise.all(open.splice(0).map((watch) => watch.close())));

/** Somebody whom the index knows by the organisation's own number. */
const known = (id: string, more: Partial<PersonIdentity> = {}): PersonIdentity => ({
  ...{ id: id as PersonId, mergedIds: [], nhsNumberVerified: false, identifiers: [], restricted: false, epoch: 1 },
  records: [{ instance: 'nervecentre@RT5', recordId: id }],
  ...more,
});
/** Somebody whom it knows by a traced NHS number alone, as those are whom only the hospital has told of. */
const numbered = known('p', {
  ...{ nhsNumber: NUMBER, nhsNumberVerified: true, birthDate: BORN },
  records: [{ instance: 'pas@RWE', recordId: 'S1' }],
});
const visit = (id: string, more: Partial<Visit> = {}): Visit => ({
  ...{ key: `${SYSTMONE}|Appointment/${id}`, start: instantOf(START + DAY), status: 'booked', isOf: () => true },
  subject: { record: { instance: SYSTMONE, recordId: id }, identifiers: [] },
  ...more,
});

interface World {
  now: number;
  /** What is said of a day; thrown where the system fails. */
  told: (day: DateRange) => Awaited<ReturnType<Visits['during']>>;
  asked: { readonly instance: InstanceName; readonly day: DateRange }[];
  people: (recordId: string | undefined) => PersonIdentity | null;
  log: string[];
  recorded: unknown[];
}
const within = ({ from, to }: DateRange, { start }: Visit): boolean => start >= from && start < to;
const saying =
  (visits: readonly Visit[], more: { complete?: boolean } = {}): World['told'] =>
  (day) =>
    found(
      visits.filter((one) => within(day, one)),
      source,
      more,
    );
const down = (): never => {
  throw new SourceFault('SOURCE_UNAVAILABLE', 'down');
};

/** A watch over one system that answers as the world says, with nothing kept from before. */
const watching = async (more: Partial<VisitWatchMeans> = {}) => {
  await fresh.store.pool.query('truncate visit, visit_source');
  const world: World = {
    ...{ now: START, told: saying([]), asked: [], log: [], recorded: [] },
    people: (recordId) => (recordId === undefined ? null : known(recordId)),
  };
  const visitsOf = (instance: InstanceName): Visits => ({
    during: (day) => {
      world.asked.push({ instance, day });
      return Promise.resolve().then(() => world.told(day));
    },
  });
  const route: Route = {
    ...{ organisation: RT5, capability: 'appointments', role: 'community-record', control: SYSTMONE },
    ...{ needed: true, stage: 'live' },
  };
  const means: VisitWatchMeans = {
    ...{ store: fresh.store, clock: { millis: () => world.now }, everyMs: 0, windows: WINDOWS },
    guard: { retries: 0, breakAfter: 1_000 },
    ledger: { routesFor: () => [route] },
    connections: new Map([SYSTMONE, NEXT].map((one) => [one, { connection: { visits: visitsOf(one) } }])),
    identity: {
      bySubjects: (subjects) => Promise.resolve(subjects.map(({ record }) => world.people(record?.recordId))),
    },
    recorder: { answered: (read) => Promise.resolve(void world.recorded.push(read)) },
    log: (line) => world.log.push(line),
    ...more,
  };
  /** One more process beside the same store. */
  const start = (): VisitWatch => {
    const watch = startVisitWatch(means);
    open.push(watch);
    return watch;
  };
  const watch = start();
  const look = async (told: World['told'], afterMs = 1_000): Promise<void> => {
    world.now += afterMs;
    world.told = told;
    await watch.look();
  };
  return { world, look, start };
};

const kept = async () => {
  const { rows } = await fresh.store.pool.query<Record<string, string | null>>(
    `select split_part(key, '/', 2) as visit, organisation, status, record_instance, record_id, nhs_number, birth_date
     from visit order by key`,
  );
  return rows;
};
const keptKeys = async () => (await kept()).map((row) => row['visit']);

/** How a nurse of the organisation stands to somebody, as an admission reads it, and whether it says that it may not know. */
const standingAt = async (millis: number, person: PersonIdentity, organisation = RT5) => {
  const relationships = createRelationships({
    ...{ store: fresh.store, clock: { millis: () => millis }, stayFeeds: () => [], windows: WINDOWS },
  });
  const viewer: Viewer = {
    ...{ userId: '555000000001', name: 'WARD Ann', role: 'nurse', roleProfileId: '1', wards: [] },
    ...{ organisation, organisationName: organisation },
  };
  const [standing] = await relationships.of(viewer, [person]);
  return { bases: [...(standing?.bases ?? [])], stale: await relationships.isStale(organisation) };
};
const basesAt = async (millis: number, person: PersonIdentity, organisation = RT5) =>
  (await standingAt(millis, person, organisation)).bases;

test('whoever is visited stands to the organisation that visits them, and to no other', async () => {
  const { look } = await watching();
  await look(saying([visit('1')]));
  expect(await basesAt(START, known('1'))).toEqual(['clinic']);
  expect(await basesAt(START, known('2'))).toEqual([]);
  expect(await basesAt(START, known('1'), 'RWE' as OdsCode)).toEqual([]);
});

test('a visit that is cancelled, told no more, or told of another day, is what was told last', async () => {
  const { look } = await watching();
  await look(saying([visit('1'), visit('2'), visit('3'), visit('4')]));
  const later = visit('3', { start: instantOf(START + 5 * DAY) });
  await look(saying([visit('1', { status: 'cancelled' }), later, visit('4')]));
  expect((await kept()).map((row) => [row['visit'], row['status']])).toEqual([
    ['1', 'cancelled'],
    ['3', 'booked'],
    ['4', 'booked'],
  ]);
  const bases = (id: string, day: number) => basesAt(START + day * DAY, known(id));
  expect([await bases('1', 0), await bases('2', 0), await bases('3', 0)]).toEqual([[], [], ['clinic']]);
});

test('told twice while its pages changed, it is cancelled if either says so', async () => {
  const { look } = await watching();
  await look(saying([visit('1'), visit('1', { status: 'cancelled' }), visit('1')]));
  expect(await basesAt(START, known('1'))).toEqual([]);
});

describe('one of a group', () => {
  const group = (...ids: readonly string[]) => ids.map((id) => visit(id, { key: `${SYSTMONE}|Appointment/g` }));
  const bases = async () => [await basesAt(START, known('1')), await basesAt(START, known('2'))];

  test('is a relationship to each who comes', async () => {
    const { look } = await watching();
    await look(saying(group('1', '2')));
    expect(await bases()).toEqual([['clinic'], ['clinic']]);
    await look(saying(group('2', '1')));
    expect(await bases()).toEqual([['clinic'], ['clinic']]);
  });

  test('is none to whoever comes no more, also by an answer that is not whole', async () => {
    const { look } = await watching();
    await look(saying(group('1', '2')));
    await look(saying(group('2'), { complete: false }));
    expect(await bases()).toEqual([[], ['clinic']]);
  });

  test('is none to the one for whom it is cancelled', async () => {
    const { look } = await watching();
    const [first, ...others] = group('1', '2');
    await look(saying([...others, ...(first ? [first, { ...first, status: 'cancelled' as const }] : [])]));
    expect(await bases()).toEqual([[], ['clinic']]);
  });
});

describe('whose it is', () => {
  const ofNumber: Visit['subject'] = {
    record: { instance: SYSTMONE, recordId: 'L1' },
    identifiers: [{ system: NHS_NUMBER_SYSTEM, value: NUMBER }],
  };
  const byRecord = { record_instance: 'nervecentre@RT5', record_id: 'L1', nhs_number: null, birth_date: null };
  const byNumber = { record_instance: null, record_id: null, nhs_number: NUMBER, birth_date: BORN };
  test.each<[string, PersonIdentity | null, Partial<Visit>, readonly object[]]>([
    ['another system’s record by the same number', known('L1'), {}, [byRecord]],
    ['else a traced NHS number that it names', numbered, { subject: ofNumber }, [byNumber]],
    ['not one that it does not name', numbered, {}, []],
    ['not one that was not traced', { ...numbered, nhsNumberVerified: false }, { subject: ofNumber }, []],
    ['not with an estimated birth date', { ...numbered, birthDateEstimated: true }, { subject: ofNumber }, []],
    ['nobody’s where the index is in doubt', null, { subject: ofNumber }, []],
    ['nobody’s where the identity rules do not join them', known('L1'), { isOf: () => false }, []],
  ])('%s', async (_, person, more, rows) => {
    const { world, look } = await watching();
    world.people = () => person;
    await look(saying([visit('L1', more)]));
    expect(await kept()).toEqual(rows.map((row) => expect.objectContaining(row) as unknown));
  });

  test('somebody who comes into doubt is visited no more, also by an answer that is not whole', async () => {
    const { world, look } = await watching();
    await look(saying([visit('1')]));
    world.people = () => null;
    await look(saying([visit('1')], { complete: false }));
    expect(await kept()).toEqual([]);
  });

  test('by an NHS number, it goes with whoever has that number', async () => {
    const { world, look } = await watching();
    world.people = () => numbered;
    await look(saying([visit('L1', { subject: ofNumber })]));
    const { nhsNumber: _, ...corrected } = numbered;
    const survivor = { ...numbered, id: 'q' as PersonId, mergedIds: ['p' as PersonId] };
    expect(await basesAt(START, numbered)).toEqual(['clinic']);
    expect(await basesAt(START, survivor)).toEqual(['clinic']);
    expect(await basesAt(START, corrected)).toEqual([]);
  });
});

describe('a system that does not tell', () => {
  test.each<[string, World['told']]>([
    ['because it is down', down],
    ['or answers that it cannot', () => failed(systemError('SOURCE_UNAVAILABLE', SYSTMONE, 'down'))],
    ['or tells nonsense', () => Promise.reject(new SourceFault('SOURCE_INVALID', 'nonsense')) as never],
    ['or never tells all', saying([], { complete: false })],
  ])('%s: what was told stands for a week, and whoever is refused is told so', async (_, told) => {
    const { world, look } = await watching();
    await look(saying([visit('1', { start: instantOf(START + 10 * DAY) })]), 0);
    expect(await standingAt(world.now, known('1'))).toEqual({ bases: ['clinic'], stale: false });
    await look(told, 10 * 60_000);
    await look(told, 10 * 60_000);
    expect(world.log).toHaveLength(1);
    expect(await standingAt(world.now, known('1'))).toEqual({ bases: ['clinic'], stale: true });
    expect(await basesAt(START + 7 * DAY, known('1'))).toEqual(['clinic']);
    // The admission itself heeds it: also where nobody looks any more.
    expect(await basesAt(START + 7 * DAY + 1, known('1'))).toEqual([]);
    await look(told, 8 * DAY - (world.now - START));
    expect(await kept()).toEqual([]);
    await look(saying([visit('1', { start: instantOf(START + 10 * DAY) })]), 1_000);
    expect(await standingAt(world.now, known('1'))).toEqual({ bases: ['clinic'], stale: false });
    expect(world.log).toHaveLength(2);
  });

  test('one that was never heard makes what is known old from the first', async () => {
    const { world, look } = await watching();
    expect(await standingAt(START, known('1'))).toEqual({ bases: [], stale: false });
    await look(down);
    expect(await standingAt(world.now, known('1'))).toEqual({ bases: [], stale: true });
  });

  test('nonsense about one day costs that day alone', async () => {
    const { look } = await watching();
    const tomorrow = visit('1');
    const after = visit('2', { start: instantOf(START + 2 * DAY) });
    await look(saying([tomorrow, after]));
    await look((day) => {
      if (within(day, tomorrow)) throw new SourceFault('SOURCE_INVALID', 'nonsense');
      return saying([])(day);
    });
    expect(await keptKeys()).toEqual(['1']);
  });

  test('what an incomplete answer does not tell of stands', async () => {
    const { look } = await watching();
    await look(saying([visit('1'), visit('2')]));
    await look(saying([visit('2', { status: 'cancelled' })], { complete: false }));
    expect([await basesAt(START, known('1')), await basesAt(START, known('2'))]).toEqual([['clinic'], []]);
  });
});

test('asks for each day that a visit can be a relationship on, once for all processes and on record first', async () => {
  const { world, look, start } = await watching({ everyMs: 60_000 });
  const other = start();
  const bothLook = (afterMs: number) => Promise.all([look(saying([]), afterMs), other.look()]);
  await bothLook(0);
  await bothLook(30_000);
  expect(world.asked).toHaveLength(DAYS);
  expect(world.asked[0]?.day.from).toBe('2026-11-13T00:00:00.000Z');
  expect(world.asked.at(-1)?.day.to).toBe('2026-12-05T00:00:00.000Z');
  await bothLook(30_000);
  expect(world.asked).toHaveLength(2 * DAYS);
  expect(world.recorded).toMatchObject([
    {
      ...{ capability: 'appointments', instances: [SYSTMONE], persons: [], places: [{ organisation: 'RT5' }] },
      ask: { viewer: { role: 'machine' } },
    },
    {},
  ]);
});

test('nobody is asked whose asking could not be put on record', async () => {
  const { world, look } = await watching({ recorder: { answered: () => Promise.reject(new Error('no store')) } });
  await look(saying([visit('1')]));
  expect([world.asked, await kept()]).toEqual([[], []]);
});

test('closed while it asks, it asks for no further day, and what was told stands', async () => {
  const { world, look, start } = await watching();
  await look(saying([visit('1')]));
  const before = world.asked.length;
  const other = start();
  let closing = Promise.resolve();
  world.told = (day) => {
    closing = other.close();
    return saying([visit('1')])(day);
  };
  world.now += HOUR;
  await other.look();
  await closing;
  expect(world.asked).toHaveLength(before + 1);
  expect(await keptKeys()).toEqual(['1']);
});

test.each<[string, Partial<Route>, readonly InstanceName[]]>([
  ['the one that answers', { stage: 'shadow', candidate: NEXT }, [SYSTMONE]],
  ['both on a ramp', { stage: 'ramp', candidate: NEXT, percent: 10 }, [NEXT, SYSTMONE]],
  ['its successor', { stage: 'live', candidate: NEXT }, [NEXT]],
  ['none that is not connected', { control: 'pds@SPINE' }, []],
  ['none for another organisation than its own', { organisation: 'RWE' as OdsCode }, []],
  ['none for whatever practice somebody has', { organisation: '*' }, []],
])('of the systems of a route asks %s', async (_, more, instances) => {
  const route: Route = {
    ...{ organisation: RT5, capability: 'appointments', role: 'community-record', control: SYSTMONE },
    ...{ needed: true, stage: 'off', ...more },
  };
  const { world, look } = await watching({ ledger: { routesFor: () => [route] } });
  await look(saying([]));
  expect([...new Set(world.asked.map(({ instance }) => instance))].sort()).toEqual(instances);
});
