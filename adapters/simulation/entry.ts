import { parseNhsNumber } from '../../schema/identifiers';
import type { NhsNumber, OdsCode } from '../../schema/identifiers';
import { MINUTE, plus } from '../../schema/time';
import type { Instant, LocalDate } from '../../schema/time';
import { SPECIMEN } from './codes';
import { PRACTICES, RWE } from './estate';
import { scoreNews2 } from './news2';
import type { VitalSigns } from './news2';
import type {
  SimBedsideRecord,
  SimClinician,
  SimCoded,
  SimEscalation,
  SimGpRecord,
  SimLabReport,
  SimLabVersion,
  SimObservationSet,
  SimPerson,
  SimStay,
  SimStudy,
} from './hospital';

/** How facts are written down shortly: what is left out is the ordinary case. */
export const nhsNumber = (text: string): NhsNumber => {
  const number = parseNhsNumber(text);
  if (number === null) throw new Error('The synthetic hospital was given an NHS number that fails its check digit.');
  return number;
};
export const date = (text: string): LocalDate => text as LocalDate;

type Practice = (typeof PRACTICES)[keyof typeof PRACTICES];
export const registeredAt = (practice: Practice): Pick<SimPerson, 'practice' | 'practiceName' | 'gp'> => ({
  practice: practice.code,
  practiceName: practice.name,
  gp: practice.gp,
});

type PersonNeeds = 'key' | 'family' | 'given' | 'title' | 'sex' | 'birthDate';
/** An ordinary person: traced, not restricted, registered at the test practice, one phone number for all. */
export const person = (given: Pick<SimPerson, PersonNeeds> & Partial<SimPerson>): SimPerson => ({
  traceStatus: '01',
  birthDateEstimated: false,
  addressLine: `${Number(given.key.slice(1))} Example Street`,
  city: 'Leicester',
  postcode: 'LE1 5WW',
  phone: `01162000${given.key.slice(1)}`,
  ethnicCategory: 'A',
  ...registeredAt(PRACTICES.test),
  restricted: false,
  pasAllergies: [],
  ...given,
});

type StayNeeds = 'visit' | 'person' | 'placements' | 'consultant' | 'reason' | 'treatmentFunction';
/** An emergency admission through ED (21) to RWE, not yet fit to leave; admitted when first placed. */
export const stay = (given: Pick<SimStay, StayNeeds> & Partial<SimStay>): SimStay => {
  const first = given.placements[0];
  if (first === undefined) throw new Error('A stay of the synthetic hospital has no placement.');
  return {
    organisation: RWE,
    class: 'IMP',
    admittedAt: first.from,
    admissionMethod: '21',
    medicallyFit: false,
    ...given,
  };
};

/** One bedside round, scored. */
export const observed = (
  id: string,
  of: Pick<SimStay, 'person' | 'visit' | 'organisation'>,
  at: Instant,
  by: string,
  signs: VitalSigns,
): SimObservationSet => ({
  id,
  person: of.person,
  visit: of.visit,
  organisation: of.organisation,
  at,
  by,
  ...signs,
  news2: scoreNews2(signs),
});

/** Raised five seconds after the round; due within thirty minutes. */
export const escalation = (
  id: string,
  set: SimObservationSet,
  priority: SimEscalation['priority'],
  accepted?: { readonly at: Instant; readonly by: string },
): SimEscalation => ({
  id,
  observationSet: set.id,
  person: set.person,
  visit: set.visit,
  at: plus(set.at, 5000),
  dueBy: plus(set.at, 30 * MINUTE),
  priority,
  ...(accepted === undefined ? {} : { acceptedAt: accepted.at, acceptedBy: accepted.by }),
});

export const version = (
  at: Instant,
  lines: SimLabVersion['lines'],
  status: SimLabVersion['status'] = 'F',
  notes: readonly string[] = [],
): SimLabVersion => ({ at, status, lines, notes });

type ReportNeeds = 'filler' | 'person' | 'set' | 'discipline' | 'collected' | 'requester' | 'versions';
/** A blood report received half an hour after it was collected, without a PDF and without an acknowledgement task. */
export const labReport = (given: Pick<SimLabReport, ReportNeeds> & Partial<SimLabReport>): SimLabReport => ({
  specimen: SPECIMEN.blood,
  received: plus(given.collected, 30 * MINUTE),
  cultures: [],
  pdf: false,
  ...given,
});

/** A study of one series with two images; a reported CT also has its structured report object. */
export const study = (
  given: Omit<SimStudy, 'series' | 'availability' | 'description'> & Partial<SimStudy>,
): SimStudy => ({
  description: given.examination.display,
  availability: 'ONLINE',
  series: given.modalities.map((modality, index) => ({
    uid: `${given.uid}.${index + 1}`,
    modality,
    description: modality === 'SR' ? 'Report' : given.examination.display,
    instances:
      modality === 'SR'
        ? [`${given.uid}.${index + 1}.1`]
        : [`${given.uid}.${index + 1}.1`, `${given.uid}.${index + 1}.2`],
  })),
  ...given,
});

/** A GP record with nothing but an explicit "no known allergies". */
export const gpRecord = (given: Pick<SimGpRecord, 'person'> & Partial<SimGpRecord>): SimGpRecord => ({
  practice: PRACTICES.test.code,
  allergies: 'none-asserted',
  confidentialItems: false,
  medications: [],
  problems: [],
  immunisations: [],
  ...given,
});

export const bedside = (
  given: Pick<SimBedsideRecord, 'person'> & Partial<SimBedsideRecord>,
  organisation: OdsCode = RWE,
): SimBedsideRecord => ({
  organisation,
  allergies: 'nothing-recorded',
  flags: [],
  preferences: [],
  medications: [],
  team: { name: 'Ward team', members: [] },
  documents: [],
  ...given,
});

export const repeat = (
  id: string,
  drug: SimCoded,
  dosage: string,
  start: LocalDate,
  issues: readonly LocalDate[],
): SimGpRecord['medications'][number] => ({ id, drug, dosage, type: 'repeat', start, issues, status: 'active' });

export const order = (
  placer: string,
  of: { readonly person: string; readonly visit?: string },
  at: Instant,
  code: SimCoded,
  requester: SimClinician,
  priority: 'S' | 'A' | 'R' = 'R',
  reason?: string,
) => ({
  placer,
  person: of.person,
  ...(of.visit === undefined ? {} : { visit: of.visit }),
  at,
  code,
  requester,
  priority,
  ...(reason === undefined ? {} : { reason }),
});
