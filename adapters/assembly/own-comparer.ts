import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { now } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import { seldomLine } from '../../schema/told-seldom';
import { CAUSEWAY, createMoves, type Moves } from '../ledger';
import { endMigrationAlert, raiseMigrationAlert } from '../migration/alerts';
import { installationKey } from '../settings/installation-key';
import type { ShadowSection } from '../settings/shadow';
import {
  budgetFromStore,
  createGoBack,
  differingKey,
  openComparer,
  SHADOW_SETTINGS,
  stageBefore,
  type CountLoss,
  type OpenComparerMeans,
  type OpenedComparer,
  type RouteShadowing,
  type ShadowSettings,
} from '../shadow';
import { ledgerSettings } from './ledger-settings';
import type { MigrationParts } from './migration';

type Comparing = Pick<ShadowSection, 'percent' | 'every' | 'noise' | 'settle' | 'inUsersName'>;

const comparing = ({ percent, every, noise, settle, inUsersName }: Comparing): Partial<RouteShadowing> => ({
  ...(percent !== undefined && { percent }),
  ...(every !== undefined && { everyMs: every }),
  ...(noise !== undefined && { noisePercent: noise }),
  ...(settle !== undefined && { settleMs: settle }),
  ...(inUsersName !== undefined && { inUsersName }),
});

/** How reads are compared, by the settings of an estate. */
export const shadowSettings = ({ shadow = {} }: MigrationParts['estate']): ShadowSettings => ({
  ...{ ...SHADOW_SETTINGS, ...comparing(shadow) },
  routes: new Map((shadow.routes ?? []).map(({ route, ...own }) => [route, comparing(own)])),
});

/** What comparing takes of its surroundings, wherever it runs. */
export const comparingMeans = ({ log, clock, elapsedMs }: Pick<MigrationParts, 'log' | 'clock' | 'elapsedMs'>) => {
  const seldom = seldomLine(clock, log);
  return {
    /** 0 to 1, in steps finer than any per cent. */
    random: (): number => randomInt(1_000_000) / 1_000_000,
    elapsedMs: elapsedMs ?? (() => performance.now()),
    unexpected: (error: unknown): void =>
      seldom(`comparing failed (${faultName(error)}); live answers are not touched by it`),
  };
};

export type ComparerParts = Pick<
  MigrationParts,
  'store' | 'clock' | 'log' | 'environment' | 'estate' | 'identity' | 'recorder' | 'guard' | 'elapsedMs'
> &
  Pick<OpenComparerMeans, 'connections' | 'activeMs'>;

/** Sends a ramp back, and tells planners with it, each time anew. */
export const goBackBy = (moves: Moves, { store, clock, log }: Pick<MigrationParts, 'store' | 'clock' | 'log'>) =>
  createGoBack({
    stageBefore: (route) => stageBefore(store, route),
    move: async (route, stage, reason) => {
      const move = { route, stage, percent: null, sites: [], reason };
      const { group } = await moves.move(move, CAUSEWAY, async (trx) => {
        const since = now(clock);
        await endMigrationAlert(trx, 'rolled-back', route, since);
        await raiseMigrationAlert(trx, { kind: 'rolled-back', about: route, since, words: reason });
      });
      return group.length > 0;
    },
    failed: (about, words) => {
      log(`${about}: ${words}`);
      return raiseMigrationAlert(store.db, { kind: 'roll-back-failed', about, since: now(clock), words });
    },
  });

/** Compares, rehearses and watches ramps in the thread that opens it. */
export const openOwnComparer = (parts: ComparerParts, count: CountLoss): OpenedComparer => {
  const { store, clock, log, estate } = parts;
  const settings = shadowSettings(estate);
  const goBack = goBackBy(createMoves({ store, clock, kinds: ledgerSettings(estate).kinds }), parts);
  return openComparer({
    ...{ ...comparingMeans(parts), store, clock, log, count, connections: parts.connections, recorder: parts.recorder },
    ...{ index: parts.identity, settings, budgetOf: (route) => budgetFromStore(store, settings, route) },
    key: differingKey(installationKey(parts.environment)),
    ...(parts.guard && { guard: parts.guard }),
    ...(parts.activeMs && { activeMs: parts.activeMs }),
    ...(estate.shadow?.watch !== undefined && { watchEveryMs: estate.shadow.watch }),
    goBack: ({ route }, reason) => goBack(route.id, reason),
  });
};
