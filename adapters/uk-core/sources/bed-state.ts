import { found, type Warning } from '../../../schema/answer';
import { askBeds, type BedPlace } from './beds';
import { askCensus, visitOf, type Census } from './census';
import { placeOf } from './encounters';
import { eachPlace } from './places';
import type { PlaceSource } from '../../contract';
import type { Bed } from '../../../schema/clinical/location';
import type { UkCoreServer } from '../server';

const occupantUnknown = ({ dialect }: UkCoreServer): Warning => ({
  code: 'OCCUPANT_UNKNOWN',
  text: `${dialect.name} says a bed is occupied but names no stay in it`,
});
const bedHeldTwice = ({ dialect }: UkCoreServer): Warning => ({
  code: 'BED_HELD_TWICE',
  text: `${dialect.name} puts two stays into one bed; the later one is shown`,
});

/** Visit numbers by bed, the later stay winning, and whether any bed was claimed twice. */
const occupants = (census: Census, server: UkCoreServer) => {
  const byBed = new Map<string, { readonly visit: string; readonly since: string }>();
  let heldTwice = false;
  for (const resource of census.encounters) {
    const place = placeOf(resource, census.tree, server);
    if (place?.bed === undefined) continue;
    const bed = `${place.ward.organisation}|${place.ward.code}|${place.bed}`;
    const holder = byBed.get(bed);
    const since = place.period.start ?? '';
    heldTwice ||= holder !== undefined;
    if (holder === undefined || holder.since < since) byBed.set(bed, { visit: visitOf(resource, server), since });
  }
  return { byBed, heldTwice };
};

/** A stay in the bed outweighs a Location that has not caught up; isolation is said of a bed with someone in it. */
const bedOf = ({ resource, status, key, source, ward, code, bay }: BedPlace, visit: string | undefined): Bed => ({
  key,
  source,
  ward,
  code,
  name: resource.name ?? code,
  ...(bay === undefined ? {} : { bay }),
  status: visit === undefined || status === 'isolated' ? status : 'occupied',
  ...(visit === undefined ? {} : { visit }),
});

/** Every bed of the stock and who is in it: one ask for the beds, one for the stays, side by side. */
export const bedStateOfPlaces =
  (server: UkCoreServer): PlaceSource<'bed-state'> =>
  (places, _selection, ask) =>
    eachPlace(server, places, async (place) => {
      const [stock, census] = await Promise.all([askBeds(server, place, ask), askCensus(server, place, {}, ask)]);
      const { byBed, heldTwice } = occupants(census, server);
      const beds = stock.beds.map((bed) => bedOf(bed, byBed.get(bed.key)?.visit));
      const unknown = beds.some(({ status, visit }) => status === 'occupied' && visit === undefined);
      const doubts = [...(unknown ? [occupantUnknown(server)] : []), ...(heldTwice ? [bedHeldTwice(server)] : [])];
      return found<readonly Bed[]>(beds, stock.source, {
        complete: stock.complete && census.complete && doubts.length === 0,
        warnings: [...stock.warnings, ...census.warnings, ...doubts],
      });
    });
