import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { referencedId } from '../../wire/fhir/values';
import { conceptOf, ENTERED_IN_ERROR, oneOf, periodOf, stated } from '../fhir/elements';
import { medicationRequest, type FhirMedicationRequest } from '../fhir/care-record';
import type { Medication } from '../../../schema/clinical/care-record';
import type { CodeableConcept, Period, RecordSource } from '../../../schema/clinical/values';
import type { PersonSearch, UkCoreServer } from '../server';

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

interface Medicine extends Pick<
  FhirMedicationRequest,
  'contained' | 'medicationCodeableConcept' | 'medicationReference'
> {
  readonly resourceType: string;
}

/** By its own code, by that of the Medication it contains, or as the reference shows it. Throws NotFhir where none says. */
export const medicineOf = (
  { resourceType, contained, medicationCodeableConcept, medicationReference }: Medicine,
  { instance }: UkCoreServer,
): CodeableConcept => {
  const { reference, display } = medicationReference ?? {};
  const held = contained.find(({ id }) => id !== undefined && reference === `#${referencedId(id)}`);
  const medication = conceptOf(medicationCodeableConcept, instance) ?? conceptOf(held?.code, instance);
  if (medication !== undefined) return medication;
  if (display === undefined) throw new NotFhir(`${resourceType}.medication holds neither text nor code`);
  return { text: display, codings: [] };
};

/** What is planned stands until it is over or withdrawn; ordered, it is another request. */
const PLAN_OVER = ['completed', 'stopped', 'cancelled'];

/** Undefined for what nobody ordered or plans to: a proposal, one of several options, a plan that is over. */
const statusOf = ({ intent, status }: FhirMedicationRequest): Medication['status'] | undefined => {
  if (status === ENTERED_IN_ERROR) return status;
  switch (intent) {
    case 'proposal':
    case 'option':
      return undefined;
    case 'plan':
      return PLAN_OVER.includes(status) ? undefined : 'intended';
    default:
      // R4 `cancelled` was withdrawn before anything was given; this graph's word for a chart line that ended is stopped.
      return status === 'cancelled' ? 'stopped' : oneOf(MEDICATION_STATUSES, status);
  }
};

/** One prescription, whose kind the system says in its own way; or what is planned, which is of no kind yet. */
export const prescribed = (
  resource: FhirMedicationRequest,
  source: RecordSource,
  prescriptionType: Medication['prescriptionType'],
  server: UkCoreServer,
): Medication | undefined => {
  const medication = medicineOf(resource, server);
  const status = statusOf(resource);
  if (status === undefined) return undefined;
  const bounds = boundsOf(resource);
  return stated({
    key: keyOfResource(server.instance, resource),
    source,
    medication,
    status,
    prescriptionType: resource.intent === 'plan' ? undefined : prescriptionType,
    dosageText: dosesText(resource.dosageInstruction),
    effective: stated({ start: bounds.start ?? periodOf({ start: resource.authoredOn }).start, end: bounds.end }),
    issues: [],
  });
};

/** The search for what is prescribed and planned. */
export const prescriptions = (
  server: UkCoreServer,
  typeOf: (resource: FhirMedicationRequest) => Medication['prescriptionType'],
): PersonSearch<FhirMedicationRequest, Medication> => ({
  what: 'MedicationRequest',
  query: {},
  schema: medicationRequest,
  subject: ({ subject }) => subject,
  reader: () => (resource, source) => prescribed(resource, source, typeOf(resource), server),
});
