import * as fc from 'fast-check';
import type { Kysely } from 'kysely';
import { failed, found, type Answer, type SourceStamp } from '../../schema/answer';
import type { Escalation } from '../../schema/clinical/observation';
import type { Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { Identifier } from '../../schema/clinical/values';
import { systemError } from '../../schema/errors';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import { keyOfResource } from '../../schema/record-key';
import { DAY, instantOf } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Route } from '../ledger';
import { createRelationships } from '../relationships';
import { up as nameSystems } from '../store/migrations/0174-task-keys';
import type { Connected } from '../routing';
import { startTaskWatch, type TaskWatch, type TaskWatchMeans } from '.';

const NERVECENTRE: InstanceName = 'nervecentre@RWE';
const NEXT: InstanceName = 'systmone@RWE';
const RWE = 'RWE' as OdsCode;
const START = Date.parse('2026-11-20T10:00:00.000Z');
const SDS = 'https://fhir.nhs.uk/Id/sds-user-id';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const open: TaskWatch[] = [];
afterEach(() => Promise.all(open.splice(0).map((watch) => watch.close())));

const source: SourceStamp = {
  ...{ instance: NERVECENTRE, asOf: instantOf(START), retrievedAt: instantOf(START) },
  freshness: 'LIVE',
};
const task = (id: string, more: Partial<Escalation> = {}): Escalation => ({
  ...{ key: `RWE|${id}`, source, status: 'accepted', priority: 'urgent', authoredOn: instantOf(START) },
  subject: { record: { instance: NERVECENTRE, recordId: `n|${id}` }, identifiers: [] },
  ...more,
});
const by = (value: string, system = SDS): Pick<Escalation, 'owner'> => ({
  owner: { text: 'A name', identifier: { system, value } as Identifier },
});
const W12 = { organisation: RWE, code: 'W12' };

interface World {
  now: number;
  told: Answer<readonly Escalation[]>;
  asked: { readonly instance: InstanceName; readonly since: string | undefined }[];
  log: string[];
  recorded: unknown[];
}
/** A watch over one system that answers as the world says, with nothing kept from before. */
const watching = async (more: Partial<TaskWatchMeans> = {}) => {
  await fresh.store.pool.query('truncate task_owner, task_source');
  const world: World = { now: START, told: found([], source), asked: [], log: [], recorded: [] };
  const connected = (instance: InstanceName): Connected => ({
    kind: {
      ...{ kind: 'any', name: 'Any' },
      provides: { escalations: { from: 'live', maxBatch: 10, asksAs: 'system', ttlMs: 0 } },
    },
    connection: {
      sources: {
        people: {},
        places: {
          escalations: (places, { window }) => {
            world.asked.push({ instance, since: window?.from });
            return Promise.resolve(places.map(() => world.told));
          },
        },
      },
    },
  });
  const route = {
    organisation: RWE,
    capability: 'escalations',
    role: 'inpatient-record',
    control: NERVECENTRE,
  } as const;
  const means: TaskWatchMeans = {
    ...{ store: fresh.store, clock: { millis: () => world.now }, everyMs: 0 },
    ledger: { routesFor: () => [{ ...route, needed: true, stage: 'live' } satisfies Route] },
    connections: new Map([NERVECENTRE, NEXT].map((instance) => [instance, connected(instance)])),
    identity: {
      bySubjects: (subjects) =>
        Promise.resolve(
          subjects.map(({ record }) =>
            record === undefined
              ? null
              : ({
                  id: record.recordId as PersonId,
                  records: [{ instance: 'pas@RWE', recordId: 'p' }, record],
                } as Partial<PersonIdentity> as PersonIdentity),
          ),
        ),
    },
    recorder: { answered: (read) => Promise.resolve(void world.recorded.push(read)) },
    log: (line) => world.log.push(line),
    ...more,
  };
  /** One more process beside the same store. */
  const start = (): TaskWatch => {
    const watch = startTaskWatch(means);
    open.push(watch);
    return watch;
  };
  const watch = start();
  const look = async (told: Answer<readonly Escalation[]>, afterMs = 1_000): Promise<void> => {
    world.now += afterMs;
    world.told = told;
    await watch.look();
  };
  return { world, look, start };
};
const kept = async () =>
  (
    await fresh.store.pool.query<{
      key: string;
      kind: string;
      owner: string;
      record_instance: string;
      record_id: string;
      closed_at: Date | null;
    }>('select key, kind, owner, record_instance, record_id, closed_at from task_owner order by key, kind, owner')
  ).rows;
const inHand = async () =>
  (await kept()).filter((row) => row.closed_at === null).map(({ key, kind, owner }) => `${key} ${kind} ${owner}`);

test('keeps whoever took a task, and the team of its ward while it is open', async () => {
  const { look } = await watching();
  const tasks = [
    task('1', { ...by('555000000001'), ward: W12 }),
    task('2', { status: 'requested', ward: W12 }),
    task('3', by('RT5', 'https://fhir.nhs.uk/Id/ods-organization-code')),
    task('4', { owner: { text: 'WARD Ann' } }),
    task('5', by('C9999991', 'https://fhir.hl7.org.uk/Id/gmc-number')),
    ...(['rejected', 'cancelled', 'unknown'] as const).map((status) =>
      task(status, { status, ward: W12, ...by('555000000002') }),
    ),
    task('6', { ...by('555000000003'), subject: { identifiers: [] } }),
  ];
  await look(found(tasks, source));
  expect(await inHand()).toEqual([
    'RWE|1 user 555000000001',
    'RWE|1 ward RWE|W12',
    'RWE|2 ward RWE|W12',
    'RWE|3 organisation RT5',
  ]);
  expect((await kept()).map((row) => row.record_id)).toEqual(['n|1', 'n|1', 'n|2', 'n|3']);
});

test('a task that is done, or handed on, is over for whoever had it, from when that was first heard', async () => {
  const { look } = await watching();
  await look(found([task('1', by('555000000001')), task('2', by('555000000001'))], source));
  await look(found([task('1', { ...by('555000000001'), status: 'completed' }), task('2', by('555000000002'))], source));
  const over = new Date(START + 2_000);
  const told = async () => (await kept()).map(({ key, owner, closed_at }) => [key, owner, closed_at]);
  const expected = [
    ['RWE|1', '555000000001', over],
    ['RWE|2', '555000000001', over],
    ['RWE|2', '555000000002', null],
  ];
  expect(await told()).toEqual(expected);
  await look(found([task('1', { ...by('555000000001'), status: 'completed' }), task('2', by('555000000002'))], source));
  expect(await told()).toEqual(expected);
});

test('a task that was kept before keys named systems is the same one: in hand still, or over since then', async () => {
  const { look } = await watching();
  const done = { ...by('555000000001'), status: 'completed' as const };
  await look(found([task('1', by('555000000001')), task('a|b/2', by('555000000001'))], source));
  await look(found([task('1', done), task('a|b/2', by('555000000001'))], source));
  const { db } = fresh.store;
  await nameSystems(db as unknown as Kysely<unknown>);
  const named = (id: string) => ({ key: keyOfResource(NERVECENTRE, { resourceType: 'Task', id }) });
  await look(
    found([task('1', { ...done, ...named('1') }), task('2', { ...by('555000000001'), ...named('a|b/2') })], source),
    DAY,
  );
  expect((await kept()).map(({ key, closed_at }) => [key, closed_at])).toEqual([
    ['nervecentre@RWE|Task/1', new Date(START + 2_000)],
    ['nervecentre@RWE|Task/a|b/2', null],
  ]);
});

test('what a failed or incomplete answer does not tell of is not over', async () => {
  const { world, look } = await watching();
  await look(found([task('1', by('555000000001')), task('2', by('555000000001'))], source));
  await look(found([task('2', by('555000000001'))], source, { complete: false, warnings: [] }));
  await look(failed(systemError('SOURCE_UNAVAILABLE', NERVECENTRE, 'down')));
  await look(failed(systemError('SOURCE_UNAVAILABLE', NERVECENTRE, 'down')));
  expect(await inHand()).toEqual(['RWE|1 user 555000000001', 'RWE|2 user 555000000001']);
  expect(world.log).toHaveLength(1);
  await look(found([], source));
  expect([await inHand(), world.log.length]).toEqual([[], 2]);
});

test('of what an incomplete answer tells, whoever has it no more has it no more', async () => {
  const { look } = await watching();
  const ann = by('555000000001');
  await look(found([task('1', { ...ann, ward: W12 }), task('2', ann), task('3', ann), task('4', ann)], source));
  const told = [
    task('1', { ...ann, ward: W12, status: 'completed' }),
    task('2', { ...ann, status: 'cancelled' }),
    task('3', by('555000000002')),
  ];
  await look(found(told, source, { complete: false, warnings: [] }));
  expect(await inHand()).toEqual(['RWE|3 user 555000000002', 'RWE|4 user 555000000001']);
});

/** How a nurse of another trust who works on W12 stands to whom the tasks are about, as the admission reads it. */
const basesAt = async (millis: number): Promise<readonly string[]> => {
  const relationships = createRelationships({
    ...{ store: fresh.store, clock: { millis: () => millis }, stayFeeds: () => [] },
    windows: { stayDays: 90, clinicDaysBefore: 30, clinicDaysAfter: 30 },
  });
  const viewer: Viewer = {
    ...{ userId: '555000000001', name: 'WARD Ann', role: 'nurse', roleProfileId: '1' },
    ...{ organisation: 'RT5' as OdsCode, organisationName: 'RT5', wards: [W12] },
  };
  const person: PersonIdentity = {
    ...{ id: 'p' as PersonId, mergedIds: [], nhsNumberVerified: true, identifiers: [], restricted: false, epoch: 1 },
    records: [{ instance: NERVECENTRE, recordId: 'n|1' }],
  };
  return [...((await relationships.of(viewer, [person]))[0]?.bases ?? [])].sort();
};

describe('a task is over a week after it was raised', () => {
  const toNext: Route = {
    ...{ organisation: RWE, capability: 'escalations', role: 'inpatient-record', control: NERVECENTRE },
    ...{ needed: true, stage: 'live', candidate: NEXT },
  };
  const whole = found<readonly Escalation[]>([], source);
  test.each<[string, { readonly told?: Answer<readonly Escalation[]>; readonly route?: Route }]>([
    ['though its system is silent', { told: failed(systemError('SOURCE_UNAVAILABLE', NERVECENTRE, 'down')) }],
    ['though its system never answers whole', { told: found([], source, { complete: false, warnings: [] }) }],
    ['though another system is asked by now', { told: whole, route: toNext }],
    ['though nobody looks any more', {}],
  ])('%s', async (_, { told, route }) => {
    const routes: Route[] = [{ ...toNext, stage: 'off' }];
    const { world, look } = await watching({ ledger: { routesFor: () => routes } });
    const subject = { record: { instance: NERVECENTRE, recordId: 'n|1' }, identifiers: [] };
    const rt5 = by('RT5', 'https://fhir.nhs.uk/Id/ods-organization-code');
    await look(
      found([task('1', { ...by('555000000001'), ward: W12, subject }), task('2', { ...rt5, subject })], source),
      0,
    );
    if (route) routes.splice(0, 1, route);
    const after = async (days: number): Promise<readonly string[]> => {
      const then = START + days * DAY;
      if (told) await look(told, then - world.now);
      return basesAt(then);
    };
    expect(await after(6.9)).toEqual(['care-team', 'referral', 'ward']);
    expect(await after(7.1)).toEqual(['care-team']);
    expect(await after(36.9)).toEqual(['care-team']);
    expect(await after(37.1)).toEqual([]);
    routes.splice(0, 1, { ...toNext, stage: 'off' });
    await look(whole, START + 38 * DAY - world.now);
    expect([await basesAt(world.now), await inHand()]).toEqual([[], []]);
  });

  test('at the latest, whenever its system says that it was raised', async () => {
    const { look } = await watching();
    const later = { authoredOn: instantOf(START + 400 * DAY) };
    await look(found([task('1', { ...by('555000000001'), ward: W12, ...later })], source), 0);
    expect(await basesAt(START + 6.9 * DAY)).toEqual(['care-team', 'ward']);
    expect(await basesAt(START + 7.1 * DAY)).toEqual(['care-team']);
  });

  test('and let go of when nothing reaches back to it, whoever told of it', async () => {
    const routes: Route[] = [{ ...toNext, stage: 'off' }];
    const { look } = await watching({ ledger: { routesFor: () => routes } });
    await look(found([task('1', by('555000000001'))], source));
    routes.splice(0, 1, toNext);
    await look(whole, 365 * DAY);
    expect(await kept()).toHaveLength(1);
    await look(whole, 9 * DAY);
    expect(await kept()).toEqual([]);
  });
});

test.each<[string, PersonIdentity['records'], Partial<Escalation>, readonly string[]]>([
  [
    'its own',
    [
      { instance: 'pas@RWE', recordId: 'n|1' },
      { instance: NERVECENTRE, recordId: 'n|1' },
    ],
    {},
    [NERVECENTRE],
  ],
  ['another system’s by the same number', [{ instance: 'lims@RWE', recordId: 'L9' }, { instance: 'pas@RWE', recordId: 'n|1' }], {}, ['pas@RWE']], // prettier-ignore
  ['none by another number', [{ instance: 'lims@RWE', recordId: 'L9' }], {}, []],
  ['none where it names none', [{ instance: 'pas@RWE', recordId: 'n|1' }], { subject: { identifiers: [] } }, []],
])('a task goes with the record it names: %s', async (_, records, more, instances) => {
  const person = { id: 'p' as PersonId, records } as Partial<PersonIdentity> as PersonIdentity;
  const bySubjects = (subjects: readonly unknown[]) => Promise.resolve(subjects.map(() => person));
  const { look } = await watching({ identity: { bySubjects } });
  await look(found([task('1', { ...by('555000000001'), ...more })], source));
  expect((await kept()).map((row) => row.record_instance)).toEqual(instances);
});

test('asks once for all processes, no sooner than it is time, and is on record first', async () => {
  const { world, look, start } = await watching({ everyMs: 60_000 });
  const other = start();
  const bothLook = (afterMs: number) => Promise.all([look(found([], source), afterMs), other.look()]);
  await bothLook(0);
  await bothLook(30_000);
  expect(world.asked).toEqual([{ instance: NERVECENTRE, since: instantOf(START - 7 * DAY) }]);
  await bothLook(30_000);
  expect(world.asked).toHaveLength(2);
  expect(world.recorded).toMatchObject([
    { capability: 'escalations', instances: [NERVECENTRE], persons: [], ask: { viewer: { role: 'machine' } } },
    {},
  ]);
});

test('nobody is asked whose asking could not be put on record', async () => {
  const { world, look } = await watching({ recorder: { answered: () => Promise.reject(new Error('no store')) } });
  await look(found([task('1', by('555000000001'))], source));
  expect([world.asked, await kept()]).toEqual([[], []]);
});

test.each<[string, Partial<Route>, readonly InstanceName[]]>([
  ['the one that answers', { stage: 'shadow', candidate: NEXT }, [NERVECENTRE]],
  ['both on a ramp', { stage: 'ramp', candidate: NEXT, percent: 10 }, [NERVECENTRE, NEXT]],
  ['its successor', { stage: 'live', candidate: NEXT }, [NEXT]],
  ['none that is not connected', { control: 'pds@SPINE' }, []],
])('of the systems of a route asks %s', async (_, more, instances) => {
  const route: Route = {
    ...{ organisation: RWE, capability: 'escalations', role: 'inpatient-record', control: NERVECENTRE },
    ...{ needed: true, stage: 'off', ...more },
  };
  const { world, look } = await watching({ ledger: { routesFor: () => [route] } });
  await look(found([], source));
  expect(world.asked.map(({ instance }) => instance).sort()).toEqual(instances);
});

test('whatever was told one after the other, exactly what was told last is in hand', async () => {
  const hands = fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3'), user: fc.constantFrom('a', 'b') }), {
    selector: ({ id }) => id,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(hands, { minLength: 1, maxLength: 5 }), async (looks) => {
      const { look } = await watching();
      const ever = new Set<string>();
      for (const one of looks) {
        for (const { id, user } of one) ever.add(`RWE|${id} user ${user}`);
        await look(
          found(
            one.map(({ id, user }) => task(id, by(user))),
            source,
          ),
        );
      }
      expect(await inHand()).toEqual((looks.at(-1) ?? []).map(({ id, user }) => `RWE|${id} user ${user}`).sort());
      expect(new Set((await kept()).map(({ key, kind, owner }) => `${key} ${kind} ${owner}`))).toEqual(ever);
    }),
    { numRuns: 25 },
  );
});
