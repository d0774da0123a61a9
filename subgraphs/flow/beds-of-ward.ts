import type { RoutedAnswer } from '../../schema/capabilities';
import type { Bed, BedHousekeeping, BedStatus, WardKey } from '../../schema/clinical/location';
import { askPlaces } from '../asking';
import { valuesOf } from '../completeness';
import { wardKeyText } from '../places';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';

/** A bed of the stock, its occupant, and what the ward's own system says of it. */
export interface WardBed extends Bed {
  /** Null when nobody who would know could be asked. */
  readonly housekeeping: BedHousekeeping | null;
}

export interface BedsOfWard {
  readonly beds: readonly WardBed[];
  readonly byCode: ReadonlyMap<string, WardBed>;
  /** False when nobody said which beds there are: then `beds` is empty, and says nothing. */
  readonly told: boolean;
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

/** What the systems that know the stock say of a ward, with its beds by their codes. */
export interface StockOfWard {
  readonly answers: readonly RoutedAnswer<readonly Bed[]>[];
  readonly byCode: ReadonlyMap<string, Bed>;
}

/** Of two beds with one code the first stands, as in a list. */
const byCode = <B extends Bed>(beds: readonly B[]): ReadonlyMap<string, B> =>
  new Map([...beds].reverse().map((bed) => [bed.code, bed]));

/** Of thirty beds of a ward each asks for its ward's: put together once a request. */
const oncePerWard =
  <T>(read: (context: SubgraphContext, ward: WardKey) => Promise<T>) =>
  (context: SubgraphContext, ward: WardKey): Promise<T> => {
    const known = context.once(read, () => new Map<string, Promise<T>>());
    const key = wardKeyText(ward);
    const reading = known.get(key) ?? read(context, ward);
    known.set(key, reading);
    return reading;
  };

/** The beds of a ward and who lies in them. */
export const stockOf = oncePerWard(async (context, { organisation, code }): Promise<StockOfWard> => {
  const answers = await askPlaces(context, 'bed-state', [{ organisation, ward: code }]);
  return { answers, byCode: byCode(recordsOf(answers)) };
});

/** What the ward's own system says of its beds. */
export const housekeepingOf = (context: SubgraphContext, { organisation, code }: WardKey) =>
  askPlaces(context, 'bed-housekeeping', [{ organisation, ward: code }]);

export const bedsOfWard = oncePerWard(async (context, ward): Promise<BedsOfWard> => {
  const [stock, housekeeping] = await Promise.all([stockOf(context, ward), housekeepingOf(context, ward)]);
  const kept = new Map(recordsOf(housekeeping).map((record) => [record.key, record]));
  const beds = recordsOf(stock.answers).map((bed) => {
    const own = kept.get(bed.key) ?? null;
    return { ...bed, housekeeping: own, status: statusOf(bed, own) };
  });
  return {
    beds,
    byCode: byCode(beds),
    told: valuesOf(stock.answers).length > 0,
    answers: [...stock.answers, ...housekeeping],
  };
});
