import { now, type Clock } from '../../schema/clock';
import type { Ask } from '../../schema/capabilities';
import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { DAY, instantOf, type DateRange } from '../../schema/time';
import { SourceFault, type Connection, type Visits } from '../contract';
import type { IdentityIndex } from '../identity';
import { holdersOf, type Holder, type Ledger } from '../ledger';
import { VISIT_DAYS, type RelationshipWindows } from '../relationships';
import type { GuardSettings, Recorder } from '../routing';
import { deadlineAt } from '../routing/deadline';
import { createGuard, GUARD_SETTINGS, type Guard } from '../routing/guard';
import { systemAsk } from '../shadow/system-ask';
import type { Store } from '../store';
import { daysOf } from './days';
import { claimAsking, forgetToldBefore, keepDay, keepTold } from './visit-rows';
import { whoseVisit } from './whose-visit';

export interface VisitWatchMeans {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'routesFor'>;
  readonly connections: ReadonlyMap<InstanceName, { readonly connection: Pick<Connection, 'visits'> }>;
  readonly identity: Pick<IdentityIndex, 'bySubjects'>;
  readonly recorder: Pick<Recorder, 'answered'>;
  /** Within which a visit is a relationship: what lies beyond is not asked for. */
  readonly windows: Pick<RelationshipWindows, 'clinicDaysBefore' | 'clinicDaysAfter'>;
  readonly log: (line: string) => void;
  /** 0 for never by itself. */
  readonly everyMs: number;
  readonly guard?: Partial<GuardSettings>;
}

export interface VisitWatch {
  /** Asks whatever is due now. Never rejects: a system that fails leaves what is known as it was. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** For one day's visits. */
const DEADLINE_MS = 10_000;
/** A timer may come a little early, and must not be put off to the next one. */
const EARLY = 0.9;

/** A system that answers for an organisation's appointments, and says whom it visits. */
interface VisitHolder extends Holder {
  readonly visits: Visits;
}

const holdersOfVisits = ({ ledger, connections }: VisitWatchMeans): readonly VisitHolder[] =>
  holdersOf(ledger, 'appointments').flatMap((holder) => {
    const visits = connections.get(holder.instance)?.connection.visits;
    // They are those of the system's own organisation, whatever else it answers for.
    const own = instanceParts(holder.instance).organisation === holder.organisation;
    return visits && own ? [{ ...holder, visits }] : [];
  });

/**
 * Asks the systems every so often, in Causeway's own name, whom their organisation visits, and keeps it: an admission
 * reads relationships from our own store and never asks a system (design, section 6). Day by day, so that a large
 * organisation's answer is never in memory whole, nor cut off. On record before it is asked; one process of all asks.
 */
export const startVisitWatch = (means: VisitWatchMeans): VisitWatch => {
  const { store, clock, everyMs, windows } = means;
  const guards = new Map<InstanceName, Guard>();
  const guardOf = (instance: InstanceName): Guard => {
    const own = guards.get(instance) ?? createGuard({ ...GUARD_SETTINGS, ...means.guard }, () => undefined);
    guards.set(instance, own);
    return own;
  };
  const silent = new Set<InstanceName>();
  let closed = false;
  const inDays = (days: number) => instantOf(clock.millis() + days * DAY);

  /** Whether the day was told whole. Throws where the system could not be asked. */
  const askDay = async (holder: VisitHolder, day: DateRange, asking: Ask): Promise<boolean> => {
    const deadline = deadlineAt(clock.millis() + DEADLINE_MS, 0, clock);
    try {
      const answer = await guardOf(holder.instance).run(
        (signal) => holder.visits.during(day, { ...asking, deadline: clock.millis() + DEADLINE_MS, signal }),
        deadline,
      );
      if (answer.kind !== 'found') return false;
      // One in doubt could be anybody's, and opens nobody's record.
      const people = await means.identity.bySubjects(answer.value.map(({ subject }) => subject));
      await keepDay(store, holder, {
        ...{ day, complete: answer.complete, at: now(clock), keys: answer.value.map(({ key }) => key) },
        visits: answer.value.flatMap((visit, at) => {
          const whose = whoseVisit(visit, people[at]);
          return whose ? [{ key: visit.key, start: visit.start, status: visit.status, whose }] : [];
        }),
      });
      return answer.complete;
    } catch (error) {
      // Nonsense about one day says nothing of the others.
      if (error instanceof SourceFault && error.code === 'SOURCE_INVALID') return false;
      throw error;
    } finally {
      deadline.done();
    }
  };

  const ask = async (holder: VisitHolder): Promise<void> => {
    const { instance, organisation } = holder;
    const due = { now: now(clock), notSince: instantOf(clock.millis() - everyMs * EARLY) };
    if (!(await claimAsking(store, holder, due))) return;
    const asking = systemAsk('Visits', `${organisation}/appointments`, clock, DEADLINE_MS);
    await means.recorder.answered({
      ...{ ask: asking, capability: 'appointments', persons: [], places: [{ organisation }], instances: [instance] },
      note: 'whom it visits',
    });
    let whole = true;
    for (const day of daysOf({ from: inDays(-windows.clinicDaysAfter), to: inDays(windows.clinicDaysBefore) })) {
      if (closed) return;
      whole = (await askDay(holder, day, asking)) && whole;
    }
    if (!whole) throw new Error('not told whole');
    await keepTold(store, instance, now(clock));
    if (silent.delete(instance)) means.log(`${instance} says again whom it visits`);
  };

  const askOne = (holder: VisitHolder): Promise<void> =>
    ask(holder).catch(() => {
      if (silent.has(holder.instance)) return;
      silent.add(holder.instance);
      means.log(
        `${holder.instance} did not say, or not whole, whom it visits; what it does not tell stands until it does, or was last told ${VISIT_DAYS} days ago`,
      );
    });

  let looking: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    looking = looking.then(async () => {
      await Promise.all(holdersOfVisits(means).map(askOne));
      // Where the store could not be reached, the next look does it.
      await forgetToldBefore(store, inDays(-VISIT_DAYS)).catch(() => undefined);
    });
    return looking;
  };
  const timer = everyMs > 0 ? setInterval(() => void look(), everyMs) : undefined;
  timer?.unref();
  if (everyMs > 0) void look();
  return {
    look,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await looking;
    },
  };
};
