import type { Role } from '../../schema/capabilities';

/** Somebody of the programme, or a program that reads. */
export interface Asker {
  readonly role: Role;
  readonly userId: string;
  readonly name: string;
  /** The program they ask with. */
  readonly client: string;
  readonly wards?: readonly string[];
  readonly organisation?: string;
}

export const MINA: Asker = {
  role: 'migration-planner',
  userId: '1001',
  name: 'PLANNER Mina',
  client: 'programme-board',
};
/** Another person of the same name. */
export const OTHER_MINA: Asker = { ...MINA, userId: '1002' };
export const WHY = 'As the programme board agreed';

export const BEDS = 'RWE/bed-state/inpatient-record';
export const PEOPLE = 'RWE/demographics/inpatient-record';
export const OTHERS_OF_HISS = [PEOPLE, 'RWE/appointments/inpatient-record', 'RWE/allergies/administrative-record'];
export const OF_LPT = ['RT5/observations/departmental-record', 'RT5/early-warning/departmental-record'];
export const STAYS = ['RWE/encounters/inpatient-record', 'RWE/wards/inpatient-record', BEDS];

export const WARDS = ['RWE|W12', 'RWE|W15', 'RWE|W21', 'RWE|G5', 'RWE|G7'];
export const ANN: Asker = { role: 'nurse', userId: '2001', name: 'WARD Ann', client: 'ward-board', wards: WARDS };
