import { localReference } from '../../../wire/fhir/references';
import { LOCAL } from '../fhir/vocabulary';
import type { WardKey } from '../../../../schema/clinical/location';
import type { FhirReference } from '../../../wire/fhir/values';
import type { UkCoreServer } from '../../../uk-core/server';

/** The ward or theatre that a reference to a Location names: by the organisation's own code, else by its id. */
export const placeNamed = (
  place: FhirReference | undefined,
  { organisation }: Pick<UkCoreServer, 'organisation'>,
): WardKey | undefined => {
  const own = place?.identifier?.system === LOCAL.locationSystem ? place.identifier.value : undefined;
  const code = own ?? (place?.reference === undefined ? undefined : localReference(place.reference).split('/').at(-1));
  return code === undefined || code === '' ? undefined : { organisation, code };
};
