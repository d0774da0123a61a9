import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, hasCode, oneOf, periodOf, stated } from '../fhir/elements';
import {
  medicationRequest,
  medicationStatement,
  type FhirMedicationRequest,
  type FhirMedicationStatement,
} from '../fhir/care-record';
import { askPatients } from './people';
import { findPatients } from './patients';
import type { Answer } from '../../../../schema/answer';
import type { PersonSource } from '../../../contract';
import type { Medication } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { SystmOne } from '../search';

const STATUSES = ['active', 'completed', 'entered-in-error', 'stopped', 'on-hold'] as const;

const hasCategory = ({ category }: FhirMedicationRequest, code: string): boolean =>
  category.some((each) => hasCode(each, code));

const prescribed = (
  resource: FhirMedicationRequest,
  source: RecordSource,
  { organisation, instance }: SystmOne,
): Medication => {
  const medication = conceptOf(resource.medicationCodeableConcept, instance);
  if (medication === undefined) throw new NotFhir('MedicationRequest.medication holds neither text nor code');
  const [dosage] = resource.dosageInstruction;
  const bounds = periodOf(dosage?.timing?.repeat?.boundsPeriod);
  return stated({
    key: `${organisation}|${resource.id}`,
    source,
    medication,
    // R4 `cancelled` was withdrawn before anything was given; this graph's word for a chart line that ended is stopped.
    status: resource.status === 'cancelled' ? 'stopped' : oneOf(STATUSES, resource.status),
    prescriptionType: hasCategory(resource, 'inpatient') ? ('inpatient' as const) : ('unknown' as const),
    dosageText: dosage?.text,
    effective: stated({ start: bounds.start ?? resource.authoredOn, end: bounds.end }),
    issues: [],
  });
};

const joined = (
  one: Answer<readonly Medication[]>,
  other: Answer<readonly Medication[]> | undefined,
): Answer<readonly Medication[]> => {
  if (one.kind !== 'found' || other?.kind !== 'found') return one;
  const warnings = new Map([...one.warnings, ...other.warnings].map((warning) => [warning.code, warning]));
  return {
    ...one,
    value: [...one.value, ...other.value],
    complete: one.complete && other.complete,
    warnings: [...warnings.values()],
  };
};

/** Recorded as taken, whoever prescribed it. */
const taken = (
  resource: FhirMedicationStatement,
  source: RecordSource,
  { organisation, instance }: SystmOne,
): Medication => {
  const medication = conceptOf(resource.medicationCodeableConcept, instance);
  if (medication === undefined) throw new NotFhir('MedicationStatement.medication holds neither text nor code');
  return stated({
    key: `${organisation}|${resource.id}`,
    source,
    medication,
    status: oneOf([...STATUSES, 'intended', 'not-taken'] as const, resource.status),
    dosageText: resource.dosage[0]?.text,
    effective: periodOf(resource.effectivePeriod),
    issues: [],
  });
};

/** What is prescribed here, and what is recorded as taken: both, so that neither search's silence hides the other's. */
export const medicationsOfPeople =
  (systmone: SystmOne): PersonSource<'medications'> =>
  async (people, _selection, ask) => {
    const known = await findPatients(systmone, people, ask);
    const [requests, statements] = await Promise.all([
      askPatients(
        systmone,
        known,
        {
          what: 'MedicationRequest',
          query: {},
          schema: medicationRequest,
          subject: ({ subject }) => subject,
          reader: () => (resource, source) => prescribed(resource, source, systmone),
        },
        ask,
      ),
      askPatients(
        systmone,
        known,
        {
          what: 'MedicationStatement',
          query: {},
          schema: medicationStatement,
          subject: ({ subject }) => subject,
          reader: () => (resource, source) => taken(resource, source, systmone),
        },
        ask,
      ),
    ]);
    return requests.map((answer, index) => joined(answer, statements[index]));
  };
