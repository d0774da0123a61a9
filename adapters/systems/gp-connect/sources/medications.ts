import { keyOfResource } from '../../../../schema/record-key';
import { SourceFault, type PersonSource } from '../../../contract';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { labelledAs } from '../../../uk-core/security-labels';
import { dosesText } from '../../../uk-core/sources/prescribed';
import { conceptOf, extensionOf, oneOf, periodOf, stated } from '../fhir/elements';
import {
  medication,
  medicationRequest,
  medicationStatement,
  type FhirMedicationRequest,
  type FhirMedicationStatement,
} from '../fhir/resources';
import type { StructuredRecord } from '../structured-record';
import { localReference } from '../../../wire/fhir/references';
import { EXTENSION } from '../vocabulary';
import { areaOfPeople, PARTLY_READ, RECORD_MISSING, type ReadingContext } from './area';
import type { CodeableConcept } from '../../../../schema/clinical/values';
import type { Medication, MedicationIssue } from '../../../../schema/clinical/care-record';
import type { FhirReference } from '../../../wire/fhir/values';
import type { Practice } from '../practice';

const STATUSES = ['active', 'completed', 'entered-in-error', 'intended', 'stopped', 'on-hold'] as const;
const TYPES = ['acute', 'repeat', 'repeat-dispensing'] as const;

/** Plans and issues. One that cannot be read costs no other: what could be read is shown without it, and that is said. */
const requestsOf = ({ record: { resources, isTheirs }, warn }: ReadingContext): readonly FhirMedicationRequest[] =>
  [...resources.values()]
    .filter(({ resourceType }) => resourceType === 'MedicationRequest')
    .flatMap((resource) => {
      const request = medicationRequest.safeParse(resource);
      if (!request.success) {
        warn(PARTLY_READ);
        return [];
      }
      if (!isTheirs(request.data.subject))
        throw new SourceFault('SOURCE_INVALID', 'The practice answered about another person; nothing of it is shown');
      return [request.data];
    });

const sent = (references: readonly FhirReference[], { resources }: StructuredRecord): boolean =>
  references.some(({ reference }) => reference !== undefined && resources.has(localReference(reference)));

const names = (references: readonly FhirReference[], local: string): boolean =>
  references.some(({ reference }) => reference !== undefined && localReference(reference) === local);

const conceptOfStatement = (
  resource: FhirMedicationStatement,
  { record, practice, warn }: ReadingContext,
): CodeableConcept | undefined => {
  const reference = resource.medicationReference?.reference;
  const held = reference === undefined ? undefined : record.resources.get(localReference(reference));
  const product = held === undefined ? undefined : medication.safeParse(held);
  if (product?.success === false) warn(PARTLY_READ);
  const code = product === undefined ? resource.medicationCodeableConcept : product.data?.code;
  const shown = resource.medicationReference?.display;
  return conceptOf(code, practice.instance) ?? (shown === undefined ? undefined : { text: shown, codings: [] });
};

/** `repeatDispensing`, `repeat dispensing` and `repeat-dispensing` are all seen. */
const prescriptionType = (plan: FhirMedicationRequest | undefined): Medication['prescriptionType'] => {
  const type = plan && extensionOf(plan.extension, EXTENSION.prescriptionType)?.valueCodeableConcept;
  const code = (type?.coding[0]?.code ?? type?.text)?.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/\s+/g, '-');
  return plan === undefined ? undefined : oneOf(TYPES, code?.toLowerCase());
};

const issueOf = (order: FhirMedicationRequest, practice: Practice): MedicationIssue => {
  const { value, unit } = order.dispenseRequest?.quantity ?? {};
  return stated({
    key: keyOfResource(practice.instance, order),
    issuedOn: order.authoredOn ?? order.dispenseRequest?.validityPeriod?.start,
    quantity: value === undefined ? undefined : [value, unit].filter((part) => part !== undefined).join(' '),
  });
};

/** The statement, with its plan's type and dosage and each issue as its own node: an issue is never taken for the plan. */
const medicationOf = (resource: FhirMedicationStatement, context: ReadingContext): Medication => {
  const { key, source, record, practice, warn } = context;
  const concept = conceptOfStatement(resource, context);
  if (concept === undefined) throw new NotFhir('MedicationStatement names no medicine');
  const requests = requestsOf(context);
  const plans = requests.filter(({ id }) => names(resource.basedOn, `MedicationRequest/${id}`));
  // Without the plan nothing says which issues are this medicine's. One that was sent could not be read, and that is said.
  if (!sent(resource.basedOn, record)) warn(RECORD_MISSING);
  const orders = requests
    .filter(({ intent }) => intent === 'order')
    .filter(({ basedOn }) => plans.some(({ id }) => names(basedOn, `MedicationRequest/${id}`)));
  const issues = orders
    .map((order) => issueOf(order, practice))
    .sort((a, b) => (b.issuedOn ?? '').localeCompare(a.issuedOn ?? ''));
  const [plan] = plans;
  return stated({
    key,
    source: labelledAs(source, ...plans, ...orders),
    medication: concept,
    status: oneOf(STATUSES, resource.status),
    prescriptionType: prescriptionType(plan),
    dosageText: dosesText(resource.dosage) ?? dosesText(plan?.dosageInstruction ?? []),
    effective: periodOf(resource.effectivePeriod ?? { start: resource.effectiveDateTime }),
    lastIssued: extensionOf(resource.extension, EXTENSION.lastIssue)?.valueDateTime,
    issues,
  });
};

/** What the practice prescribes and has prescribed, newest issue first. */
export const medicationsOfPeople = (practice: Practice): PersonSource<'medications'> =>
  areaOfPeople(practice, 'medications', {
    type: 'MedicationStatement',
    schema: medicationStatement,
    subject: ({ subject }) => subject,
    read: medicationOf,
  });
