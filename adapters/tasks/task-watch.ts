import { now, type Clock } from '../../schema/clock';
import type { Escalation } from '../../schema/clinical/observation';
import type { PersonIdentity } from '../../schema/clinical/person';
import { parseOdsCode, type InstanceName, type OdsCode } from '../../schema/identifiers';
import { DAY, instantOf } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import { answering, type Ledger } from '../ledger';
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

/** A system that answers for escalations, and whose. */
interface TaskHolder {
  readonly instance: InstanceName;
  readonly organisation: OdsCode;
}

const holdersOf = ({ ledger, connections }: TaskWatchMeans): readonly TaskHolder[] => {
  const holders = ledger.routesFor('escalations').flatMap((route): readonly TaskHolder[] => {
    const organisation = parseOdsCode(route.organisation);
    // On a ramp some people's tasks are already in the other system.
    const instances = route.stage === 'ramp' ? [route.control, route.candidate] : [answering(route)];
    return instances.flatMap((instance) => {
      const askable = instance !== undefined && connections.get(instance)?.connection.sources.places.escalations;
      return organisation !== null && instance !== undefined && askable ? [{ instance, organisation }] : [];
    });
  });
  return [...new Map(holders.map((one) => [`${one.instance} ${one.organisation}`, one])).values()];
};

/**
 * The record that the task names, else another system's by the same number, as the PAS keys its own. None else: where
 * records are parted again, one that the task does not speak of may turn out to be somebody else's.
 */
const recordOf = ({ subject: { record } }: Escalation, { records }: PersonIdentity) => {
  const same = records.filter(({ recordId }) => recordId === record?.recordId);
  return same.find(({ instance }) => instance === record?.instance) ?? same[0];
};

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
      const record = person ? recordOf(task, person) : undefined;
      if (record === undefined) return [];
      const of = { key: task.key, recordInstance: record.instance, recordId: record.recordId };
      return ownersOf(task).map((owner) => ({ ...owner, ...of, authoredOn: task.authoredOn }));
    });
  };

  const ask = async ({ instance, organisation }: TaskHolder): Promise<void> => {
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

  const askOne = (holder: TaskHolder): Promise<void> =>
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
      await Promise.all(holdersOf(means).map(askOne));
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
