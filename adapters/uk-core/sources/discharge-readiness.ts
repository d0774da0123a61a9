import { found } from '../../../schema/answer';
import { parseInstant, parseLocalDate } from '../../../schema/time';
import { conceptOf, extensionOf, stated } from '../fhir/elements';
import { askCensus, visitOf, type Census } from './census';
import { placeOf } from './encounters';
import { eachPlace } from './places';
import { partlyRead, recordSource } from './reading';
import type { PlaceSource } from '../../contract';
import type { DischargeReadiness } from '../../../schema/clinical/encounter';
import type { FhirEncounter } from '../fhir/encounter';
import type { UkCoreServer } from '../server';

const PATHWAYS = ['P0', 'P1', 'P2', 'P3'] as const;

/** Since when it is ready; null where that is told and cannot be read, undefined where it is not told. */
const readySinceOf = (resource: FhirEncounter, { dialect }: UkCoreServer): DischargeReadiness['readySince'] | null => {
  const told = extensionOf(resource.extension, dialect.local.extension.dischargeReady);
  return told && (parseLocalDate(told.valueDate ?? '') ?? parseInstant(told.valueDate ?? ''));
};

/** Undefined for a stay of which nothing says that it is ready; its ward must be known, or nobody could act on it. */
const readinessOf = (resource: FhirEncounter, census: Census, server: UkCoreServer): DischargeReadiness | undefined => {
  const { extension } = server.dialect.local;
  const said = (url: string) => extensionOf(resource.extension, url);
  const readySince = readySinceOf(resource, server) ?? undefined;
  const medicallyFit = said(extension.medicallyFit)?.valueBoolean;
  const place = placeOf(resource, census.tree, server);
  if ((readySince === undefined && medicallyFit !== true) || place === undefined) return undefined;
  const visit = visitOf(resource, server);
  const pathway = said(extension.dischargePathway)?.valueCode;
  return stated({
    key: `${server.organisation}|${visit}`,
    source: recordSource(resource, census.source),
    visit,
    ward: place.ward,
    bed: place.bed,
    subject: census.subjects.subjectOf(resource.subject),
    readySince,
    medicallyFit,
    pathway: PATHWAYS.find((each) => each === pathway),
    reasonWaiting: conceptOf(said(extension.reasonWaiting)?.valueCodeableConcept, server.instance),
  });
};

/** People still here who no longer meet the criteria to reside, or are said to be medically fit. */
export const dischargeReadinessOfPlaces =
  (server: UkCoreServer): PlaceSource<'discharge-readiness'> =>
  (places, _selection, ask) =>
    eachPlace(server, places, async (place) => {
      const census = await askCensus(server, place, {}, ask);
      const ready = census.encounters.flatMap((resource) => readinessOf(resource, census, server) ?? []);
      const isUnread = census.encounters.some((resource) => readySinceOf(resource, server) === null);
      return found<readonly DischargeReadiness[]>(ready, census.source, {
        complete: census.complete && !isUnread,
        warnings: [...census.warnings, ...(isUnread ? [partlyRead(server)] : [])],
      });
    });
