import type { Ask, Selection } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { ComparisonOrigin } from '../../schema/migration/evidence';
import type { IdentityIndex } from '../identity';
import type { AskSystem, SystemAnswers } from './ask-system';
import { subjectsAt, type Subjects } from './asked';
import type { CandidateAsks } from './candidate-asks';
import { compareAnswers } from './compare-answers';
import type { ComparisonLog } from './comparison-log';
import type { Written } from './comparison-rows';
import { confirmed } from './confirm';
import { fewAtOnce } from './few-at-once';
import type { Found } from './found';
import type { ComparedRoute } from './route';
import { createSettling } from './settling';
import { shadowingOf, type ShadowSettings } from './settings';

/** The same question for both systems. */
export interface BothAsked {
  readonly route: ComparedRoute;
  readonly origin: ComparisonOrigin;
  readonly rehearsal: number | null;
  readonly subjects: Subjects;
  readonly selection: Selection;
  readonly ask: Ask;
}

/** A question that one of them has answered already. */
export interface HalfAnswered extends BothAsked {
  readonly answered: 'control' | 'candidate';
  readonly by: SystemAnswers;
}

export interface Comparing {
  /** Asks the other system, and writes down what comes of it. */
  other(half: HalfAnswered): Promise<void>;
  /** Asks both. */
  both(asked: BothAsked): Promise<readonly Found[]>;
  /** Asks the control once more: what it says otherwise of itself is noise. */
  noise(asked: BothAsked, first: SystemAnswers): Promise<void>;
  /** Asks again about what was in flight and has had its time. */
  settleDue(): Promise<void>;
  /** Differences that wait to settle; of one rehearsal, or all. */
  unsettled(rehearsal?: number): number;
  /** How many of each route wait to settle; those without any are left out. */
  settling(): ReadonlyMap<string, number>;
  /** Asks about none of them again. */
  stop(): void;
}

export interface ComparingMeans {
  readonly askSystem: AskSystem;
  readonly index: Pick<IdentityIndex, 'bySubjects'>;
  readonly log: ComparisonLog;
  readonly candidateAsks: CandidateAsks;
  readonly settings: ShadowSettings;
  readonly clock: Clock;
  /** A difference could not be asked about again: there was no room, or it failed each time. */
  readonly unsettleable: (route: string) => void;
  /** A fault of our own, for the log; it costs only what it struck. */
  readonly unexpected: (error: unknown) => void;
}

/** One round of settling begins nothing more after this; the next goes on. */
const SETTLING_MS = 20_000;
/** Times that asking again may fail of itself before a difference is given up. */
const MOST_TRIES = 3;

interface InFlight {
  readonly asked: BothAsked;
  readonly written: Written;
  readonly tries: number;
}

const isFailed = ({ answers }: SystemAnswers): boolean => answers.some(({ kind }) => kind === 'failed');

/** Only whom the differences are about is asked again, of a record under the wrong person both; of places, all. */
const differing = (subjects: Subjects, { at, differences }: Found): Subjects => {
  const own = subjectsAt(subjects, at);
  if (own.of === 'places') return own;
  const open = differences.filter(({ ignoredBy }) => ignoredBy === null);
  const ids = new Set(open.flatMap(({ about }) => about.map((person) => person?.id)));
  return { ...own, people: own.people.filter(({ id }) => ids.has(id)) };
};

export const createComparing = (means: ComparingMeans): Comparing => {
  const { askSystem, log, candidateAsks, settings, clock } = means;
  const settling = createSettling<InFlight>(clock, settings.settling);
  const unsettledOf = new Map<number, number>();
  let stopped = false;
  const countUnsettled = ({ rehearsal }: BothAsked, by: 1 | -1): void => {
    if (rehearsal !== null) unsettledOf.set(rehearsal, (unsettledOf.get(rehearsal) ?? 0) + by);
  };

  const tally = ({ route, origin }: BothAsked, candidate: SystemAnswers): void => {
    if (route.stage !== 'ramp' || origin === 'rehearsal' || origin === 'noise') return;
    candidateAsks.add(route.id, { failed: isFailed(candidate), ms: candidate.ms, probe: origin === 'probe' });
  };
  const write = (asked: BothAsked, found: Found): void => {
    if (found.outcome !== 'mismatched' || found.origin === 'noise') return void log.add(found);
    const written = log.add({ ...found, outcome: 'in-flight' });
    const subjects = differing(asked.subjects, found);
    const { settleMs } = shadowingOf(settings, asked.route.id);
    if (settling.add({ asked: { ...asked, subjects }, written, tries: 1 }, settleMs)) countUnsettled(asked, 1);
    else means.unsettleable(asked.route.id);
  };
  const judged = async (
    asked: BothAsked,
    control: SystemAnswers,
    candidate: SystemAnswers,
  ): Promise<readonly Found[]> => compareAnswers({ ...asked, control, candidate }, means);

  const askBoth = async (asked: BothAsked): Promise<readonly Found[]> => {
    const { route, subjects, selection, ask } = asked;
    const [control, candidate] = await Promise.all([
      askSystem(route.control, subjects, selection, ask),
      askSystem(route.candidate, subjects, selection, ask),
    ]);
    tally(asked, candidate);
    return judged(asked, control, candidate);
  };

  /** What throws is asked again later, a few times; then nothing can be said of it, and nobody waits for it. */
  const settle = async (due: InFlight): Promise<void> => {
    const { asked, written, tries } = due;
    try {
      log.settle(written, confirmed(written.found, await askBoth(asked)));
    } catch (error) {
      means.unexpected(error);
      const { settleMs } = shadowingOf(settings, asked.route.id);
      if (tries < MOST_TRIES && settling.add({ ...due, tries: tries + 1 }, settleMs)) return;
      means.unsettleable(asked.route.id);
      log.settle(written, confirmed(written.found, []));
    }
    countUnsettled(asked, -1);
  };

  return {
    other: async (half) => {
      const { route, subjects, selection, ask, answered, by } = half;
      const turn = answered === 'control' ? route.candidate : route.control;
      const other = await askSystem(turn, subjects, selection, ask);
      if (answered === 'control') tally(half, other);
      const [control, candidate] = answered === 'control' ? [by, other] : [other, by];
      for (const found of await judged(half, control, candidate)) write(half, found);
    },
    both: async (asked) => {
      const all = await askBoth(asked);
      for (const found of all) write(asked, found);
      return all;
    },
    noise: async (asked, first) => {
      const { route, subjects, selection, ask } = asked;
      const again = await askSystem(route.control, subjects, selection, ask);
      const itself = { ...route, candidate: route.control };
      const of: BothAsked = { ...asked, route: itself, origin: 'noise' };
      // A control that fails says nothing, of itself either.
      for (const found of await judged(of, first, again))
        if (found.outcome !== 'candidate-failed' && found.outcome !== 'control-failed') write(of, found);
    },
    settleDue: () => {
      const until = clock.millis() + SETTLING_MS;
      const next = () => (!stopped && clock.millis() < until ? settling.next() : undefined);
      return fewAtOnce(next, settings.concurrent, settle);
    },
    settling: () => {
      const routes = new Map<string, number>();
      for (const { asked } of settling.all()) routes.set(asked.route.id, (routes.get(asked.route.id) ?? 0) + 1);
      return routes;
    },
    stop: () => {
      stopped = true;
    },
    unsettled: (rehearsal) => (rehearsal === undefined ? settling.waiting() : (unsettledOf.get(rehearsal) ?? 0)),
  };
};
