import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, oneOf, periodOf, stated } from '../fhir/elements';
import { medicationRequest, type FhirMedicationRequest } from '../fhir/care-record';
import { askPeople } from './people';
import type { PersonSource } from '../../../contract';
import type { Medication } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { Nervecentre } from '../search';

const STATUSES = ['active', 'completed', 'entered-in-error', 'stopped', 'on-hold'] as const;

const medicationOf = (
  resource: FhirMedicationRequest,
  source: RecordSource,
  { organisation, instance }: Nervecentre,
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
    prescriptionType: 'inpatient' as const,
    dosageText: dosage?.text,
    effective: stated({ start: bounds.start ?? resource.authoredOn, end: bounds.end }),
    issues: [],
  });
};

/** The in-patient chart (ePMA), lines that ended included. */
export const medicationsOfPeople =
  (nervecentre: Nervecentre): PersonSource<'medications'> =>
  (people, _selection, ask) =>
    askPeople(
      nervecentre,
      people,
      {
        what: 'MedicationRequest',
        query: { _include: 'MedicationRequest:patient' },
        schema: medicationRequest,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => medicationOf(resource, source, nervecentre),
      },
      ask,
    );
