import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { conceptOf, oneOf, periodOf, stated } from '../fhir/elements';
import type { FhirMedicationRequest } from '../fhir/care-record';
import type { Medication } from '../../../schema/clinical/care-record';
import type { Period, RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

export const MEDICATION_STATUSES = ['active', 'completed', 'entered-in-error', 'stopped', 'on-hold'] as const;

interface Dose {
  readonly sequence?: number | undefined;
  readonly text?: string | undefined;
}

/**
 * All that is said of how much to take when, in its order: the first of several doses alone would be another dose.
 * Undefined where one of them is not said in words.
 */
export const dosesText = (doses: readonly Dose[]): string | undefined => {
  const texts = [...doses].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0)).flatMap(({ text }) => text ?? []);
  return texts.length === 0 || texts.length < doses.length ? undefined : texts.join('; ');
};

/** From the first of the doses to the last; open where one of them has no end. */
const boundsOf = ({ dosageInstruction }: FhirMedicationRequest): Period => {
  const periods = dosageInstruction.map(({ timing }) => periodOf(timing?.repeat?.boundsPeriod));
  const [start] = periods.flatMap((each) => each.start ?? []).sort();
  const ends = periods.flatMap((each) => each.end ?? []).sort();
  return stated({ start, end: ends.length < periods.length ? undefined : ends.at(-1) });
};

/** One prescription; which kind it is, the system says in its own way. */
export const prescribed = (
  resource: FhirMedicationRequest,
  source: RecordSource,
  prescriptionType: Medication['prescriptionType'],
  { instance }: UkCoreServer,
): Medication => {
  const medication = conceptOf(resource.medicationCodeableConcept, instance);
  if (medication === undefined) throw new NotFhir('MedicationRequest.medication holds neither text nor code');
  const bounds = boundsOf(resource);
  return stated({
    key: keyOfResource(instance, resource),
    source,
    medication,
    // R4 `cancelled` was withdrawn before anything was given; this graph's word for a chart line that ended is stopped.
    status: resource.status === 'cancelled' ? 'stopped' : oneOf(MEDICATION_STATUSES, resource.status),
    prescriptionType,
    dosageText: dosesText(resource.dosageInstruction),
    effective: stated({ start: bounds.start ?? resource.authoredOn, end: bounds.end }),
    issues: [],
  });
};
