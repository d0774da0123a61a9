import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { BothAsked } from './comparing';
import { probe, type ProbeMeans } from './probes';
import type { Ramp } from './ramps';
import { AT, CANDIDATE, CONTROL, personOf } from './shadow-under-test';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const [id, instance, practice] of [
    ['pt_1', CONTROL, null],
    ['pt_2', 'pas@RWE', 'C82999'],
    ['pt_3', 'pas@RT5', null],
  ]) {
    await database.store.pool.query('insert into person (id, created_at) values ($1, now())', [id]);
    await database.store.pool.query(
      `insert into person_record (instance, record_id, person_id, own_person_id, practice) values ($1, $2, $2, $2, $3)`,
      [instance, id, practice],
    );
  }
});
afterAll(() => database.drop());

const probed = async (route: Partial<Ramp['route']>, sites: readonly string[] = [], practice = 'C82999') => {
  const asked: BothAsked[] = [];
  const means: ProbeMeans = {
    ...{ store: database.store, clock: fixedClock(AT), deadlineMs: 10_000, random: () => 0.9 },
    connections: new Map(),
    recorder: { answered: () => Promise.resolve() },
    index: {
      byIds: (ids) => Promise.resolve(ids.map((id) => ({ ...personOf(2), id, generalPractice: practice as OdsCode }))),
    },
    comparing: {
      both: (both) => Promise.resolve(void asked.push(both)).then(() => []),
      ...{ other: () => Promise.resolve(), noise: () => Promise.resolve(), settleDue: () => Promise.resolve() },
      ...{ unsettled: () => 0, settling: () => new Map(), stop: () => undefined },
    },
    unexpected: (error) => {
      throw error;
    },
  };
  const ramp: Ramp = {
    route: { id: 'RT5/observations/x', control: CONTROL, candidate: CANDIDATE, stage: 'ramp', ...route },
    ...{ movedAt: AT, sites },
  };
  await probe(ramp, 2, means);
  return asked.map(({ route: { control, candidate }, subjects }) => ({
    between: [control, candidate],
    of: subjects.of === 'people' ? subjects.people.map(({ id }) => id) : subjects.places,
  }));
};

test('people are those of whom the control has told', async () => {
  expect(await probed({})).toEqual([{ between: [CONTROL, CANDIDATE], of: ['pt_1'] }]);
});

test('a route of the registered practice is probed at the practice of each person', async () => {
  const systems: { readonly [side in 'control' | 'candidate']: InstanceName } = {
    ...{ control: 'gp-connect@*', candidate: 'other-gp@*' },
  };
  expect(await probed({ id: '*/allergies/patient-record', ...systems })).toEqual([
    { between: ['gp-connect@C82999', 'other-gp@C82999'], of: ['pt_2'] },
  ]);
});

test('whoever has no practice, and says so by a code for none, is no failure of a candidate', async () => {
  const systems = { control: 'gp-connect@*', candidate: 'other-gp@*' } as const;
  expect(await probed({ id: '*/allergies/patient-record', ...systems }, [], 'V81999')).toEqual([]);
});

test('what moves site by site is probed by the sites of the ramp', async () => {
  const ward = { organisation: 'RT5', ward: 'W1' };
  expect(await probed({ id: 'RT5/encounters/x' }, ['RT5|W1'])).toEqual([
    { between: [CONTROL, CANDIDATE], of: [ward] },
    { between: [CONTROL, CANDIDATE], of: [ward] },
  ]);
});
