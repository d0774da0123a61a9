import type { Kysely, Selectable } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { Obstacle, WaitingOverride } from '../../schema/migration/plan';
import { DAY, instantOf } from '../../schema/time';
import type { RetirementOverrideTable } from '../store/tables/retirement';
import type { Tables } from '../store';

/** A wish older than this is nobody's any more. */
const WAITS_MS = 7 * DAY;

/** What stands in the way, the same however often a reader came meanwhile: `kind: who or what`. */
export const obstacleNames = (obstacles: readonly Obstacle[]): string[] => [
  ...new Set(obstacles.map(({ kind, about }) => `${kind}: ${about}`)),
];

/** Whether a wish still waits at a moment (ms). Nobody's yes to two obstacles is a yes to a third. */
export const overrideStands = (
  { at, obstacles }: Pick<Selectable<RetirementOverrideTable>, 'at' | 'obstacles'>,
  standing: readonly Obstacle[],
  now: number,
): boolean => at.getTime() > now - WAITS_MS && obstacleNames(standing).every((one) => obstacles.includes(one));

/** Those that stand at a moment (ms). `gates` is asked only for systems that somebody wished to override. */
export const waitingOverrides = async (
  db: Kysely<Tables>,
  systems: readonly InstanceName[],
  gates: (systems: readonly InstanceName[]) => Promise<readonly (readonly Obstacle[] | null)[]>,
  now: number,
): Promise<readonly (WaitingOverride | null)[]> => {
  const wishes = await db.selectFrom('retirement_override').selectAll().where('system', 'in', systems).execute();
  const wished = wishes.map(({ system }) => system as InstanceName);
  const standing = wished.length === 0 ? [] : await gates(wished);
  const waiting = new Map(
    wishes.flatMap((wish, at) => {
      const { system, user_name: by, role, reason } = wish;
      const obstacles = standing[at];
      return obstacles && obstacles.length > 0 && overrideStands(wish, obstacles, now)
        ? [[system, { by, role, at: instantOf(wish.at.getTime()), reason }] as const]
        : [];
    }),
  );
  return systems.map((system) => waiting.get(system) ?? null);
};
