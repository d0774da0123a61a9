import { DMD, NO_KNOWN_ALLERGIES } from '../../../uk-core/vocabulary';
import { careTeamResource } from './care-team';
import { coded, meta, snomed, subject, type Resource } from '../resource';
import { dateFits, tokenFits, type SearchQuery } from '../search-query';
import { peopleAsked, type Holdings, type Known } from '../holdings';
import type { SimBedsideRecord, SimCoded } from '../../hospital';

export interface AtBedside {
  readonly record: SimBedsideRecord;
  readonly known: Known;
}

/** The bedside records of the people asked about, those with a number here. */
export const bedsideOf = (holdings: Holdings, query: SearchQuery): readonly AtBedside[] => {
  const keys = peopleAsked(holdings, query);
  return holdings.hospital.bedside
    .filter(({ organisation, person }) => organisation === holdings.organisation && (keys?.has(person) ?? true))
    .flatMap((record) => {
      const known = holdings.known(record.person);
      return known === undefined ? [] : [{ record, known }];
    });
};

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const NONE: SimCoded = { code: NO_KNOWN_ALLERGIES, display: 'No known allergies' };

/** "Nothing recorded" has no resource; "none known" has one that says so. */
const allergiesOf = ({ record }: AtBedside): readonly SimCoded[] => {
  if (record.allergies === 'nothing-recorded') return [];
  return record.allergies === 'none-asserted' ? [NONE] : record.allergies;
};

export const searchAllergies = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const statuses = query.anyOf('clinical-status');
  return bedsideOf(holdings, query)
    .filter(() => tokenFits(statuses, { system: CLINICAL, code: 'active' }))
    .flatMap((one) =>
      allergiesOf(one).map((allergy) => ({
        resourceType: 'AllergyIntolerance',
        id: `ai-${one.known.number}-${allergy.code}`,
        meta: meta('AllergyIntolerance', holdings.hospital.anchor),
        clinicalStatus: coded(CLINICAL, 'active'),
        verificationStatus: coded(VERIFICATION, 'confirmed'),
        code: snomed(allergy, holdings),
        patient: subject(one.known, holdings),
        recordedDate: allergy.recorded,
      })),
    );
};

export const searchMedicationRequests = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const statuses = query.anyOf('status');
  return bedsideOf(holdings, query)
    .flatMap(({ record, known }) =>
      record.medications
        .filter(({ start }) => start <= holdings.now)
        .map(({ id, drug, dosage, start, end }) => ({
          resourceType: 'MedicationRequest',
          id,
          meta: meta('MedicationRequest', end !== undefined && end <= holdings.now ? end : start),
          status: end !== undefined && end <= holdings.now ? 'completed' : 'active',
          intent: 'order',
          category: [coded('http://terminology.hl7.org/CodeSystem/medicationrequest-category', 'inpatient')],
          medicationCodeableConcept: coded(DMD, drug.code, drug.display),
          subject: subject(known, holdings),
          authoredOn: start,
          dosageInstruction: [{ text: dosage, timing: { repeat: { boundsPeriod: { start, end } } } }],
        })),
    )
    .filter(({ status }) => statuses?.includes(status) ?? true);
};

export const searchCareTeams = (holdings: Holdings, query: SearchQuery): readonly Resource[] =>
  bedsideOf(holdings, query).flatMap(({ record, known }) => careTeamResource(record.team, known, holdings));

/** Linked, never inline. */
export const searchDocuments = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const [types, dates] = [query.anyOf('type'), query.all('date')];
  return bedsideOf(holdings, query).flatMap(({ record, known }) =>
    record.documents
      .filter(({ at }) => at <= holdings.now && dateFits(dates, at))
      .filter(({ type }) => tokenFits(types, { system: holdings.local.documentTypes, code: type }))
      .map(({ id, type, title, at, author, bytes }) => ({
        resourceType: 'DocumentReference',
        id,
        meta: meta('DocumentReference', at),
        status: 'current',
        type: coded(holdings.local.documentTypes, type, 'Discharge letter'),
        subject: subject(known, holdings),
        date: at,
        author: [{ display: author }],
        content: [
          { attachment: { contentType: 'application/pdf', url: `Binary/${id}`, title, size: bytes, creation: at } },
        ],
      })),
  );
};
