import type { TraceStatus } from '../../schema/clinical/person';
import type { CodeableConcept } from '../../schema/clinical/values';

const SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland';

const concept = (code: TraceStatus, text: string): CodeableConcept => ({
  text,
  codings: [{ system: SYSTEM, code, display: text }],
});

/** NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE; the UK Core England variant of the code system. */
export const TRACE_STATUS: Readonly<Record<TraceStatus, CodeableConcept>> = {
  '01': concept('01', 'Number present and verified'),
  '02': concept('02', 'Number present but not traced'),
  '03': concept('03', 'Trace required'),
  '04': concept('04', 'Trace attempted - No match or multiple match found'),
  '05': concept('05', 'Trace needs to be resolved'),
  '06': concept('06', 'Trace in progress'),
  '07': concept('07', 'Number not present and trace not required'),
  '08': concept('08', 'Trace postponed'),
};
