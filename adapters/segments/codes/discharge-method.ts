import type { CodeableConcept } from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';
import type { CodeTable } from './code-table';
import { coded } from './code-table';

/** UK Core CodeSystem DischargeMethodEngland 1.0.0 (NHS DD DISCHARGE METHOD). */
const DISCHARGE_METHOD: CodeTable = {
  system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DischargeMethodEngland',
  name: 'discharge-method',
  displays: {
    '1': 'Patient discharged on clinical advice or with clinical consent',
    '3': 'Patient discharged by mental health review tribunal, Home Secretary or Court',
    '4': 'Patient died',
    '5': 'Stillbirth',
    '6': 'Patient discharged him/herself',
    '7': 'Patient discharged by a relative or advocate',
    '8': 'Not applicable',
    '9': 'Method of discharge not known',
  },
};

/** The older A&E attendance disposal list, which is what ITK's table 0112 holds. Nobody publishes it as a FHIR code system. */
const ATTENDANCE_DISPOSAL: CodeTable = {
  system: null,
  name: 'attendance-disposal',
  displays: {
    '1': 'Admitted to a hospital bed, or became a lodged patient, of the same provider',
    '2': 'Discharged, follow-up treatment to be provided by general practitioner',
    '3': 'Discharged, did not require any follow-up treatment',
    '4': 'Referred to A&E clinic',
    '5': 'Referred to fracture clinic',
    '6': 'Referred to other out-patient clinic',
    '7': 'Transferred to other health care provider',
    '8': 'Not applicable',
    '9': 'Not known',
    '10': 'Died in department',
    '11': 'Referred to other health care professional',
    '12': 'Left department before being treated',
    '13': 'Left department having refused treatment',
    '14': 'Other',
  },
};

/**
 * PV1-36. Senders mix two lists whose codes overlap (`4` is "died" in one and "referred to A&E clinic" in the other).
 * An emergency attendance, or a code only the disposal list has, is read by that list; else the discharge method.
 * Death is never concluded from it: that is PID-29 and PID-30.
 */
export const dischargeMethod = (
  code: string,
  emergencyAttendance: boolean,
  instance: InstanceName,
): CodeableConcept | undefined => {
  const bare = code.replace(/^0(\d)$/, '$1');
  const disposal = emergencyAttendance || bare !== code || /^1\d$/.test(bare) || bare === '2';
  const concept = coded(disposal ? ATTENDANCE_DISPOSAL : DISCHARGE_METHOD, bare, instance);
  if (concept === undefined || concept.codings[0]?.display === undefined)
    return coded(DISCHARGE_METHOD, code, instance);
  return { text: concept.text, codings: [...concept.codings, { system: `urn:local:${instance}:PV1-36`, code }] };
};
