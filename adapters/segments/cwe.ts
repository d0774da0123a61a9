import type { CodeableConcept, Coding } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';

export const SNOMED = 'http://snomed.info/sct';
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

/** Names that UK senders give to published code systems in CE-3 (HL7 table 0396 and the UK's own). */
const SYSTEMS: Readonly<Record<string, string>> = {
  SCT: SNOMED,
  SNM3: SNOMED,
  SNOMED: SNOMED,
  'SNOMED-CT': SNOMED,
  SNOMEDCT: SNOMED,
  SNCT: SNOMED,
  ICD10: ICD10,
  I10: ICD10,
  'ICD-10': ICD10,
  LN: 'http://loinc.org',
  LOINC: 'http://loinc.org',
  DMD: 'https://dmd.nhs.uk',
  'DM+D': 'https://dmd.nhs.uk',
  UCUM: 'http://unitsofmeasure.org',
  OPCS4: 'https://fhir.hl7.org.uk/CodeSystem/OPCS-4',
};

/** The URI of a coding system as a sender names it; one nobody publishes (NICIP, L, a vendor's) is the sender's own. */
export const codingSystem = (name: string, instance: InstanceName, table: string): string =>
  SYSTEMS[name.toUpperCase()] ?? `urn:local:${instance}:${name === '' ? table : name}`;

/**
 * One CE, CNE or CWE (HL7 2.5.1 section 2A.13) with its alternate coding. `table` names the sender's own codes where
 * CE-3 is empty. Undefined when neither a code nor a text was sent.
 */
export const codeableConcept = (
  segment: Segment,
  field: number,
  instance: InstanceName,
  table: string,
  repetition = 1,
): CodeableConcept | undefined => {
  const part = (component: number) => segment.text(field, component, repetition).trim();
  const coding = (at: number): readonly Coding[] => {
    const [code, display] = [part(at), part(at + 1)];
    if (code === '') return [];
    return [{ system: codingSystem(part(at + 2), instance, table), code, ...(display === '' ? {} : { display }) }];
  };
  const codings = [...coding(1), ...coding(4)];
  const text = part(9) || part(2) || part(5) || codings[0]?.code;
  return text === undefined || text === '' ? undefined : { text, codings };
};
