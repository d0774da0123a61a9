import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { ReadFate } from '../../schema/migration/evidence';
import type { IdentityIndex } from '../identity';
import type { Connected, GuardSettings, Recorder } from '../routing';
import type { AnsweredRead, DoorObserver, InstanceAnswers } from '../routing/observer';
import type { Store } from '../store';
import { createAskSystem } from './ask-system';
import { subjectNames, subjectsAt, type Subjects } from './asked';
import { createCandidateAsks } from './candidate-asks';
import { createComparing, type Comparing, type HalfAnswered } from './comparing';
import { createComparisonLog } from './comparison-log';
import { createRecordedAsks } from './recorded-asks';
import { foundOnce } from './found-once';
import { createPace } from './pace';
import { createReadFates, type CountedFate } from './read-fates';
import { comparedRoute, type ComparedRoute } from './route';
import { shadowingOf, type ShadowSettings } from './settings';
import { createShadowRecord } from './shadow-record';
import { createWorkQueue } from './work-queue';

export interface ShadowMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly index: Pick<IdentityIndex, 'bySubjects'>;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  /** Whom comparing reads is put on record, a second's worth at a time. */
  readonly recorder: Pick<Recorder, 'answered'>;
  /** Differing values are kept under it (`differingKey`). */
  readonly key: Buffer;
  readonly settings: ShadowSettings;
  readonly guard?: Partial<GuardSettings>;
  /** 0 to 1, for sampling. */
  readonly random: () => number;
  /** Milliseconds that only go forwards, for the pace. */
  readonly elapsedMs: () => number;
  /** A fault of our own, for the log. */
  readonly unexpected: (error: unknown) => void;
}

export interface Shadow {
  /** Told of every read; returns at once. */
  readonly observer: DoorObserver;
  readonly comparing: Comparing;
  /** Asks again what has settled, and writes what was found. Called every second or so. */
  tick(): Promise<void>;
  /** Writes what was found and counted so far. */
  flush(): Promise<void>;
  /** Resolves when nothing that was sampled waits to be compared. */
  idle(): Promise<void>;
  /** What became of live reads, in this process since it began; without a value of anybody's. */
  fates(): readonly CountedFate[];
  close(): Promise<void>;
}

interface Job extends HalfAnswered {
  readonly withNoise: boolean;
}

const subjectsOf = (read: AnsweredRead): Subjects =>
  'people' in read
    ? { of: 'people', capability: read.capability, people: read.people }
    : { of: 'places', capability: read.capability, places: read.places };

/** A ramp's candidate answers the living: what differs severely must be found while its budget looks back. */
const RAMP_EVERY_MS = 1_000;

/** Live reads of routes in shadow or ramp, compared with what the other system says, off the live path. */
export const createShadow = (given: ShadowMeans): Shadow => {
  const means: ShadowMeans = { ...given, index: foundOnce(given.index, given.elapsedMs) };
  const { store, clock, connections, settings, random } = means;
  const fates = createReadFates({ store, clock });
  const { deadlineMs } = settings;
  const record = createShadowRecord({ ...means, askSystem: createAskSystem({ ...means, deadlineMs }), deadlineMs });
  const log = createComparisonLog({ store, clock, key: means.key, lost: (route) => fates.add(route, 'unwritten') });
  const candidateAsks = createCandidateAsks({ store, clock });
  const recordedAsks = createRecordedAsks({ store, clock });
  const pace = createPace(means);
  const comparing = createComparing({
    ...{ askSystem: record.asking, index: means.index, log, candidateAsks, settings, clock },
    unsettleable: (route) => fates.add(route, 'unsettled'),
    unexpected: means.unexpected,
  });
  const queue = createWorkQueue<Job>(
    { most: settings.queue, concurrent: settings.concurrent },
    async (job) => {
      try {
        await comparing.other(job);
        if (job.withNoise) await comparing.noise(job, job.by);
      } catch (error) {
        fates.add(job.route.id, 'failed');
        means.unexpected(error);
      }
    },
    means.unexpected,
  );

  /** In the name of whoever read, where the other system wants a name and the route allows to use theirs. */
  const mayAsk = (
    { id, control, candidate }: ComparedRoute,
    answered: 'control' | 'candidate',
    of: Subjects,
  ): boolean => {
    const other = connections.get(answered === 'control' ? candidate : control);
    return other?.kind.provides[of.capability]?.asksAs !== 'user' || shadowingOf(settings, id).inUsersName;
  };

  /** Takes it to be compared, or says why not. */
  const compare = (read: AnsweredRead, all: Subjects, asked: InstanceAnswers, route: ComparedRoute): ReadFate => {
    const answered = asked.instance === route.candidate ? 'candidate' : 'control';
    const { percent, noisePercent, everyMs } = shadowingOf(settings, route.id);
    if (percent < 100 && random() * 100 >= percent) return 'not-sampled';
    if (!mayAsk(route, answered, all)) return 'not-in-users-name';
    const turn = {
      name: `${answered} ${route.id}`,
      everyMs: route.stage === 'ramp' ? Math.min(everyMs, RAMP_EVERY_MS) : everyMs,
      urgent: route.stage === 'ramp',
      subjects: () => subjectNames(subjectsAt(all, asked.at), read.selection),
    };
    // Whoever is let through counts as compared: not where there is no room for it.
    if (queue.waiting() >= settings.queue) return 'queue-full';
    if (!pace.admits(turn)) return 'paced';
    const pushed = queue.push({
      ...{ route, origin: 'live', rehearsal: null, selection: read.selection, ask: read.ask },
      ...{ subjects: subjectsAt(all, asked.at), answered, by: { answers: asked.answers, ms: asked.ms } },
      withNoise: answered === 'control' && random() * 100 < noisePercent,
    });
    return pushed ? 'compared' : 'queue-full';
  };

  const answered = (read: AnsweredRead): void => {
    const subjects = subjectsOf(read);
    // Of a route that was asked in parts, or of many practices, one read: compared where any part is.
    const planned = new Map<string, ReadFate | null>();
    for (const asked of read.asked)
      for (const each of asked.routes) {
        const route = comparedRoute(each, asked.instance);
        if (route === null) continue;
        const stands = route.stage === 'shadow' || route.stage === 'ramp';
        const fate = stands ? compare(read, subjects, asked, route) : null;
        if (fate === 'compared' || (planned.get(route.id) ?? null) === null) planned.set(route.id, fate);
        // What a ramp's candidate does to the living is never sampled.
        if (route.stage === 'ramp' && asked.instance === route.candidate)
          candidateAsks.add(route.id, {
            ...{ failed: asked.answers.some(({ kind }) => kind === 'failed'), ms: asked.ms, probe: false },
          });
      }
    for (const [route, fate] of planned) if (fate !== null) fates.add(route, fate);
    if (planned.size > 0) recordedAsks.add([...planned.keys()], subjects, read.selection);
  };

  const flush = async (counts: 'due' | 'now' = 'due'): Promise<void> => {
    for (const step of [candidateAsks.flush, recordedAsks.flush, () => fates.flush(counts)])
      await step().catch(means.unexpected);
    try {
      // What was found of somebody waits until it is on record that they were read.
      await record.flush();
      await log.flush();
    } catch (error) {
      means.unexpected(error);
    }
  };
  return {
    observer: { answered },
    comparing,
    tick: async () => {
      await comparing.settleDue().catch(means.unexpected);
      await flush();
    },
    flush: () => flush(),
    idle: () => queue.idle(),
    fates: () => fates.counted(),
    close: async () => {
      await queue.close();
      await flush('now');
    },
  };
};
