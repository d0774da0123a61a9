import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { conceptOf, oneOf, periodOf, stated } from '../fhir/elements';
import type { FhirMedicationRequest } from '../fhir/care-record';
import type { Medication } from '../../../schema/clinical/care-record';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

export const MEDICATION_STATUSES = ['active', 'completed', 'entered-in-error', 'stopped', 'on-hold'] as const;

/** One prescription; which kind it is, the system says in its own way. */
export const prescribed = (
  resource: FhirMedicationRequest,
  source: RecordSource,
  prescriptionType: Medication['prescriptionType'],
  { instance }: UkCoreServer,
): Medication => {
  const medication = conceptOf(resource.medicationCodeableConcept, instance);
  if (medication === undefined) throw new NotFhir('MedicationRequest.medication holds neither text nor code');
  const [dosage] = resource.dosageInstruction;
  const bounds = periodOf(dosage?.timing?.repeat?.boundsPeriod);
  return stated({
    key: keyOfResource(instance, resource),
    source,
    medication,
    // R4 `cancelled` was withdrawn before anything was given; this graph's word for a chart line that ended is stopped.
    status: resource.status === 'cancelled' ? 'stopped' : oneOf(MEDICATION_STATUSES, resource.status),
    prescriptionType,
    dosageText: dosage?.text,
    effective: stated({ start: bounds.start ?? resource.authoredOn, end: bounds.end }),
    issues: [],
  });
};
