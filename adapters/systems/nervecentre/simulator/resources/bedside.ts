import { DMD, NO_KNOWN_ALLERGIES } from '../../../../uk-core/vocabulary';
import { LOCAL } from '../../fhir/vocabulary';
import { clinicianReference, coded, meta, snomed, subject, type Resource } from '../resource';
import { dateFits, tokenFits, type SearchQuery } from '../search-query';
import type { Holdings, Known } from '../holdings';
import type { SimBedsideRecord, SimCoded } from '../../../../simulation/hospital';

interface AtBedside {
  readonly record: SimBedsideRecord;
  readonly known: Known;
}

/** The bedside records of the people asked about, those with a number here. */
const bedsideOf = (holdings: Holdings, query: SearchQuery): readonly AtBedside[] => {
  const people = query.anyOf('patient.identifier');
  const keys = people && new Set(people.flatMap((each) => holdings.named(each).map(({ person }) => person.key)));
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

export const searchAllergies = (holdings: Holdings, query: SearchQuery): readonly Resource[] =>
  bedsideOf(holdings, query).flatMap((one) =>
    allergiesOf(one).map((allergy) => ({
      resourceType: 'AllergyIntolerance',
      id: `ai-${one.known.number}-${allergy.code}`,
      meta: meta('AllergyIntolerance', holdings.hospital.anchor),
      clinicalStatus: coded(CLINICAL, 'active'),
      verificationStatus: coded(VERIFICATION, 'confirmed'),
      code: snomed(allergy),
      patient: subject(one.known, holdings),
      recordedDate: allergy.recorded,
    })),
  );

export const searchFlags = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const categories = query.anyOf('category');
  return bedsideOf(holdings, query)
    .flatMap(({ record, known }) => [
      ...record.flags.map((flag) => ({ ...flag, recorded: flag.start, note: undefined, known })),
      ...record.preferences.map((preference) => ({ ...preference, known })),
    ])
    .filter(({ category }) => tokenFits(categories, { system: LOCAL.flagCategories, code: category }))
    .filter(({ recorded }) => recorded <= holdings.now)
    .map(({ id, code, display, category, recorded, note, known }) => ({
      resourceType: 'Flag',
      id,
      meta: meta('Flag', recorded),
      status: 'active',
      category: [coded(LOCAL.flagCategories, category, category)],
      code: snomed({ code, display }),
      subject: subject(known, holdings),
      period: { start: recorded },
      ...(note === undefined ? {} : { extension: [{ url: LOCAL.extension.note, valueString: note }] }),
    }));
};

export const searchMedicationRequests = (holdings: Holdings, query: SearchQuery): readonly Resource[] =>
  bedsideOf(holdings, query).flatMap(({ record, known }) =>
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
  );

export const searchCareTeams = (holdings: Holdings, query: SearchQuery): readonly Resource[] =>
  bedsideOf(holdings, query)
    .filter(({ record }) => record.team.members.length > 0)
    .map(({ record: { team }, known }) => ({
      resourceType: 'CareTeam',
      id: `ct-${known.number}`,
      meta: meta('CareTeam', holdings.hospital.anchor),
      contained: team.members.map(({ name, phone }, index) => ({
        resourceType: 'Practitioner',
        id: `m${index + 1}`,
        name: [{ text: name }],
        telecom: [{ system: 'phone', use: 'work', value: phone }],
      })),
      status: 'active',
      name: team.name,
      subject: subject(known, holdings),
      participant: team.members.map(({ name, role }, index) => ({
        role: [{ text: role }],
        member: { reference: `#m${index + 1}`, display: name },
      })),
    }));

export const searchDocuments = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const [types, dates] = [query.anyOf('type'), query.all('date')];
  return bedsideOf(holdings, query).flatMap(({ record, known }) =>
    record.documents
      .filter(({ at }) => at <= holdings.now && dateFits(dates, at))
      .filter(({ type }) => tokenFits(types, { system: LOCAL.documentTypes, code: type }))
      .map(({ id, type, title, at, author, bytes }) => ({
        resourceType: 'DocumentReference',
        id,
        meta: meta('DocumentReference', at),
        status: 'current',
        type: coded(LOCAL.documentTypes, type, 'Discharge letter'),
        subject: subject(known, holdings),
        date: at,
        author: [{ display: author }],
        content: [{ attachment: { contentType: 'application/pdf', title, size: bytes, creation: at } }],
      })),
  );
};

const MINUTE_MS = 60_000;

/** Theatre cases; every other appointment is kept elsewhere. */
export const searchAppointments = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const people = query.anyOf('patient.identifier');
  const keys = people && new Set(people.flatMap((each) => holdings.named(each).map(({ person }) => person.key)));
  const [categories, dates] = [query.anyOf('service-category'), query.all('date')];
  return holdings.hospital.appointments
    .filter(({ organisation, kind }) => organisation === holdings.organisation && kind === 'theatre')
    .filter(({ person, booked }) => (keys?.has(person) ?? true) && booked <= holdings.now)
    .filter(() => tokenFits(categories, { system: LOCAL.serviceCategories, code: 'theatre' }))
    .filter(({ start }) => dateFits(dates, start))
    .flatMap((one): Resource[] => {
      const known = holdings.known(one.person);
      if (known === undefined) return [];
      const end = new Date(Date.parse(one.start) + one.minutes * MINUTE_MS).toISOString();
      const { reference, identifier } = subject(known, holdings);
      return [
        {
          resourceType: 'Appointment',
          id: one.id,
          meta: meta('Appointment', one.booked),
          status: one.status,
          serviceCategory: [coded(LOCAL.serviceCategories, 'theatre')],
          description: one.description,
          start: one.start,
          end,
          minutesDuration: one.minutes,
          participant: [
            { actor: { reference, identifier }, status: 'accepted' },
            {
              actor: { reference: `Practitioner/${one.clinician.gmc}`, ...clinicianReference(one.clinician) },
              status: 'accepted',
            },
            { actor: { reference: 'Location/theatre', display: one.place }, status: 'accepted' },
          ],
        },
      ];
    });
};
