import { now, type Clock } from '../../schema/clock';
import type { Migration } from '../../schema/migration';
import type { Plan } from '../../schema/migration/plan';
import type { UseRecorder } from '../../schema/migration/use';
import type { RecordIds } from '../../schema/record-id';
import type { Audit } from '../audit';
import type { InboxOperations } from '../inbox';
import { createMoves, registerRows, type Ledger } from '../ledger';
import type { IdentityIndex } from '../identity';
import { createMigration } from '../migration';
import { readAgreement } from '../migration/agreement';
import { startMilestones } from '../migration/milestones-job';
import { createMoveEffect } from '../migration/move-effect';
import { createPlan } from '../migration/plan';
import { createRegister } from '../migration/register';
import { migrationRoutes } from '../migration/route-view';
import { createRouteMoves } from '../migration/routes';
import type { Connected, DoorMetrics, GuardSettings, Recorder } from '../routing';
import { refuseLostArchives } from '../routing/archives';
import { fanOut, type DoorObserver } from '../routing/observer';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import type { InstanceName } from '../../schema/identifiers';
import type { Store } from '../store';
import { openUsage } from '../usage';
import type { ComparingThreadSettings } from './comparing-thread';
import { openEvidence, type OpenedEvidence } from './evidence';
import type { feedsOf } from './feeds';
import { kindOf } from './kinds';
import { ledgerSettings } from './ledger-settings';

/** What the ledger's parts may be made of. */
export interface MigrationParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly environment: Environment;
  readonly estate: Estate;
  readonly ledger: Ledger;
  readonly identity: IdentityIndex;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  readonly recorder: Recorder;
  readonly audit: Audit;
  readonly ids: RecordIds;
  readonly feeds: ReturnType<typeof feedsOf>;
  readonly operations: InboxOperations;
  readonly metrics?: DoorMetrics;
  readonly guard?: Partial<GuardSettings>;
  /** Milliseconds that only go forwards; the process's own where not given. */
  readonly elapsedMs?: () => number;
  /** Where it is given, all that comparing costs falls on a thread of its own, which is given this. */
  readonly comparingThread?: ComparingThreadSettings;
}

export interface OpenedMigration {
  readonly migration: Migration;
  /** Told of every read that was answered. */
  readonly observer: DoorObserver;
  /** Told what every answer was made of; undefined where nobody counts. */
  readonly use: UseRecorder | undefined;
  /** What became of live reads that may be compared. */
  readonly fates: OpenedEvidence['fates'];
  close(): Promise<void>;
}

/** Opens the ledger's four parts. One line makes each; what they run until the end is closed in reverse. Throws ImpossibleRoutes. */
export const openMigration = async (parts: MigrationParts): Promise<OpenedMigration> => {
  const { store, clock, recorder } = parts;
  refuseLostArchives(
    parts.ledger,
    new Set(parts.estate.instances.map(({ name }) => name)),
    (instance, capability) => kindOf(instance)?.kind.provides[capability]?.from === 'projection',
  );
  const register = createRegister({ store, clock, recorder });
  const moves = createMoves({ store, clock, kinds: ledgerSettings(parts.estate).kinds });
  const routes = createRouteMoves({
    ...{ store, clock, recorder, moves },
    effectOf: createMoveEffect({ store, clock, whatIf: (question, ask) => plan.whatIf(question, ask) }),
  });

  // Evidence: what comparing, rehearsing and ramping found.
  const compared = openEvidence(parts);
  const { evidence } = compared;

  // Plan: what is read, what is covered, what is ready, and what may go.
  const usage = openUsage(parts.store, parts.clock, parts.log);
  const counting = parts.environment.USE_RECORDING === 'on';
  const counts: readonly DoorObserver[] = counting ? [usage.observer] : [];
  const plan: Plan = createPlan({
    ...{ store: parts.store, clock: parts.clock, log: parts.log, recorder: parts.recorder },
    feeds: parts.feeds.map(({ name, instance, profile: { silenceMs } }) => ({ name, instance, silenceMs })),
    kindOf: (instance) => kindOf(instance)?.kind,
    systems: async () => (await registerRows(store.db)).map(({ system }) => system),
    routes: () => migrationRoutes(store.db, now(clock)),
    agreement: (route, window) => readAgreement(store, { route, window }),
    ...(parts.estate.gate && { gate: parts.estate.gate }),
    counted: () => usage.flush(),
  });
  const milestones = startMilestones(parts.store, parts.clock, parts.log);

  return {
    migration: createMigration({ register, routes, evidence, plan }),
    observer: fanOut([compared.observer, ...counts], (error, capability) =>
      parts.metrics?.unexpected?.(error, { capability }),
    ),
    use: counting ? usage.use : undefined,
    fates: compared.fates,
    close: async () => {
      await compared.close();
      await milestones.close();
      await usage.close();
    },
  };
};
