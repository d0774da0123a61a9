import { absent, found } from '../../../schema/answer';
import type { Answer, SourceStamp } from '../../../schema/answer';
import type { Ask, Place } from '../../../schema/capabilities';
import type { Demographics, PersonIdentity } from '../../../schema/clinical/person';
import { fixedClock } from '../../../schema/clock';
import { systemError } from '../../../schema/errors';
import { hospitalNumberSystem } from '../../../schema/identifiers';
import type { NhsNumber, OdsCode, PersonId } from '../../../schema/identifiers';
import type { Instant, PartialDate } from '../../../schema/time';
import type { Means } from '../../contract';
import type { ProjectionReader, ReadOptions } from '../../projections/reader';
import type { Hospital, LivingHospital, SimPerson } from '../../simulation/hospital';
import { seedHospital } from '../../simulation/seed';
import type { Fault } from '../../simulation/simulator';
import type { MllpListener } from '../../wire/mllp/listener';
import { pas } from './index';
import { startQueryListener } from './simulator/query-listener';

const anchor = '2026-11-20T10:00:00.000Z' as Instant;
const clock = fixedClock(anchor);
const seeded = seedHospital({ seed: 1, anchor });
const someone = seeded.people.find(
  ({ nhsNumber, traceStatus, restricted, rweNumber }) => nhsNumber && rweNumber && traceStatus === '01' && !restricted,
) as SimPerson;

let current: Hospital = seeded;
let fault: Fault | null = null;
let asked = 0;
let listener: MllpListener;
const hospital: LivingHospital = {
  get current() {
    return current;
  },
  now: () => anchor,
  step: () => undefined,
  onEvents: () => () => undefined,
  close: () => Promise.resolve(),
};
beforeAll(async () => {
  listener = await startQueryListener({ hospital, port: 0, fault: () => fault, asked: () => (asked += 1) });
});
afterAll(() => listener.close());
beforeEach(() => {
  current = seeded;
  fault = null;
  asked = 0;
});

const stamp: SourceStamp = { instance: 'pas@RWE', asOf: anchor, retrievedAt: anchor, freshness: 'PROJECTED' };
const identity = (more: Partial<PersonIdentity> = {}): PersonIdentity => ({
  id: 'pe_1' as PersonId,
  mergedIds: [],
  nhsNumberVerified: true,
  ...(someone.nhsNumber === undefined ? {} : { nhsNumber: someone.nhsNumber }),
  identifiers: [],
  birthDate: someone.birthDate as string as PartialDate,
  records: [],
  restricted: false,
  epoch: 1,
  ...more,
});
const ask = (): Ask => ({
  viewer: {
    userId: '1',
    name: 'WARD Ann',
    role: 'clinician',
    roleProfileId: 'UNK',
    organisation: 'RWE' as OdsCode,
    organisationName: 'UHL',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'test',
  requestId: 'r1',
  deadline: clock.millis() + 60_000,
  signal: new AbortController().signal,
  clock,
});

type Told = Answer<readonly Demographics[]>;
const means = (told: Told, calls: unknown[] = [], absorbed: Told = told): Means => {
  const projections: ProjectionReader = {
    forPeople: (kind, people, options?: ReadOptions) => {
      calls.push([kind, options]);
      return Promise.resolve(people.map(() => (options?.absorbed ? absorbed : told))) as never;
    },
    forPlaces: (kind, places: readonly Place[], options?: ReadOptions) => {
      calls.push([kind, options]);
      return Promise.resolve(places.map(() => found([], stamp))) as never;
    },
    heardUntil: () => Promise.resolve(anchor),
  };
  return { instance: 'pas@RWE', clock, projections };
};
const demographicsOf = async (
  told: Told,
  people: readonly PersonIdentity[],
  absorbed: Told = told,
): Promise<readonly Answer<Demographics>[]> => {
  const config = pas.config.parse({ queryHost: '127.0.0.1', queryPort: String(listener.port), queryTimeLimitMs: 500 });
  const connection = pas.connect(config, means(told, [], absorbed));
  const answers = await connection.sources.people.demographics?.(people, {}, ask());
  await connection.close();
  return answers ?? [];
};

const row = (asOf: string, key: string): Demographics => ({
  key,
  source: { instance: 'pas@RWE', asOf: asOf as Instant, retrievedAt: anchor, freshness: 'PROJECTED' },
  identifiers: [],
  name: { text: 'TESTER, Mavis (Mrs)', given: ['Mavis'] },
  otherNames: [],
  gender: 'female',
  birthDateEstimated: false,
  deceased: false,
  telecom: [],
  nextOfKin: [],
  restricted: false,
});
const nothing: Told = found([], stamp);

test('what the feed told is the answer, newest record first, and the PAS is not asked', async () => {
  const told = found([row('2026-01-01T00:00:00.000Z', 'old'), row('2026-11-01T00:00:00.000Z', 'new')], stamp);
  expect(await demographicsOf(told, [identity()])).toMatchObject([{ kind: 'found', value: { key: 'new' } }]);
  expect(asked).toBe(0);
});

test('a person the feed never told of is asked for, live, and stamped so', async () => {
  const [answer] = await demographicsOf(nothing, [identity()]);
  expect(answer).toMatchObject({
    kind: 'found',
    source: { freshness: 'LIVE', instance: 'pas@RWE' },
    value: {
      nhsNumber: someone.nhsNumber,
      traceStatus: '01',
      restricted: false,
      generalPractice: { odsCode: someone.practice },
    },
  });
});

test('a silent feed that knows nothing of the person does not stop the PAS from being asked; one that does, is shown stale', async () => {
  const error = systemError('SOURCE_STALE', 'pas@RWE', 'Nothing heard');
  expect(await demographicsOf({ kind: 'failed', error }, [identity()])).toMatchObject([{ kind: 'found' }]);
  const stale = { value: [row('2026-01-01T00:00:00.000Z', 'old')], source: stamp };
  expect(await demographicsOf({ kind: 'failed', error, stale }, [identity()])).toMatchObject([
    { kind: 'failed', error: { code: 'SOURCE_STALE' }, stale: { value: { key: 'old' } } },
  ]);
});

test('answers keep the order of the people, whoever is asked live', async () => {
  const own = hospitalNumberSystem('RWE');
  const others = seeded.people.filter(({ rweNumber, mergedInto }) => rweNumber && !mergedInto).slice(0, 12);
  const people = others.map(({ rweNumber, birthDate }) =>
    identity({ identifiers: [{ system: own, value: rweNumber ?? '' }], birthDate: birthDate as string as PartialDate }),
  );
  const answers = await demographicsOf(nothing, people);
  const keys = answers.map((answer) => (answer.kind === 'found' ? answer.value.key.split('|')[1] : answer.kind));
  const estimated = new Set(others.filter((one) => one.birthDateEstimated).map(({ rweNumber }) => rweNumber));
  expect(keys).toEqual(others.map(({ rweNumber }) => (estimated.has(rweNumber) ? 'absent' : rweNumber)));
});

test('nobody found is absent; nobody is asked for by an unverified number', async () => {
  const stranger = identity({ nhsNumber: '9998008085' as NhsNumber });
  expect(await demographicsOf(nothing, [stranger])).toMatchObject([{ kind: 'absent' }]);
  asked = 0;
  expect(await demographicsOf(absent(stamp), [identity({ nhsNumberVerified: false })])).toMatchObject([
    { kind: 'absent' },
  ]);
  expect(asked).toBe(0);
});

test('the same number with another birth date or an estimated one, or not traced, is somebody in doubt: not shown as this person', async () => {
  const elsewhen = identity({ birthDate: '1901-01-01' as PartialDate });
  expect(await demographicsOf(nothing, [elsewhen])).toMatchObject([
    { kind: 'absent', warnings: [{ code: 'IDENTITY_IN_DOUBT' }] },
  ]);
  expect(await demographicsOf(nothing, [identity({ birthDateEstimated: true })])).toMatchObject([
    { kind: 'absent', warnings: [{ code: 'IDENTITY_IN_DOUBT' }] },
  ]);
  const untraced: SimPerson = { ...someone, traceStatus: '02' };
  current = { ...seeded, people: seeded.people.map((person) => (person.key === someone.key ? untraced : person)) };
  expect(await demographicsOf(nothing, [identity()])).toMatchObject([
    { kind: 'absent', warnings: [{ code: 'IDENTITY_IN_DOUBT' }] },
  ]);
});

test('of two records under one number nobody is picked, whatever their birth dates: they are in doubt, and nobody fails', async () => {
  const inDoubt = { kind: 'absent', warnings: [{ code: 'IDENTITY_IN_DOUBT' }, { code: 'NUMBER_HELD_TWICE' }] };
  const own = identity({ identifiers: [{ system: hospitalNumberSystem('RWE'), value: someone.rweNumber ?? '' }] });
  const { nhsNumber: _, ...unnumbered } = own;
  for (const [person, slip] of [
    [identity(), { rweNumber: 'S9999999', birthDate: someone.birthDate }],
    [identity(), { rweNumber: 'S9999999', birthDate: '1901-01-01' as PartialDate }],
    [unnumbered, { nhsNumber: undefined }],
  ] as const) {
    const other = { ...someone, key: 'another', ...slip } as SimPerson;
    current = { ...seeded, people: [...seeded.people, other] };
    expect(await demographicsOf(nothing, [person])).toMatchObject([inDoubt]);
  }
});

test('a PAS that cannot be asked fails for that person, without a value in the words', async () => {
  fault = { kind: 'error', delayMs: 0, share: 1 };
  const [answer] = await demographicsOf(nothing, [identity()]);
  expect(answer).toMatchObject({ kind: 'failed', error: { code: 'SOURCE_UNAVAILABLE', retryable: true } });
  expect(JSON.stringify(answer)).not.toContain(someone.nhsNumber);
});

test('somebody whose records were all merged away is who the PAS says; where it cannot, who they last were, and not as the whole truth', async () => {
  const merged = found([row('2026-01-01T00:00:00.000Z', 'RWE|S1')], stamp);
  expect(await demographicsOf(nothing, [identity()], merged)).toMatchObject([{ source: { freshness: 'LIVE' } }]);
  const stranger = identity({ nhsNumber: '9998008085' as NhsNumber });
  expect(await demographicsOf(nothing, [stranger], merged)).toMatchObject([
    {
      ...{ kind: 'found', complete: false, value: { key: 'RWE|S1' } },
      warnings: [{ code: 'IDENTITY_IN_DOUBT' }, { code: 'RECORDS_MERGED_AWAY' }],
    },
  ]);
  fault = { kind: 'error', delayMs: 0, share: 1 };
  expect(await demographicsOf(nothing, [identity()], merged)).toMatchObject([
    { kind: 'failed', error: { code: 'SOURCE_UNAVAILABLE' }, stale: { value: { key: 'RWE|S1' } } },
  ]);
});

test('everything else is read from what was heard, within the window that was asked for', async () => {
  const calls: unknown[] = [];
  const { sources } = pas.connect(
    { queryHost: 'x', queryPort: 1, queryTimeLimitMs: 1, askingFacility: 'X' },
    means(nothing, calls),
  );
  const window = { from: anchor, to: anchor };
  await sources.people.encounters?.([identity()], { window, latest: 3 }, ask());
  await sources.places['bed-state']?.([{ organisation: 'RWE' as OdsCode }], {}, ask());
  expect(calls).toEqual([
    ['encounters', { window, limit: 3 }],
    ['beds', {}],
  ]);
});

test('settings: a missing one is named', () => {
  const missing = pas.config.safeParse({ queryPort: '2580' });
  expect(missing.error?.issues.map(({ path }) => path.join('.'))).toEqual(['queryHost']);
});
