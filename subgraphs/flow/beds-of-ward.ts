import type { RoutedAnswer } from '../../schema/capabilities';
import type { Bed, BedHousekeeping, BedStatus, WardKey } from '../../schema/clinical/location';
import { askPlaces } from '../asking';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';

/** A bed of the stock, its occupant, and what the ward's own system says of it. */
export interface WardBed extends Bed {
  /** Null when nobody who would know could be asked. */
  readonly housekeeping: BedHousekeeping | null;
}

export interface BedsOfWard {
  readonly beds: readonly WardBed[];
  readonly answers: readonly RoutedAnswer<readonly (Bed | BedHousekeeping)[]>[];
}

/**
 * An occupied bed is occupied, whoever says what else. An empty one is ready, closed or being cleaned only on the word
 * of the system that keeps house; without it nobody knows, and an unknown bed is never offered as free.
 */
const statusOf = (bed: Bed, housekeeping: BedHousekeeping | null): BedStatus => {
  if (bed.status !== 'unoccupied') return bed.status;
  if (!housekeeping) return 'unknown';
  return housekeeping.status === 'occupied' ? 'unknown' : housekeeping.status;
};

/** The beds of a ward and who lies in them. */
export const stockOf = (context: SubgraphContext, { organisation, code }: WardKey) =>
  askPlaces(context, 'bed-state', [{ organisation, ward: code }]);

/** What the ward's own system says of its beds. */
export const housekeepingOf = (context: SubgraphContext, { organisation, code }: WardKey) =>
  askPlaces(context, 'bed-housekeeping', [{ organisation, ward: code }]);

export const bedsOfWard = async (context: SubgraphContext, ward: WardKey): Promise<BedsOfWard> => {
  const [stock, housekeeping] = await Promise.all([stockOf(context, ward), housekeepingOf(context, ward)]);
  const kept = new Map(recordsOf(housekeeping).map((record) => [record.key, record]));
  const beds = recordsOf(stock).map((bed) => {
    const own = kept.get(bed.key) ?? null;
    return { ...bed, housekeeping: own, status: statusOf(bed, own) };
  });
  return { beds, answers: [...stock, ...housekeeping] };
};
