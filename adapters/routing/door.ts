import type { Door } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import { rolePolicy, type Policy } from '../access';
import type { Audit } from '../audit';
import type { IdentityIndex } from '../identity';
import { REGISTERED_PRACTICE, type Ledger, type RampUnits } from '../ledger';
import type { Relationships } from '../relationships';
import { createAdmission } from './admission';
import { createAnswerSchedule, type AnswerSchedule } from './answer-schedule';
import { createAskInstance } from './ask-instance';
import { createAnswerCache, type AnswerCache } from './cache';
import type { DoorParts } from './door-parts';
import { createForPeople } from './for-people';
import { createForPlaces } from './for-places';
import { createGuard, GUARD_SETTINGS, type Guard, type GuardSettings } from './guard';
import { createDoorIdentity } from './identity';
import type { DoorMetrics } from './metrics';
import { fanOut, type DoorObserver } from './observer';
import { createRamp } from './ramp';
import { createRecorder } from './recorder';
import { createSystems, type Connected } from './systems';

export interface DoorMeans {
  readonly ledger: Ledger;
  /** Whose bucket says when they come on a ramp. */
  readonly rampUnits: RampUnits;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  readonly identity: IdentityIndex;
  /** Which systems tell the index of people; none when absent. */
  readonly tellers?: Door['identity']['tellers'];
  readonly audit: Audit;
  readonly clock: Clock;
  /** Handed on to the subgraphs as they are. */
  readonly ids: Door['ids'];
  readonly imagingLinks: Door['imagingLinks'];
  /** Authorises and audits by itself, with the same policy and the same audit. */
  readonly inbox: Door['inbox'];
  /** Authorises and audits by itself, too. */
  readonly access: Door['access'];
  /** Who has to do with whom. */
  readonly relationships: Relationships;
  /** Authorises and audits by itself, too. */
  readonly migration: Door['migration'];
  /** Told of every read that was answered; never waited for. */
  readonly observer?: DoorObserver;
  /** Counts who reads what; the subgraphs tell it. */
  readonly use?: NonNullable<Door['use']> | undefined;
  /** The role table unless another is given. */
  readonly policy?: Policy;
  readonly metrics?: DoorMetrics;
  readonly guard?: Partial<GuardSettings>;
  /** Where answers are kept; in this process when absent. */
  readonly cache?: AnswerCache;
  /** Milliseconds before the deadline at which systems are given up, to mask, audit and answer; 50. */
  readonly marginMs?: number;
  /** When "nobody" is answered; by this clock when absent. */
  readonly schedule?: AnswerSchedule;
}

/** Answers kept at most in this process. */
const MOST_KEPT = 20_000;

/** The one door from a subgraph to the systems (design, section 3). Choosing a route asks nobody. */
export const createDoor = (means: DoorMeans): Door => {
  const { ledger, connections, clock, metrics = {} } = means;
  const policy = means.policy ?? rolePolicy;
  const recorder = createRecorder(means.audit, policy, metrics);
  const admission = createAdmission(means.relationships, policy, recorder, clock, means.identity);
  const schedule = means.schedule ?? createAnswerSchedule(clock);
  const tellers = means.tellers ?? (() => Promise.resolve([]));
  const identity = createDoorIdentity(means.identity, recorder, { policy, admission, schedule, clock, tellers });
  const ramp = createRamp({ ledger, rampUnits: means.rampUnits, recorder, identity, clock });
  const observer = fanOut([means.observer ?? null], (error, capability) => metrics.unexpected?.(error, { capability }));
  const guards = new Map<InstanceName, Guard>();
  const guardOf = (instance: InstanceName): Guard => {
    const guard =
      guards.get(instance) ??
      createGuard({ ...GUARD_SETTINGS, ...means.guard }, (state) => metrics.breaker?.({ instance, state }));
    guards.set(instance, guard);
    return guard;
  };
  const askInstance = createAskInstance({
    guardOf,
    cache: means.cache ?? createAnswerCache(MOST_KEPT, clock),
    clock,
    metrics,
    marginMs: means.marginMs ?? 50,
  });

  const systems = createSystems({ ledger, connections, askInstance });
  const parts: DoorParts = { systems, recorder, admission, identity, index: means.identity, ramp, schedule, observer };

  return {
    identity,
    ids: means.ids,
    imagingLinks: means.imagingLinks,
    inbox: means.inbox,
    access: means.access,
    migration: means.migration,
    ...(means.use && { use: means.use }),
    forPeople: createForPeople(parts),
    forPlaces: createForPlaces(parts),
    organisations: (capability) => {
      const names = new Map<OdsCode, string>();
      for (const { organisation, control } of ledger.routesFor(capability))
        if (organisation !== REGISTERED_PRACTICE && !names.has(organisation))
          names.set(organisation, ledger.system(control)?.organisationName ?? organisation);
      return [...names].map(([organisation, name]) => ({ organisation, name }));
    },
  };
};
