import { failed, type Answer } from '../../schema/answer';
import type { Ask, Place, Selection } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import { unabandoned } from '../../schema/unabandoned';
import { CAUSEWAY } from '../ledger';
import type { Connected, GuardSettings } from '../routing';
import { createAskInstance } from '../routing/ask-instance';
import type { AnswerCache } from '../routing/cache';
import { createGuard, GUARD_SETTINGS, type Guard } from '../routing/guard';
import { countOf, type Subjects } from './asked';

export interface AskSystemMeans {
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly guard?: Partial<GuardSettings>;
}

export interface SystemAnswers {
  /** One for each subject, in order. */
  readonly answers: readonly Answer<unknown>[];
  readonly ms: number;
}

/** Asks one system off the live path: never throws, and takes nothing of what live reads share. */
export type AskSystem = (
  instance: InstanceName,
  subjects: Subjects,
  selection: Selection,
  ask: Ask,
) => Promise<SystemAnswers>;

/** Few for each purpose: the system answers live reads at the same time. */
const AT_ONCE = 4;

/** Two answers a moment apart are what is compared: neither may be an old one. */
const NO_CACHE: AnswerCache = {
  get: (keys) => Promise.resolve(keys.map(() => undefined)),
  put: () => undefined,
};

const notAskable = (instance: InstanceName, subjects: Subjects): SystemAnswers => {
  const message = `${instance} cannot be asked for ${subjects.capability}: no adapter is connected that answers it`;
  const answer = failed<unknown>(systemError('SOURCE_NOT_CONNECTED', instance, message));
  return { answers: Array.from({ length: countOf(subjects) }, () => answer), ms: 0 };
};

/** With a guard of its own for each instance, and a deadline and a signal of its own for each ask. */
export const createAskSystem = ({ connections, clock, deadlineMs, guard }: AskSystemMeans): AskSystem => {
  const guards = new Map<string, Guard>();
  const guardFor =
    (purpose: string) =>
    (instance: InstanceName): Guard => {
      const key = `${purpose} ${instance}`;
      const own = guards.get(key) ?? createGuard({ ...GUARD_SETTINGS, concurrent: AT_ONCE, ...guard }, () => undefined);
      guards.set(key, own);
      return own;
    };
  const askFor = (purpose: string) =>
    createAskInstance({ guardOf: guardFor(purpose), cache: NO_CACHE, clock, metrics: {}, marginMs: 0 });
  let asks = 0;

  return async (instance, subjects, selection, asked) => {
    // When a live answer gave its systems up is over by now, and nothing to go by here.
    const { giveUpAt: _, ...ask } = asked;
    const connected = connections.get(instance);
    const provision = connected?.kind.provides[subjects.capability];
    // Each ask is its own: one that joined another's would compare an answer with itself.
    const mark = (asks += 1);
    // Probes judge a ramp: they wait neither for live comparisons nor for a rehearsal, or our own queue would count as theirs.
    const askInstance = askFor(ask.viewer.userId === CAUSEWAY.userId ? ask.operation : 'live');
    const of = {
      ...{ instance, capability: subjects.capability, cacheable: false },
      ask: { ...ask, deadline: clock.millis() + deadlineMs, signal: unabandoned() },
    };
    if (subjects.of === 'people') {
      const call = connected?.connection.sources.people[subjects.capability];
      if (!call || !provision) return notAskable(instance, subjects);
      return askInstance<PersonIdentity, unknown>({
        ...{ ...of, provision, subjects: subjects.people },
        keyOf: ({ id }) => `${mark} ${id}`,
        call: (people, asking) => call(people, selection, asking),
      });
    }
    const call = connected?.connection.sources.places[subjects.capability];
    if (!call || !provision) return notAskable(instance, subjects);
    return askInstance<Place, unknown>({
      ...{ ...of, provision, subjects: subjects.places },
      keyOf: ({ organisation, ward }) => `${mark} ${organisation} ${ward ?? ''}`,
      call: (places, asking) => call(places, selection, asking),
    });
  };
};
