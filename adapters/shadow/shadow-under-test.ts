import { randomBytes } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { found, type Answer } from '../../schema/answer';
import type { Ask } from '../../schema/capabilities';
import { fixedClock, type Clock } from '../../schema/clock';
import type { Observation } from '../../schema/clinical/observation';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { unabandoned } from '../../schema/unabandoned';
import { createAudit } from '../audit';
import type { Store } from '../store';
import { rolePolicy } from '../access';
import type { Provision } from '../contract';
import type { Route } from '../ledger';
import { SourceFault } from '../contract';
import { createRecorder, type Connected } from '../routing';
import type { AnsweredRead } from '../routing/observer';
import { differingKey } from './sealed-values';
import { createBeginRehearsal, type BeginRehearsal } from './begin-rehearsal';
import { openComparer, type OpenComparerMeans, type OpenedComparer } from './open-comparer';
import { openShadow } from './open-shadow';
import type { Shadow } from './shadow';
import { SHADOW_SETTINGS, type ShadowSettings } from './settings';

/** Shadowing over two made-up systems that hold one observation of each person, and a database of its own. */
export const AT = '2026-11-20T10:00:00.000Z' as Instant;
export const CONTROL: InstanceName = 'nervecentre@RT5';
export const CANDIDATE: InstanceName = 'systmone@RT5';
const RT5 = 'RT5' as OdsCode;
export const ROUTE_ID = 'RT5/observations/departmental-record';

/** The route that is compared, planned and at off, as the settings put it into the ledger. */
export const planRoute = async ({ db }: Pick<Store, 'db'>): Promise<void> => {
  await db
    .insertInto('route')
    .values({
      ...{ organisation: 'RT5', capability: 'observations', role: 'departmental-record', needed: true },
      ...{ control: CONTROL, candidate: CANDIDATE, stage: 'off', percent: null, sites: [], second_approver: false },
      ...{ moved_by: 'settings', at: '2026-11-20T09:00:00.000Z' as Instant, why: 'as in the settings' },
    })
    .execute();
};

export const personOf = (number: number, restricted = false): PersonIdentity => ({
  ...{ id: `pt_${number}` as PersonId, mergedIds: [], nhsNumberVerified: false, identifiers: [] },
  ...{ records: [], restricted, epoch: 1 },
});

export interface FakeSystem {
  /** What it says of everybody's pulse. */
  value: string;
  failing: boolean;
  asksAs: Provision['asksAs'];
  /** Asks so far, with who asked. */
  readonly asks: Ask[];
  /** Held back until it resolves. */
  until: Promise<void>;
}

export const fakeSystem = (): FakeSystem => ({
  value: '70',
  failing: false,
  asksAs: 'system',
  asks: [],
  until: Promise.resolve(),
});

export const observationOf = (instance: InstanceName, value: string): Observation => ({
  key: `RT5|${instance}`,
  source: { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' },
  status: 'final',
  code: { text: 'Pulse', codings: [{ system: 'http://snomed.info/sct', code: '364075005' }] },
  effective: AT,
  valueText: `${value} /min`,
  quantity: { value, unit: '/min', ucum: '/min' },
  components: [],
});

export const answerOf = (instance: InstanceName, value: string): Answer<readonly Observation[]> =>
  found([observationOf(instance, value)], { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' });

export const connected = (instance: InstanceName, system: FakeSystem): Connected => ({
  kind: {
    ...{ kind: instance.split('@')[0] ?? '', name: instance },
    get provides() {
      return { observations: { from: 'live' as const, maxBatch: 50, asksAs: system.asksAs, ttlMs: 0 } };
    },
  },
  connection: {
    sources: {
      people: {
        observations: async (people, _, ask) => {
          system.asks.push(ask);
          await system.until;
          if (system.failing) throw new SourceFault('SOURCE_UNAVAILABLE', 'is down');
          return people.map(() => answerOf(instance, system.value));
        },
      },
      places: {},
    },
  },
});

/** Of a nurse. */
export const askOf = (clock: Clock): Ask => ({
  viewer: {
    ...{ userId: 'n1', name: 'NURSE Nia', role: 'nurse', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: RT5, organisationName: 'LPT' },
  },
  ...{ purpose: 'TREAT', client: 'ward-app', operation: 'Vitals', requestId: 'r1' },
  ...{ deadline: clock.millis() + 5_000, signal: unabandoned(), clock },
});

/** A live read as the door tells of it: somebody's pulse, as one system gave it. */
export const readOf = (
  ask: Ask,
  stage: Route['stage'],
  by: InstanceName,
  of: readonly PersonIdentity[],
  value: string,
): AnsweredRead => ({
  ...{ capability: 'observations', people: of, selection: {}, ask },
  asked: [
    {
      ...{ instance: by, at: of.map((_, at) => at), ms: 5 },
      routes: [
        {
          ...{ organisation: RT5, capability: 'observations', role: 'departmental-record' },
          ...{ control: CONTROL, candidate: CANDIDATE, needed: true, stage },
        },
      ],
      answers: of.map(() => answerOf(by, value)),
    },
  ],
});

export type InProcessMeans = Omit<OpenComparerMeans, 'count'>;

/** Shadowing and what compares for it, both in this process. */
export interface InProcess {
  readonly shadow: Shadow & Pick<OpenedComparer, 'tick'>;
  readonly rehearsals: OpenedComparer['rehearsals'] & { readonly begin: BeginRehearsal };
  /** One round of all that is due. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

export const openInProcess = (means: InProcessMeans): InProcess => {
  const comparers: OpenedComparer[] = [];
  const shadow = openShadow({
    ...means,
    openComparer: (count) => {
      const opened = openComparer({ ...means, count });
      comparers.push(opened);
      return opened;
    },
  });
  const [comparer] = comparers;
  if (comparer === undefined) throw new Error('Nothing compares');
  const flush = async (): Promise<void> => {
    await shadow.flush();
    await comparer.flush();
  };
  const tick = async (): Promise<void> => {
    await shadow.flush();
    await comparer.tick();
  };
  return {
    ...{ shadow: { ...shadow, flush, tick }, tick, close: () => shadow.close() },
    rehearsals: { ...comparer.rehearsals, begin: createBeginRehearsal(means) },
  };
};

export interface ShadowBench extends InProcess {
  readonly database: FreshDatabase;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly control: FakeSystem;
  readonly candidate: FakeSystem;
  readonly people: readonly PersonIdentity[];
  readonly means: InProcessMeans;
  /** A live read as the door tells of it, answered by one of them. */
  read(stage: Route['stage'], by?: InstanceName, people?: readonly PersonIdentity[]): AnsweredRead;
  ask(): Ask;
  /** What the rows say: outcome and how many. */
  outcomes(): Promise<Readonly<Record<string, number>>>;
  end(): Promise<void>;
}

export const openShadowBench = async (
  settings: Partial<ShadowSettings> = {},
  more: Partial<InProcessMeans> = {},
): Promise<ShadowBench> => {
  const database = await freshDatabase();
  const { store } = database;
  const clock = fixedClock(AT);
  const [control, candidate] = [fakeSystem(), fakeSystem()];
  const people = [1, 2, 3].map((number) => personOf(number));
  const index: InProcessMeans['index'] = {
    bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)),
    byIds: (ids) => Promise.resolve(ids.map((id) => people.find((person) => person.id === id) ?? null)),
  };
  const means: InProcessMeans = {
    ...{ store, clock, index, key: differingKey(randomBytes(32)), random: () => 0.5, elapsedMs: () => clock.millis() },
    connections: new Map([
      [CONTROL, connected(CONTROL, control)],
      [CANDIDATE, connected(CANDIDATE, candidate)],
    ]),
    settings: { ...SHADOW_SETTINGS, noisePercent: 0, everyMs: 0, ...settings },
    guard: { retries: 0, breakAfter: 1_000 },
    recorder: createRecorder(createAudit(store, randomBytes(32)), rolePolicy, {}),
    budgetOf: () => Promise.reject(new Error('No ramp is watched here')),
    goBack: () => Promise.reject(new Error('No ramp is watched here')),
    log: () => undefined,
    unexpected: (error) => {
      throw error;
    },
    ...more,
  };
  const opened = openInProcess(means);
  const ask = (): Ask => askOf(clock);
  return {
    ...opened,
    ...{ database, clock, control, candidate, people, means, ask },
    read: (stage, by = CONTROL, of = people.slice(0, 1)) =>
      readOf(ask(), stage, by, of, (by === CONTROL ? control : candidate).value),
    outcomes: async () => {
      await opened.shadow.flush();
      const rows = await store.db
        .selectFrom('shadow_comparison')
        .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
        .groupBy('outcome')
        .execute();
      return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)]));
    },
    end: async () => {
      await opened.close();
      await database.drop();
    },
  };
};
