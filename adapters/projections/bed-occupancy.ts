import type { Warning } from '../../schema/answer';
import type { Encounter } from '../../schema/clinical/encounter';
import type { Bed } from '../../schema/clinical/location';
import type { Kept } from './fold/row';

export interface Occupancy {
  readonly beds: readonly Kept<Bed>[];
  readonly warnings: readonly Warning[];
}

const bedKey = (organisation: string, ward: string, code: string): string => `${organisation}|${ward}|${code}`;

/** Leave holds the bed: only these are in one. */
const holdsBed = (stay: Kept<Encounter>): boolean => stay.status === 'in-progress' || stay.status === 'onleave';

/**
 * Who is in which bed, from the stock and the stays. A stay in a bed that is not in the stock is shown as a bed by its
 * code: a person must never be missing from a board because a bed is. Two stays in one bed: the later-placed stands,
 * and the answer says so.
 */
export const occupancy = (stock: readonly Kept<Bed>[], stays: readonly Kept<Encounter>[]): Occupancy => {
  const beds = new Map(stock.map((bed) => [bed.key, bed]));
  let conflicts = 0;
  const since = (stay: Kept<Encounter>): string => stay.place?.period.start ?? '';
  const placed = stays
    .filter(holdsBed)
    .sort((a, b) => (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : a.key < b.key ? -1 : 1));
  for (const stay of placed) {
    const code = stay.place?.bed;
    if (stay.place === undefined || code === undefined) continue;
    const { ward } = stay.place;
    const key = bedKey(ward.organisation, ward.code, code);
    const bed = beds.get(key);
    if (bed?.visit !== undefined) conflicts += 1;
    const changedLast = bed === undefined || bed.source.asOf < stay.source.asOf ? stay.source : bed.source;
    beds.set(key, {
      ...(bed ?? { key, ward, code, name: code }),
      source: changedLast,
      status: 'occupied',
      visit: stay.identifier.value,
    });
  }
  return {
    beds: [...beds.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    warnings:
      conflicts === 0
        ? []
        : [{ code: 'BED_CONFLICT', text: 'More than one current stay is recorded in the same bed.' }],
  };
};
