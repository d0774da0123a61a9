import { found } from '../../../../schema/answer';
import { parseInstant, parseLocalDate } from '../../../../schema/time';
import { conceptOf, extensionOf, stated } from '../fhir/elements';
import { EXTENSION } from '../fhir/vocabulary';
import { askCensus, visitOf, type Census } from './census';
import { placeOf } from './encounters';
import { eachPlace } from './places';
import { recordSource } from './reading';
import type { PlaceSource } from '../../../contract';
import type { DischargeReadiness } from '../../../../schema/clinical/encounter';
import type { FhirEncounter } from '../fhir/encounter';
import type { SystmOne } from '../search';

const PATHWAYS = ['P0', 'P1', 'P2', 'P3'] as const;

/** Undefined for a stay of which nothing says that it is ready; its ward must be known, or nobody could act on it. */
const readinessOf = (resource: FhirEncounter, census: Census, systmone: SystmOne): DischargeReadiness | undefined => {
  const said = (url: string) => extensionOf(resource.extension, url);
  const ready = said(EXTENSION.dischargeReady)?.valueDate;
  const readySince = ready === undefined ? undefined : (parseLocalDate(ready) ?? parseInstant(ready) ?? undefined);
  const medicallyFit = said(EXTENSION.medicallyFit)?.valueBoolean;
  const place = placeOf(resource, census.tree, systmone);
  if ((readySince === undefined && medicallyFit !== true) || place === undefined) return undefined;
  const visit = visitOf(resource);
  const pathway = said(EXTENSION.dischargePathway)?.valueCode;
  return stated({
    key: `${systmone.organisation}|${visit}`,
    source: recordSource(resource, census.source),
    visit,
    ward: place.ward,
    bed: place.bed,
    subject: census.subjects.subjectOf(resource.subject),
    readySince,
    medicallyFit,
    pathway: PATHWAYS.find((each) => each === pathway),
    reasonWaiting: conceptOf(said(EXTENSION.reasonWaiting)?.valueCodeableConcept, systmone.instance),
  });
};

/** People still here who no longer meet the criteria to reside, or are said to be medically fit. */
export const dischargeReadinessOfPlaces =
  (systmone: SystmOne): PlaceSource<'discharge-readiness'> =>
  (places, _selection, ask) =>
    eachPlace(systmone, places, async (place) => {
      const census = await askCensus(systmone, place, {}, ask);
      const ready = census.encounters.flatMap((resource) => readinessOf(resource, census, systmone) ?? []);
      return found<readonly DischargeReadiness[]>(ready, census.source, census);
    });
