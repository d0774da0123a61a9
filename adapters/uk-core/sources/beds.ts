import { NotFhir } from '../../wire/fhir/not-fhir';
import { location, type FhirLocation } from '../fhir/location';
import { OPERATIONAL_STATUS } from '../vocabulary';
import { codeOf, isOfType, locationTree } from './location-tree';
import { readEach, recordSource, unreadableRecord } from './reading';
import type { Ask, Place } from '../../../schema/capabilities';
import type { BedStatus, WardKey } from '../../../schema/clinical/location';
import type { RecordSource } from '../../../schema/clinical/values';
import type { SourceStamp, Warning } from '../../../schema/answer';
import type { UkCoreServer } from '../server';

/** One bed of the stock, as Location says it. */
export interface BedPlace {
  readonly key: string;
  readonly source: RecordSource;
  readonly ward: WardKey;
  readonly code: string;
  readonly bay?: string;
  readonly status: BedStatus;
  readonly resource: FhirLocation;
}

export interface BedStock {
  readonly beds: readonly BedPlace[];
  readonly warnings: readonly Warning[];
  readonly complete: boolean;
  readonly source: SourceStamp;
}

/** HL7 table 0116 (R4 `operationalStatus`). */
const STATUSES: Readonly<Record<string, BedStatus>> = {
  O: 'occupied',
  U: 'unoccupied',
  C: 'closed',
  H: 'housekeeping',
  K: 'contaminated',
  I: 'isolated',
};

const statusOf = ({ operationalStatus, status }: FhirLocation): BedStatus => {
  const coded = operationalStatus?.system === OPERATIONAL_STATUS ? operationalStatus.code : undefined;
  const known = coded === undefined ? undefined : STATUSES[coded];
  return known ?? (status === 'suspended' ? 'closed' : 'unknown');
};

/** The beds of a ward, or of the whole organisation: one ask, with the places above them up to the ward. */
export const askBeds = async (server: UkCoreServer, place: Place, ask: Ask): Promise<BedStock> => {
  const searched = await server.search(
    'Location',
    {
      physicalType: 'bd',
      partof: place.ward === undefined ? undefined : `Location/${place.ward}`,
      '_include:iterate': 'Location:partof',
    },
    ask,
  );
  const tree = locationTree(searched);
  const { organisation } = server;
  const { records, unreadable } = readEach(searched.matches, location, (resource): BedPlace | undefined => {
    // Taken out of the stock: kept by the system for its history, no bed any more.
    if (resource.status === 'inactive') return undefined;
    const ward = tree.upTo('wa', resource.partOf?.reference);
    if (ward === undefined || !isOfType(resource, 'bd')) throw new NotFhir('Location.partOf leads to no ward');
    const above = tree.upTo('area', resource.partOf?.reference);
    const bay = above === undefined ? {} : { bay: codeOf(above, server) };
    const [wardCode, code] = [codeOf(ward, server), codeOf(resource, server)];
    return {
      key: `${organisation}|${wardCode}|${code}`,
      source: recordSource(resource, searched.source),
      ward: { organisation, code: wardCode },
      code,
      ...bay,
      status: statusOf(resource),
      resource,
    };
  });
  return {
    beds: records,
    warnings: [...searched.warnings, ...(unreadable > 0 ? [unreadableRecord(server)] : [])],
    complete: searched.complete && unreadable === 0,
    source: searched.source,
  };
};
