import { NHS_NUMBER_SYSTEM } from '../../../../schema/identifiers';
import {
  AREA,
  EMPTY_REASON,
  ENDED_ALLERGIES,
  EXTENSION,
  NO_KNOWN_ALLERGIES,
  PRESCRIPTION_TYPES,
  SNOMED,
  type Area,
} from '../vocabulary';
import { dayTime, londonTime, meta, snomed, type Practice, type Registered, type Resource } from './practice';
import type { SimCoded } from '../../../simulation/hospital';

const patient = ({ id }: Registered) => ({ reference: `Patient/${id}` });
const referenceTo = ({ resourceType, id }: Resource) => ({ item: { reference: `${resourceType}/${id}` } });

const CONFIDENTIAL = 'Items excluded due to confidentiality and/or patient preferences.';

const list = (code: string, title: string, entries: readonly Resource[], one: Registered, { now }: Practice) => {
  const warned = one.record.confidentialItems;
  const notes = [...(warned ? [CONFIDENTIAL] : []), ...(entries.length === 0 ? ['Information not available'] : [])];
  return {
    resourceType: 'List',
    id: `list-${code}`,
    meta: meta('List'),
    ...(warned ? { extension: [{ url: EXTENSION.listWarning, valueCode: 'confidential-items' }] } : {}),
    status: 'current',
    mode: 'snapshot',
    title,
    code: { coding: [{ system: SNOMED, code, display: title }] },
    subject: { ...patient(one), identifier: { system: NHS_NUMBER_SYSTEM, value: one.person.nhsNumber } },
    date: londonTime(now),
    ...(notes.length === 0 ? {} : { note: notes.map((text) => ({ text })) }),
    ...(entries.length === 0
      ? { emptyReason: { coding: [{ system: EMPTY_REASON, code: 'no-content-recorded' }] } }
      : { entry: entries.map(referenceTo) }),
  };
};

const NONE: SimCoded = { code: NO_KNOWN_ALLERGIES, display: 'No known allergies' };

/** "Nothing recorded" is an empty list with its reason; "none known" is a record that says so. */
const allergies = (practice: Practice, one: Registered, withEnded: boolean): readonly Resource[] => {
  const { allergies: held } = one.record;
  const codes = held === 'nothing-recorded' ? [] : held === 'none-asserted' ? [NONE] : held;
  const resources = codes.map((allergy, index) => ({
    resourceType: 'AllergyIntolerance',
    id: `al-${one.id}-${index + 1}`,
    meta: meta('AllergyIntolerance'),
    clinicalStatus: 'active',
    verificationStatus: 'unconfirmed',
    category: ['medication'],
    code: snomed(allergy),
    patient: patient(one),
    assertedDate: allergy.recorded === undefined ? undefined : dayTime(allergy.recorded),
    recorder: { reference: 'Practitioner/1' },
  }));
  return [
    ...resources,
    list(AREA.allergies, 'Allergies and adverse reactions', resources, one, practice),
    ...(withEnded ? [list(ENDED_ALLERGIES, 'Ended allergies', [], one, practice)] : []),
  ];
};

/** Statement, plan and issues: three kinds of resource for one medicine. */
const medications = (practice: Practice, one: Registered, withIssues: boolean): readonly Resource[] => {
  const triples = one.record.medications.map((medicine) => {
    const id = `${one.id}-${medicine.id}`;
    const product = {
      resourceType: 'Medication',
      id: `m-${id}`,
      meta: meta('Medication'),
      code: snomed(medicine.drug),
    };
    const last = medicine.issues.at(-1);
    const shared = {
      resourceType: 'MedicationRequest',
      meta: meta('MedicationRequest'),
      medicationReference: { reference: `Medication/${product.id}` },
      subject: patient(one),
      dosageInstruction: [{ text: medicine.dosage }],
    };
    const plan = {
      ...shared,
      id: `plan-${id}`,
      extension: [
        {
          url: EXTENSION.prescriptionType,
          valueCodeableConcept: { coding: [{ system: PRESCRIPTION_TYPES, code: medicine.type }] },
        },
      ],
      status: medicine.status,
      intent: 'plan',
      authoredOn: dayTime(medicine.start),
    };
    const statement = {
      resourceType: 'MedicationStatement',
      id: `ms-${id}`,
      meta: meta('MedicationStatement'),
      ...(last === undefined ? {} : { extension: [{ url: EXTENSION.lastIssue, valueDateTime: dayTime(last) }] }),
      basedOn: [{ reference: `MedicationRequest/${plan.id}` }],
      status: medicine.status,
      medicationReference: { reference: `Medication/${product.id}` },
      effectivePeriod: { start: medicine.start },
      subject: patient(one),
      taken: 'unk',
      dosage: [{ text: medicine.dosage }],
    };
    const issues = medicine.issues.map((day, index) => ({
      ...shared,
      id: `issue-${id}-${index + 1}`,
      basedOn: [{ reference: `MedicationRequest/${plan.id}` }],
      status: 'completed',
      intent: 'order',
      authoredOn: dayTime(day),
      dispenseRequest: { validityPeriod: { start: day }, quantity: { value: 28, unit: 'dose' } },
    }));
    return { statement, others: [product, plan, ...(withIssues ? issues : [])] };
  });
  const statements = triples.map(({ statement }) => statement);
  return [
    ...statements,
    ...triples.flatMap(({ others }) => others),
    list(AREA.medications, 'Medications and medical devices', statements, one, practice),
  ];
};

const problems = (practice: Practice, one: Registered): readonly Resource[] => {
  const resources = one.record.problems.map((problem) => ({
    resourceType: 'Condition',
    id: `${one.id}-${problem.id}`,
    meta: meta('ProblemHeader-Condition'),
    extension: [{ url: EXTENSION.problemSignificance, valueCode: problem.significance }],
    clinicalStatus: problem.status,
    category: [
      {
        coding: [
          {
            system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1',
            code: 'problem-list-item',
          },
        ],
      },
    ],
    code: snomed(problem),
    subject: patient(one),
    onsetDateTime: dayTime(problem.onset),
    assertedDate: dayTime(problem.onset),
  }));
  return [...resources, list(AREA.problems, 'Problems', resources, one, practice)];
};

const immunisations = (practice: Practice, one: Registered): readonly Resource[] => {
  const resources = one.record.immunisations.map((immunisation) => ({
    resourceType: 'Immunization',
    id: `${one.id}-${immunisation.id}`,
    meta: meta('Immunization'),
    extension: [{ url: EXTENSION.vaccinationProcedure, valueCodeableConcept: snomed(immunisation) }],
    status: 'completed',
    notGiven: false,
    // What was done is in the extension; the product is often not recorded.
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/v3/NullFlavor', code: 'UNK', display: 'unknown' }] },
    patient: patient(one),
    date: dayTime(immunisation.given),
    primarySource: true,
  }));
  return [...resources, list(AREA.immunisations, 'Immunisations', resources, one, practice)];
};

export interface Wanted {
  readonly area: Area;
  readonly part: (name: string) => boolean;
}

/** One area's resources and its List. */
export const areaResources = (practice: Practice, one: Registered, { area, part }: Wanted): readonly Resource[] => {
  switch (area) {
    case 'allergies':
      return allergies(practice, one, part('includeResolvedAllergies'));
    case 'medications':
      return medications(practice, one, part('includePrescriptionIssues'));
    case 'problems':
      return problems(practice, one);
    case 'immunisations':
      return immunisations(practice, one);
  }
};
