import type { Coverage } from '../../contract';

const PLACE = { 'place.ward': 'PV1-3.2', 'place.bed': 'PV1-3.3', 'place.period': 'EVN-6' } as const;

/** ITK HL7 v2.4 ADT and MFN^M05. A ward has no specialty there, and a person ready to leave no pathway and no reason. */
export const coverage: Coverage = {
  encounters: {
    identifier: 'PV1-19',
    status: 'MSH-9.2',
    class: 'PV1-2',
    'period.start': 'PV1-44',
    'period.end': 'PV1-45',
    subject: 'PID-3',
    ...PLACE,
    'previousPlaces[].ward': 'PV1-3.2',
    'previousPlaces[].bed': 'PV1-3.3',
    'previousPlaces[].period': 'EVN-6',
    admissionMethod: 'PV1-4',
    admissionSource: 'PV1-14',
    dischargeMethod: 'PV1-36',
    dischargeDestination: 'PV1-37',
    specialty: 'PV1-10',
    consultant: 'PV1-9',
    reason: 'PV2-3',
    expectedDischarge: 'PV2-9',
  },
  wards: {
    'ward.code': 'LOC-1.2',
    'ward.organisation': 'LOC-1.4',
    name: 'LOC-2',
    site: 'LRL-5.3',
    siteName: 'LRL-5.1',
  },
  'bed-state': {
    ward: 'LOC-1.2',
    code: 'LOC-1.3',
    name: 'LOC-2',
    bay: 'LRL-6.3',
    status: 'MFE-1, PV1-3',
    visit: 'PV1-3, PV1-19',
  },
  'discharge-readiness': {
    visit: 'PV1-19',
    ward: 'PV1-3.2',
    bed: 'PV1-3.3',
    subject: 'PID-3',
    readySince: 'ZU1-24',
    medicallyFit: 'ZU1-22',
  },
};
