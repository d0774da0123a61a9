import { found } from '../../../schema/answer';
import { ODS_CODE_SYSTEM } from '../../../schema/identifiers';
import { conceptOf, stated } from '../fhir/elements';
import { location, type FhirLocation } from '../fhir/location';
import { codeOf, isOfType, locationTree, type LocationTree } from './location-tree';
import { eachPlace } from './places';
import { readEach, recordSource, unreadableRecord } from './reading';
import type { PlaceSource } from '../../contract';
import type { Ward } from '../../../schema/clinical/location';
import type { UkCoreServer, Searched } from '../server';

const ODS_SITE = 'https://fhir.nhs.uk/Id/ods-site-code';

const siteCode = (site: FhirLocation | undefined): string | undefined =>
  site?.identifier.find(({ system }) => system === ODS_SITE || system === ODS_CODE_SYSTEM)?.value ?? site?.id;

const wardOf = (
  resource: FhirLocation,
  tree: LocationTree,
  searched: Searched,
  server: UkCoreServer,
): Ward | undefined => {
  if (resource.status === 'inactive') return undefined;
  const { organisation, instance } = server;
  const code = codeOf(resource, server);
  const site = tree.upTo('si', resource.partOf?.reference);
  return stated({
    key: `${organisation}|${code}`,
    source: recordSource(resource, searched.source),
    ward: { organisation, code },
    name: resource.name ?? code,
    // A ward that stands under no site belongs to the organisation as a whole.
    site: siteCode(site) ?? organisation,
    siteName: site?.name ?? organisation,
    specialty: conceptOf(resource.type[0], instance),
    virtual: isOfType(resource, 'vi') ? (true as const) : undefined,
  });
};

/** One ward, or every ward of the organisation, with its site. */
export const wardsOfPlaces =
  (server: UkCoreServer): PlaceSource<'wards'> =>
  (places, _selection, ask) =>
    eachPlace(server, places, async ({ ward }) => {
      const searched = await server.search(
        'Location',
        { physicalType: 'wa', identifier: ward, '_include:iterate': 'Location:partof' },
        ask,
      );
      const tree = locationTree(searched);
      const { records, unreadable } = readEach(searched.matches, location, (resource) =>
        wardOf(resource, tree, searched, server),
      );
      return found<readonly Ward[]>(records, searched.source, {
        complete: searched.complete && unreadable === 0,
        warnings: [...searched.warnings, ...(unreadable > 0 ? [unreadableRecord(server)] : [])],
      });
    });
