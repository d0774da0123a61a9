import { NHS_NUMBER_SYSTEM, ODS_CODE_SYSTEM, type NhsNumber, type PersonId } from '../../schema/identifiers';
import type { AuditRow } from './chain';

/** FHIR R4 AuditEvent, as IHE BALP (Basic Audit Log Patterns) shapes it. */
export type AuditEvent = { readonly resourceType: 'AuditEvent' } & Readonly<Record<string, unknown>>;

/** The person whose record was read, as whoever gets the export knows them. */
export interface Subject {
  readonly id: PersonId;
  readonly nhsNumber?: NhsNumber;
}

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';

const SOURCE = { system: DICOM, code: '110153', display: 'Source Role ID' };
const DESTINATION = { system: DICOM, code: '110152', display: 'Destination Role ID' };

/** BALP wants an address of both ends; the record of reads holds none, and none is invented. */
const NO_ADDRESS = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

/** Somebody was looked for, or a place was asked about: who would be in the answer was not known beforehand. */
const isQuery = ({ places, note }: AuditRow): boolean =>
  places.length > 0 || /^(find|search|subjects|candidate|access log)\b/.test(note ?? '');

/** What was asked, in words without a value of anybody's. */
const asked = ({ capability, note, places }: AuditRow): string =>
  [capability, ...(note === null ? [] : [note]), ...places.map((place) => `place ${place}`)].join('; ');

const purpose = ({ purpose: code }: AuditRow): readonly unknown[] => [
  { coding: [{ system: `${TERMINOLOGY}/v3-ActReason`, code }] },
];

const agents = (row: AuditRow, query: boolean): readonly unknown[] => [
  {
    // Of a query the one who asks is the source of it; of a read, whoever gives what is read (BALP, Read and Query).
    type: { coding: [query ? SOURCE : DESTINATION] },
    who: { identifier: { value: row.client } },
    requestor: false,
    network: NO_ADDRESS,
  },
  {
    type: { coding: [query ? DESTINATION : SOURCE] },
    who: { display: 'Causeway' },
    requestor: false,
    network: NO_ADDRESS,
  },
  {
    type: {
      coding: [{ system: `${TERMINOLOGY}/v3-ParticipationType`, code: 'IRCP', display: 'information recipient' }],
    },
    role: [
      { text: row.role },
      {
        coding: [{ system: 'https://fhir.nhs.uk/Id/sds-role-profile-id', code: row.role_profile_id }],
      },
    ],
    who: { identifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: row.user_id } },
    name: row.user_name,
    requestor: true,
    purposeOfUse: purpose(row),
  },
  {
    type: { text: 'Organisation of the role' },
    who: { identifier: { system: ODS_CODE_SYSTEM, value: row.organisation } },
    requestor: false,
  },
];

const entityType = (code: '1' | '2', display: string) => ({
  system: `${TERMINOLOGY}/audit-entity-type`,
  code,
  display,
});
const entityRole = (code: '1' | '4' | '24', display: string) => ({
  system: `${TERMINOLOGY}/object-role`,
  code,
  display,
});

const entities = (row: AuditRow, query: boolean, { id, nhsNumber }: Subject): readonly unknown[] => [
  {
    what: {
      reference: `Patient/${id}`,
      ...(nhsNumber && { identifier: { system: NHS_NUMBER_SYSTEM, value: nhsNumber } }),
    },
    type: entityType('1', 'Person'),
    role: entityRole('1', 'Patient'),
  },
  query
    ? {
        type: entityType('2', 'System Object'),
        role: entityRole('24', 'Query'),
        query: Buffer.from(asked(row)).toString('base64'),
      }
    : {
        what: { display: [row.capability, ...row.instances].join(', ') },
        type: entityType('2', 'System Object'),
        role: entityRole('4', 'Domain Resource'),
      },
  {
    what: { identifier: { value: row.request_id } },
    type: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId' },
  },
];

/**
 * One row as what happened to this person's record: PatientRead or PatientQuery of IHE BALP. A refusal claims neither:
 * both are patterns of success. Names of other people in the row are left out.
 */
export const auditEventOf = (row: AuditRow, subject: Subject): AuditEvent => {
  const query = isQuery(row);
  const refused = row.outcome === 'refused';
  return {
    resourceType: 'AuditEvent',
    id: `read-${row.id}`,
    ...(!refused && { meta: { profile: [`${PROFILE}.${query ? 'PatientQuery' : 'PatientRead'}`] } }),
    type: { system: `${TERMINOLOGY}/audit-event-type`, code: 'rest', display: 'Restful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: query ? 'search' : 'read' }],
    action: query ? 'E' : 'R',
    recorded: row.at.toISOString(),
    // FHIR R4 audit-event-outcome: 0 success, 4 minor failure (the action was not done).
    outcome: refused ? '4' : '0',
    ...(refused && { outcomeDesc: row.note ?? 'Refused' }),
    purposeOfEvent: purpose(row),
    agent: agents(row, query),
    source: { observer: { display: 'Causeway' }, type: [{ system: `${TERMINOLOGY}/security-source-type`, code: '4' }] },
    entity: entities(row, query, subject),
  };
};
