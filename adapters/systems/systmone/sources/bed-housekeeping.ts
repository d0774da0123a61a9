import { found } from '../../../../schema/answer';
import { extensionOf, oneOf } from '../fhir/elements';
import { EXTENSION } from '../fhir/vocabulary';
import { askBeds, type BedPlace } from './beds';
import { eachPlace } from './places';
import type { PlaceSource } from '../../../contract';
import type { BedHousekeeping } from '../../../../schema/clinical/location';
import type { SystmOne } from '../search';

const housekeepingOf = ({ resource, key, source, ward, code, status }: BedPlace): BedHousekeeping => ({
  key,
  source,
  ward,
  code,
  status,
  sex: oneOf(['male', 'female', 'mixed'], extensionOf(resource.extension, EXTENSION.bedSex)?.valueCode),
  // SystmOne states it only of side rooms.
  sideRoom: extensionOf(resource.extension, EXTENSION.sideRoom)?.valueBoolean ?? false,
});

/** Cleaning, closure, sex and side room of each bed. */
export const bedHousekeepingOfPlaces =
  (systmone: SystmOne): PlaceSource<'bed-housekeeping'> =>
  (places, _selection, ask) =>
    eachPlace(systmone, places, async (place) => {
      const stock = await askBeds(systmone, place, ask);
      return found<readonly BedHousekeeping[]>(stock.beds.map(housekeepingOf), stock.source, stock);
    });
