import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { ReadFate } from '../../schema/migration/evidence';
import type { Connected } from '../routing';
import type { AnsweredRead, DoorObserver, InstanceAnswers } from '../routing/observer';
import type { Store } from '../store';
import { subjectNames, subjectsAt, type Subjects } from './asked';
import { createCandidateAsks } from './candidate-asks';
import type { Comparer } from './comparer';
import { createPace } from './pace';
import type { CountedFate, ReadFates } from './read-fates';
import { createRecordedAsks } from './recorded-asks';
import { comparedRoute, type ComparedRoute } from './route';
import { shadowingOf, type ShadowSettings } from './settings';

export interface ShadowMeans {
  readonly store: Store;
  readonly clock: Clock;
  /** Of these only what they provide: they are asked by the comparer. */
  readonly connections: ReadonlyMap<InstanceName, Pick<Connected, 'kind'>>;
  readonly settings: ShadowSettings;
  readonly fates: ReadFates;
  readonly comparer: Comparer;
  /** 0 to 1, for sampling. */
  readonly random: () => number;
  /** Milliseconds that only go forwards, for the pace. */
  readonly elapsedMs: () => number;
  /** A fault of our own, for the log. */
  readonly unexpected: (error: unknown) => void;
}

/** What is decided, and counted, with each read: where reads are answered, and cheap. */
export interface Shadow {
  /** Told of every read; returns at once. */
  readonly observer: DoorObserver;
  /** Writes what was counted so far. Called every second or so. */
  flush(): Promise<void>;
  /** Resolves when nothing that was sampled waits to be compared. */
  idle(): Promise<void>;
  /** What became of live reads, in this process since it began; without a value of anybody's. */
  fates(): readonly CountedFate[];
  close(): Promise<void>;
}

const subjectsOf = (read: AnsweredRead): Subjects =>
  'people' in read
    ? { of: 'people', capability: read.capability, people: read.people }
    : { of: 'places', capability: read.capability, places: read.places };

/** A ramp's candidate answers the living: what differs severely must be found while its budget looks back. */
const RAMP_EVERY_MS = 1_000;

/** Takes live reads of routes in shadow or ramp to be compared with what the other system says, few of many. */
export const createShadow = (means: ShadowMeans): Shadow => {
  const { store, clock, connections, settings, random, fates, comparer } = means;
  const candidateAsks = createCandidateAsks({ store, clock });
  const recordedAsks = createRecordedAsks({ store, clock });
  const pace = createPace({ ...means, costMs: () => comparer.costMs() });

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
    if (comparer.waiting() >= settings.queue) return 'queue-full';
    if (!pace.admits(turn)) return 'paced';
    const taken = comparer.take({
      ...{ route, origin: 'live', rehearsal: null, selection: read.selection, ask: read.ask },
      ...{ subjects: subjectsAt(all, asked.at), answered, by: { answers: asked.answers, ms: asked.ms } },
      withNoise: answered === 'control' && random() * 100 < noisePercent,
    });
    return taken ? 'compared' : 'queue-full';
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
  };
  return {
    observer: { answered },
    flush: () => flush(),
    idle: () => comparer.idle(),
    fates: () => fates.counted(),
    close: () => flush('now'),
  };
};
