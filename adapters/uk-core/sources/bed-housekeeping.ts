import { found } from '../../../schema/answer';
import { extensionOf, oneOf } from '../fhir/elements';
import { askBeds, type BedPlace } from './beds';
import { eachPlace } from './places';
import type { PlaceSource } from '../../contract';
import type { BedHousekeeping } from '../../../schema/clinical/location';
import type { UkCoreServer } from '../server';
import type { LocalVocabulary } from '../vocabulary';

const housekeepingOf = (
  { resource, key, source, ward, code, status }: BedPlace,
  { extension }: LocalVocabulary,
): BedHousekeeping => ({
  key,
  source,
  ward,
  code,
  status,
  sex: oneOf(['male', 'female', 'mixed'], extensionOf(resource.extension, extension.bedSex)?.valueCode),
  // Stated of side rooms only.
  sideRoom: extensionOf(resource.extension, extension.sideRoom)?.valueBoolean ?? false,
});

/** Cleaning, closure, sex and side room of each bed. */
export const bedHousekeepingOfPlaces =
  (server: UkCoreServer): PlaceSource<'bed-housekeeping'> =>
  (places, _selection, ask) =>
    eachPlace(server, places, async (place) => {
      const stock = await askBeds(server, place, ask);
      return found<readonly BedHousekeeping[]>(
        stock.beds.map((bed) => housekeepingOf(bed, server.dialect.local)),
        stock.source,
        stock,
      );
    });
