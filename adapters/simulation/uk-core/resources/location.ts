import { OPERATIONAL_STATUS, PHYSICAL_TYPE } from '../../../uk-core/vocabulary';
import { ODS_CODE_SYSTEM } from '../../../../schema/identifiers';
import { isHere, placementNow, type Holdings } from '../holdings';
import { coded, meta, type Resource } from '../resource';
import { tokenFits, type SearchQuery } from '../search-query';
import { TREATMENT_FUNCTION } from '../../../segments/codes/treatment-function';
import type { SimBed, SimWard } from '../../hospital';

const place = (
  holdings: Holdings,
  of: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly type: string;
    readonly in?: string;
  },
): Resource => ({
  resourceType: 'Location',
  id: of.id,
  meta: meta('Location', holdings.hospital.anchor),
  identifier: [{ system: holdings.local.locationSystem, value: of.code }],
  status: 'active',
  name: of.name,
  physicalType: coded(PHYSICAL_TYPE, of.type),
  managingOrganization: { identifier: { system: ODS_CODE_SYSTEM, value: holdings.organisation } },
  ...(of.in === undefined ? {} : { partOf: { reference: `Location/${of.in}` } }),
});

export const wardsOf = ({ hospital, organisation }: Holdings): readonly SimWard[] =>
  hospital.wards.filter((ward) => ward.organisation === organisation);

const WARD = { system: PHYSICAL_TYPE, code: 'wa' };
const VIRTUAL = { system: PHYSICAL_TYPE, code: 'vi' };

const bedId = (ward: SimWard, bed: SimBed): string => `${ward.code}-${bed.code}`;

/** HL7 table 0116. A bed that is closed or being cleaned is so whoever was in it last. */
const operationalStatus = ({ condition }: SimBed, occupied: boolean): string => {
  if (occupied) return 'O';
  return condition === 'closed' ? 'C' : condition === 'cleaning' ? 'H' : 'U';
};

const bedResource = (holdings: Holdings, ward: SimWard, bed: SimBed, occupied: ReadonlySet<string>): Resource => {
  const id = bedId(ward, bed);
  const code = operationalStatus(bed, occupied.has(id));
  return {
    ...place(holdings, { id, code: bed.code, name: bed.name, type: 'bd', in: `${ward.code}-${bed.bay}` }),
    status: code === 'C' ? 'suspended' : 'active',
    operationalStatus: { system: OPERATIONAL_STATUS, code },
    extension: [
      { url: holdings.local.extension.bedSex, valueCode: bed.sex },
      { url: holdings.local.extension.sideRoom, valueBoolean: bed.sideRoom },
    ],
  };
};

const occupiedBeds = ({ stays, now }: Holdings): ReadonlySet<string> =>
  new Set(
    stays
      .filter((stay) => isHere(stay, now))
      .flatMap((stay) => {
        const { ward, bed } = placementNow(stay, now) ?? {};
        return bed === undefined ? [] : [`${ward}-${bed}`];
      }),
  );

const wardPlaces = (holdings: Holdings, ward: SimWard, occupied: ReadonlySet<string>): readonly Resource[] => {
  const bays = [...new Set(ward.beds.map(({ bay }) => bay))];
  return [
    {
      ...place(holdings, { id: ward.code, code: ward.code, name: ward.name, type: 'wa', in: `${ward.site}-MAIN` }),
      ...(ward.kind === 'virtual' ? { physicalType: { coding: [WARD, VIRTUAL] } } : {}),
      type: [
        coded(
          TREATMENT_FUNCTION.system ?? `${holdings.local.own}/CodeSystem/treatment-function`,
          ward.treatmentFunction,
          TREATMENT_FUNCTION.displays[ward.treatmentFunction],
        ),
      ],
    },
    ...bays.map((bay) =>
      place(holdings, {
        id: `${ward.code}-${bay}`,
        code: bay,
        name: `${ward.name} ${bay}`,
        type: 'area',
        in: ward.code,
      }),
    ),
    ...ward.beds.map((bed) => bedResource(holdings, ward, bed, occupied)),
  ];
};

/** Site, building, ward, bay, bed: every place of the organisation. */
export const locationResources = (holdings: Holdings): readonly Resource[] => {
  const occupied = occupiedBeds(holdings);
  const sites = holdings.hospital.sites.filter(({ organisation }) => organisation === holdings.organisation);
  return [
    ...sites.flatMap((site) => [
      {
        ...place(holdings, { id: site.code, code: site.code, name: site.name, type: 'si' }),
        identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-site-code', value: site.code }],
      },
      place(holdings, {
        id: `${site.code}-MAIN`,
        code: `${site.code}-MAIN`,
        name: 'Main building',
        type: 'bu',
        in: site.code,
      }),
    ]),
    ...wardsOf(holdings).flatMap((ward) => wardPlaces(holdings, ward, occupied)),
  ];
};

export const parentOf = (resource: Resource): string | undefined =>
  (resource['partOf'] as { reference: string } | undefined)?.reference;

const codeOf = (resource: Resource): string =>
  (resource['physicalType'] as { coding: { code: string }[] }).coding[0]?.code ?? '';

/** `partof` finds everything below a place, however deep. */
export const searchLocations = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const all = locationResources(holdings);
  const byReference = new Map(all.map((resource) => [`Location/${resource.id}`, resource]));
  const isBelow = (resource: Resource, above: readonly string[]): boolean => {
    const parent = parentOf(resource);
    if (parent === undefined) return false;
    const next = byReference.get(parent);
    return above.includes(parent) || (next !== undefined && isBelow(next, above));
  };
  const [above, types, ids] = [query.anyOf('partof'), query.anyOf('physicalType'), query.anyOf('identifier')];
  return all.filter(
    (resource) =>
      tokenFits(types, { system: PHYSICAL_TYPE, code: codeOf(resource) }) &&
      (ids === undefined || ids.includes(resource.id)) &&
      (above === undefined || isBelow(resource, above)),
  );
};
