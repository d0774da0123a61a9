import { ACT_CODES } from '../vocabulary';
import type { EncounterClass } from '../../../schema/clinical/encounter';
import type { FhirCoding } from '../../wire/fhir/values';

/**
 * v3 ActEncounterCode, as this graph has it. Acute and non-acute in-patients are in-patients (their parent is `IMP`), and
 * so is whoever is admitted for a short stay, as a day case in HL7v2 is. `unknown` stays what has no counterpart here:
 * under observation and not admitted (`OBSENC`), in the field (`FLD`), and before an admission of whatever kind
 * (`PRENC`, whose status says that it is to come).
 */
const CLASSES: ReadonlyMap<string, EncounterClass> = new Map<string, EncounterClass>([
  ['IMP', 'IMP'],
  ['ACUTE', 'IMP'],
  ['NONAC', 'IMP'],
  ['SS', 'IMP'],
  ['EMER', 'EMER'],
  ['AMB', 'AMB'],
  ['HH', 'HH'],
  ['VR', 'VR'],
]);

/**
 * Encounter.class (R4, 1..1, from v3 ActEncounterCode by preference). A code of another system is not one of these,
 * whatever it looks like: a class of its own that was taken for `AMB` would take somebody off the ward's list.
 */
export const encounterClassOf = ({ system, code }: FhirCoding): EncounterClass =>
  (system === undefined || ACT_CODES.includes(system) ? CLASSES.get(code ?? '') : undefined) ?? 'unknown';
