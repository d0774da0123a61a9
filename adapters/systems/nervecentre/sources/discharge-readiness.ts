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
import type { Nervecentre } from '../search';

const PATHWAYS = ['P0', 'P1', 'P2', 'P3'] as const;

/** Undefined for a stay of which nothing says that it is ready; its ward must be known, or nobody could act on it. */
const readinessOf = (
  resource: FhirEncounter,
  census: Census,
  nervecentre: Nervecentre,
): DischargeReadiness | undefined => {
  const said = (url: string) => extensionOf(resource.extension, url);
  const ready = said(EXTENSION.dischargeReady)?.valueDate;
  const readySince = ready === undefined ? undefined : (parseLocalDate(ready) ?? parseInstant(ready) ?? undefined);
  const medicallyFit = said(EXTENSION.medicallyFit)?.valueBoolean;
  const place = placeOf(resource, census.tree, nervecentre);
  if ((readySince === undefined && medicallyFit !== true) || place === undefined) return undefined;
  const visit = visitOf(resource);
  const pathway = said(EXTENSION.dischargePathway)?.valueCode;
  return stated({
    key: `${nervecentre.organisation}|${visit}`,
    source: recordSource(resource, census.source),
    visit,
    ward: place.ward,
    bed: place.bed,
    subject: census.subjects.subjectOf(resource.subject),
    readySince,
    medicallyFit,
    pathway: PATHWAYS.find((each) => each === pathway),
    reasonWaiting: conceptOf(said(EXTENSION.reasonWaiting)?.valueCodeableConcept, nervecentre.instance),
  });
};

/** People still here who no longer meet the criteria to reside, or are said to be medically fit. */
export const dischargeReadinessOfPlaces =
  (nervecentre: Nervecentre): PlaceSource<'discharge-readiness'> =>
  (places, _selection, ask) =>
    eachPlace(nervecentre, places, async (place) => {
      const census = await askCensus(nervecentre, place, {}, ask);
      const ready = census.encounters.flatMap((resource) => readinessOf(resource, census, nervecentre) ?? []);
      return found<readonly DischargeReadiness[]>(ready, census.source, census);
    });
