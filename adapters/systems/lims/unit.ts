import type { Quantity } from '../../../schema/clinical/values';
import type { Segment } from '../../wire/hl7v2/message';

/** UCUM as OBX-6.3 names it: HL7 table 0396, its OID, FHIR's URI. */
const UCUM: ReadonlySet<string> = new Set(['UCUM', '2.16.840.1.113883.6.8', 'HTTP://UNITSOFMEASURE.ORG']);

/** `x10^9/L`, `m^2`: a caret that its sender forgot to escape, so that OBX-6.2 is no name but goes on with an exponent. */
const UNESCAPED_CARET = /(^|[^\d.])10\^[-+]?\d|\^[-+]?\d{1,2}\s*(\/|$)/;

/** OBX-6: the printed unit, and its code where it is UCUM: said so, or nothing else said (2.5.1 UK profiles), and it could be. */
export const unitOf = (obx: Segment): Pick<Quantity, 'unit' | 'ucum'> => {
  const [code, name, system] = [obx.text(6), obx.text(6, 2), obx.text(6, 3).trim().toUpperCase()];
  if (code === '') return name === '' ? {} : { unit: name };
  const whole = `${code}^${name}`;
  if (name !== '' && UNESCAPED_CARET.test(whole)) return { unit: whole };
  const unit = name || code;
  return (system === '' || UCUM.has(system)) && !/[\s^]/.test(code) ? { unit, ucum: code } : { unit };
};
