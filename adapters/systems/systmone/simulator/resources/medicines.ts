import { DMD, NO_KNOWN_ALLERGIES } from '../../../../uk-core/vocabulary';
import { peopleAsked, type Holdings, type Known } from '../holdings';
import { coded, meta, snomed, subject, type Resource } from '../resource';
import { tokenFits, type SearchQuery } from '../search-query';
import type { SimBedsideRecord, SimCoded } from '../../../../simulation/hospital';

/** What was recorded at the beds of this organisation's wards: allergies and the medicines chart. */
const bedsideOf = (
  holdings: Holdings,
  query: SearchQuery,
): readonly { readonly record: SimBedsideRecord; readonly known: Known }[] => {
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
const allergiesOf = ({ allergies }: SimBedsideRecord): readonly SimCoded[] => {
  if (allergies === 'nothing-recorded') return [];
  return allergies === 'none-asserted' ? [NONE] : allergies;
};

export const searchAllergies = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const statuses = query.anyOf('clinical-status');
  return bedsideOf(holdings, query)
    .filter(() => tokenFits(statuses, { system: CLINICAL, code: 'active' }))
    .flatMap(({ record, known }) =>
      allergiesOf(record).map((allergy) => ({
        resourceType: 'AllergyIntolerance',
        id: `ai-${known.number}-${allergy.code}`,
        meta: meta('AllergyIntolerance', holdings.hospital.anchor),
        clinicalStatus: coded(CLINICAL, 'active'),
        verificationStatus: coded(VERIFICATION, 'confirmed'),
        code: snomed(allergy),
        patient: subject(known, holdings),
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

/** The hospital keeps no medicines prescribed elsewhere, and no immunisations, at this organisation: asked, and empty. */
export const searchNothing = (): readonly Resource[] => [];
