import { keyOfResource } from '../../../../schema/record-key';
import { hasCode, oneOf, periodOf, stated } from '../../../uk-core/fhir/elements';
import type { FhirMedicationRequest } from '../../../uk-core/fhir/care-record';
import { dosesText, medicineOf, MEDICATION_STATUSES, prescriptions } from '../../../uk-core/sources/prescribed';
import { medicationStatement, type FhirMedicationStatement } from '../fhir/care-record';
import { unreadableRecord } from '../../../uk-core/sources/reading';
import { SourceFault } from '../../../contract';
import { askPatients } from '../../../uk-core/sources/by-patient';
import { findPatients } from '../../../uk-core/sources/patients';
import type { Answer } from '../../../../schema/answer';
import type { PersonSource } from '../../../contract';
import type { Medication } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { UkCoreServer } from '../../../uk-core/server';

const hasCategory = ({ category }: FhirMedicationRequest, code: string): boolean =>
  category.some((each) => hasCode(each, code));

type Medicines = readonly Answer<readonly Medication[]>[];

/** What could be read of one search where the other's answer is nonsense. Throws what the door can ask again for. */
const readOf = async (
  systmone: UkCoreServer,
  ...asked: readonly Promise<Medicines>[]
): Promise<readonly Medicines[]> => {
  const told = await Promise.allSettled(asked);
  const faults = told.flatMap((one): readonly unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  const answers = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const invalid = (fault: unknown): boolean => fault instanceof SourceFault && fault.code === 'SOURCE_INVALID';
  if (faults.length === 0) return answers;
  if (answers.length === 0 || !faults.every(invalid)) throw faults.find((fault) => !invalid(fault)) ?? faults[0];
  return answers.map((each) =>
    each.map((answer) =>
      answer.kind === 'found'
        ? { ...answer, complete: false, warnings: [...answer.warnings, unreadableRecord(systmone)] }
        : answer,
    ),
  );
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
const taken = (resource: FhirMedicationStatement, source: RecordSource, systmone: UkCoreServer): Medication => {
  return stated({
    key: keyOfResource(systmone.instance, resource),
    source,
    medication: medicineOf(resource, systmone),
    status: oneOf([...MEDICATION_STATUSES, 'intended', 'not-taken'] as const, resource.status),
    dosageText: dosesText(resource.dosage),
    effective: periodOf(resource.effectivePeriod ?? { start: resource.effectiveDateTime }),
    issues: [],
  });
};

/** What is prescribed here, and what is recorded as taken: both, so that neither search's silence hides the other's. */
export const medicationsOfPeople =
  (systmone: UkCoreServer): PersonSource<'medications'> =>
  async (people, _selection, ask) => {
    const known = await findPatients(systmone, people, ask);
    const [first = [], second] = await readOf(
      systmone,
      askPatients(
        systmone,
        known,
        prescriptions(systmone, (resource) => (hasCategory(resource, 'inpatient') ? 'inpatient' : 'unknown')),
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
    );
    return second === undefined ? first : first.map((answer, index) => joined(answer, second[index]));
  };
