import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { now } from '../../schema/clock';
import type { Evidence } from '../../schema/migration/evidence';
import { CAUSEWAY, type Moves } from '../ledger';
import { endMigrationAlert, raiseMigrationAlert } from '../migration/alerts';
import { createEvidence } from '../migration/evidence';
import type { DoorObserver } from '../routing/observer';
import { installationKey } from '../settings/installation-key';
import type { ShadowSection } from '../settings/shadow';
import {
  budgetFromStore,
  createGoBack,
  differingKey,
  openShadow,
  SHADOW_SETTINGS,
  stageBefore,
  type CountedFate,
  type RouteShadowing,
  type ShadowSettings,
} from '../shadow';
import type { MigrationParts } from './migration';

type Comparing = Pick<ShadowSection, 'percent' | 'every' | 'noise' | 'settle' | 'inUsersName'>;

const comparing = ({ percent, every, noise, settle, inUsersName }: Comparing): Partial<RouteShadowing> => ({
  ...(percent !== undefined && { percent }),
  ...(every !== undefined && { everyMs: every }),
  ...(noise !== undefined && { noisePercent: noise }),
  ...(settle !== undefined && { settleMs: settle }),
  ...(inUsersName !== undefined && { inUsersName }),
});

const settingsOf = (section: ShadowSection): ShadowSettings => ({
  ...{ ...SHADOW_SETTINGS, ...comparing(section) },
  routes: new Map((section.routes ?? []).map(({ route, ...own }) => [route, comparing(own)])),
});

/** 0 to 1, in steps finer than any per cent. */
const random = (): number => randomInt(1_000_000) / 1_000_000;

export interface OpenedEvidence {
  readonly evidence: Evidence;
  readonly observer: DoorObserver;
  /** What became of live reads that may be compared, in this process since it began. */
  readonly fates: () => readonly CountedFate[];
  close(): Promise<void>;
}

/** Compares, rehearses, watches ramps, and tells planners of it. */
export const openEvidence = (parts: MigrationParts, moves: Pick<Moves, 'move'>): OpenedEvidence => {
  const { store, clock, log, connections, identity, recorder, estate } = parts;
  const section = estate.shadow ?? {};
  const key = differingKey(installationKey(parts.environment));
  const budgetOf = (route: string) => budgetFromStore(store, route);
  const goBack = createGoBack({
    stageBefore: (route) => stageBefore(store, route),
    move: async (route, stage, reason) => {
      await moves.move({ route, stage, percent: null, sites: [], reason }, CAUSEWAY);
    },
    failed: (about, words) => {
      log(`${about}: ${words}`);
      return raiseMigrationAlert(store.db, { kind: 'roll-back-failed', about, since: now(clock), words });
    },
  });
  const opened = openShadow({
    ...{ store, clock, connections, recorder, key, random, log, budgetOf },
    elapsedMs: parts.elapsedMs ?? (() => performance.now()),
    index: identity,
    settings: settingsOf(section),
    ...(parts.guard && { guard: parts.guard }),
    ...(section.watch !== undefined && { watchEveryMs: section.watch }),
    goBack: async ({ route }, reason) => {
      await goBack(route.id, reason);
      await endMigrationAlert(store.db, 'roll-back-failed', route.id, now(clock));
    },
    alert: (about, words) => raiseMigrationAlert(store.db, { kind: 'rolled-back', about, since: now(clock), words }),
    unexpected: (error) =>
      log(`comparing failed (${error instanceof Error ? error.name : 'unknown'}); live answers are not touched by it`),
  });
  return {
    evidence: createEvidence({
      ...{ store, clock, recorder, key, budgetOf },
      index: identity,
      rehearsals: opened.rehearsals,
    }),
    observer: opened.shadow.observer,
    fates: () => opened.shadow.fates(),
    close: () => opened.close(),
  };
};
