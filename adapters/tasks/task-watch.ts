import { now, type Clock } from '../../schema/clock';
import type { Escalation } from '../../schema/clinical/observation';
import type { InstanceName } from '../../schema/identifiers';
import { DAY, instantOf } from '../../schema/time';
import { recordNamed, type IdentityIndex } from '../identity';
import { holdersOf, type Holder, type Ledger } from '../ledger';
import { TASK_DAYS } from '../relationships';
import type { Connected, GuardSettings, Recorder } from '../routing';
import { createAskSystem } from '../shadow/ask-system';
import { systemAsk } from '../shadow/system-ask';
import type { Store } from '../store';
import { ownersOf } from './owners';
import { claimAsking, forgetRaisedBefore, keepTold, type TaskInHand } from './task-rows';

export interface TaskWatchMeans {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'routesFor'>;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  readonly identity: Pick<IdentityIndex, 'bySubjects'>;
  readonly recorder: Pick<Recorder, 'answered'>;
  readonly log: (line: string) => void;
  /** 0 for never by itself. */
  readonly everyMs: number;
  readonly guard?: Partial<GuardSettings>;
}

export interface TaskWatch {
  /** Asks whatever is due now. Never rejects: a system that fails leaves what is known as it was. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than any window of the settings reaches back. */
const KEPT_DAYS = TASK_DAYS + 366;
const DEADLINE_MS = 10_000;
/** A timer may come a little early, and must not be put off to the next one. */
const EARLY = 0.9;

const holdersOfTasks = ({ ledger, connections }: TaskWatchMeans): readonly Holder[] =>
  holdersOf(ledger, 'escalations').filter(
    ({ instance }) => connections.get(instance)?.connection.sources.places.escalations,
  );

/**
 * Asks the systems every so often, in Causeway's own name, in whose hands people's tasks are, and keeps it: an admission
 * reads relationships from our own store and never asks a system (design, section 6). It is the same ask whoever reads of
 * whom, so it tells nothing of anybody. On record before it is asked; one process of all asks.
 */
export const startTaskWatch = (means: TaskWatchMeans): TaskWatch => {
  const { store, clock, connections, everyMs } = means;
  const askSystem = createAskSystem({
    ...{ connections, clock, deadlineMs: DEADLINE_MS },
    ...(means.guard && { guard: means.guard }),
  });
  const silent = new Set<InstanceName>();
  const agoOf = (ms: number) => instantOf(clock.millis() - ms);

  const inHandOf = async (tasks: readonly Escalation[]): Promise<readonly TaskInHand[]> => {
    const owned = tasks.filter((task) => ownersOf(task).length > 0);
    // One in doubt could be anybody's, and opens nobody's record.
    const people = await means.identity.bySubjects(owned.map(({ subject }) => subject));
    return owned.flatMap((task, at) => {
      const person = people[at];
      const record = person ? recordNamed(task.subject, person) : undefined;
      if (record === undefined) return [];
      const of = { key: task.key, recordInstance: record.instance, recordId: record.recordId };
      return ownersOf(task).map((owner) => ({ ...owner, ...of, authoredOn: task.authoredOn }));
    });
  };

  const ask = async ({ instance, organisation }: Holder): Promise<void> => {
    if (!(await claimAsking(store, instance, { now: now(clock), notSince: agoOf(everyMs * EARLY) }))) return;
    const asking = systemAsk('TaskOwners', `${organisation}/escalations`, clock, DEADLINE_MS);
    const places = [{ organisation }];
    await means.recorder.answered({
      ...{ ask: asking, capability: 'escalations', persons: [], places, instances: [instance] },
      note: 'in whose hands tasks are',
    });
    const since = agoOf(TASK_DAYS * DAY);
    const subjects = { of: 'places', capability: 'escalations', places } as const;
    const { answers } = await askSystem(instance, subjects, { window: { from: since, to: now(clock) } }, asking);
    const [answer] = answers;
    if (answer?.kind !== 'found') throw new Error('not answered');
    const tasks = answer.value as readonly Escalation[];
    const keys = tasks.map(({ key }) => key);
    await keepTold(store, instance, {
      ...{ keys, inHand: await inHandOf(tasks), complete: answer.complete, at: now(clock) },
    });
    if (silent.delete(instance)) means.log(`${instance} says again in whose hands tasks are`);
  };

  const askOne = (holder: Holder): Promise<void> =>
    ask(holder).catch(() => {
      if (silent.has(holder.instance)) return;
      silent.add(holder.instance);
      means.log(
        `${holder.instance} did not say in whose hands tasks are; what is known stands until it does, or a task is ${TASK_DAYS} days old`,
      );
    });

  let looking: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    looking = looking.then(async () => {
      await Promise.all(holdersOfTasks(means).map(askOne));
      // Where the store could not be reached, the next look does it.
      await forgetRaisedBefore(store, agoOf(KEPT_DAYS * DAY)).catch(() => undefined);
    });
    return looking;
  };
  const timer = everyMs > 0 ? setInterval(() => void look(), everyMs) : undefined;
  timer?.unref();
  if (everyMs > 0) void look();
  return {
    look,
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};
