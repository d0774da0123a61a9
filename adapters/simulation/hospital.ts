import type { Instant, LocalDate, PartialDate } from '../../schema/time';
import type { NhsNumber, OdsCode } from '../../schema/identifiers';
import type { TraceStatus } from '../../schema/clinical/person';

/**
 * The synthetic hospital that every simulator shares: what is true, before any system says it in its own words.
 * A pure function of (seed, anchor, traffic steps): the same three give the same hospital, event for event.
 * Every person is invented; NHS numbers are in the 999 range.
 */
export interface Hospital {
  readonly seed: number;
  readonly anchor: Instant;
  readonly sites: readonly SimSite[];
  readonly wards: readonly SimWard[];
  readonly people: readonly SimPerson[];
  readonly stays: readonly SimStay[];
  readonly appointments: readonly SimAppointment[];
  readonly theatreSessions: readonly SimTheatreSession[];
  readonly waiting: readonly SimWaiting[];
  readonly observationSets: readonly SimObservationSet[];
  readonly escalations: readonly SimEscalation[];
  readonly labOrders: readonly SimOrder[];
  readonly labReports: readonly SimLabReport[];
  readonly imagingOrders: readonly SimOrder[];
  readonly studies: readonly SimStudy[];
  readonly gpRecords: readonly SimGpRecord[];
  /** Community and mental-health records kept in SystmOne's R4 facade at RT5. */
  readonly communityRecords: readonly SimCommunityRecord[];
  readonly bedside: readonly SimBedsideRecord[];
  /** Everything that happened, in order of `at` then `seq`: what the feeds tell. */
  readonly history: readonly HospitalEvent[];
}

export interface SimSite {
  readonly organisation: OdsCode; // RWE, RT5
  readonly code: string; // RWEAA
  readonly name: string;
}

export interface SimWard {
  readonly organisation: OdsCode;
  readonly site: string;
  readonly code: string; // W12
  readonly name: string; // Ward 12
  readonly treatmentFunction: string; // 300
  readonly kind: 'inpatient' | 'ed' | 'theatre' | 'community' | 'virtual';
  readonly beds: readonly SimBed[];
}

export interface SimBed {
  readonly code: string; // B3-02
  readonly bay: string; // B3
  readonly name: string; // Ward 12 Bay 3 Bed 2
  readonly sex: 'male' | 'female' | 'mixed';
  readonly sideRoom: boolean;
  /** Beyond being occupied or not, which follows from stays. */
  readonly condition: 'ready' | 'closed' | 'cleaning';
}

export interface SimPerson {
  /** Stable key inside the simulation: `p001`. Never leaves it. */
  readonly key: string;
  readonly nhsNumber?: NhsNumber;
  readonly traceStatus: TraceStatus;
  /** Hospital number at RWE (`S1234567`), absent for people RWE has never seen. */
  readonly rweNumber?: string;
  /** Number at RT5 (`L200001`), absent for people LPT has never seen. */
  readonly rt5Number?: string;
  readonly family: string;
  readonly given: string;
  readonly title: string;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  readonly birthDate: LocalDate;
  readonly birthDateEstimated: boolean;
  readonly deceasedAt?: Instant;
  /** Of a system that knows of the death and not of its date. */
  readonly deathUndated?: true;
  readonly addressLine: string;
  readonly city: string;
  readonly postcode: string;
  readonly phone: string;
  readonly ethnicCategory: string; // A..Z
  readonly practice: OdsCode; // C82999
  readonly practiceName: string;
  readonly gp: string;
  readonly nextOfKin?: {
    readonly family: string;
    readonly given: string;
    readonly relationship: '1' | '2' | '3' | '4' | '12' | '13' | '20';
    readonly phone: string;
  };
  /** S-flag: ZU8-4 2 and PV1-16 S. */
  readonly restricted: boolean;
  /** The whole record: ARV-3 `ALL`. */
  readonly veryRestricted?: boolean;
  /** No sharing between organisations: ZU8-2 2. */
  readonly dissents?: boolean;
  /** Allergies the PAS (AL1) holds, SNOMED. */
  readonly pasAllergies: readonly SimCoded[];
  /** The key of the person whose record absorbs this one at `at`, for the pair that a merge joins. */
  readonly mergedInto?: { readonly key: string; readonly at: Instant };
}

export interface SimCoded {
  readonly code: string;
  readonly display: string;
  readonly recorded?: PartialDate;
}

export interface SimPlacement {
  readonly ward: string;
  readonly bed?: string;
  readonly from: Instant;
  readonly to?: Instant;
}

export interface SimStay {
  readonly visit: string; // 700001
  readonly person: string;
  readonly organisation: OdsCode;
  readonly class: 'IMP' | 'EMER' | 'VR';
  readonly placements: readonly SimPlacement[];
  readonly admittedAt: Instant;
  readonly dischargedAt?: Instant;
  readonly admissionMethod: string; // 21
  readonly treatmentFunction: string;
  readonly consultant: SimClinician;
  readonly reason: { readonly icd10: string; readonly text: string };
  readonly expectedDischarge?: LocalDate;
  readonly medicallyFit: boolean;
  readonly readySince?: LocalDate;
  readonly pathway?: 'P0' | 'P1' | 'P2' | 'P3';
  readonly reasonWaiting?: string;
}

export interface SimClinician {
  readonly gmc: string; // C9999991
  readonly family: string;
  readonly given: string;
  readonly title: string;
}

export interface SimAppointment {
  readonly id: string;
  readonly person: string;
  readonly kind: 'outpatient' | 'general-practice' | 'community' | 'theatre';
  /** RWE, RT5, or the practice. */
  readonly organisation: OdsCode;
  readonly start: Instant;
  readonly minutes: number;
  readonly description: string;
  readonly clinician: SimClinician;
  readonly place: string;
  readonly status: 'booked' | 'cancelled' | 'fulfilled' | 'noshow';
  readonly booked: Instant;
}

/** A session of a theatre; its cases are the theatre appointments that begin in it there. */
export interface SimTheatreSession {
  readonly id: string; // TS940
  readonly organisation: OdsCode;
  readonly theatre: { readonly code: string; readonly name: string }; // TH2, Theatre 2
  readonly name: string;
  readonly clinician: SimClinician;
  readonly treatmentFunction: string;
  readonly start: Instant;
  readonly minutes: number;
  /** Its last minutes, that cannot be used. */
  readonly unavailable?: number;
  readonly published: Instant;
}

export interface SimWaiting {
  readonly visit: string;
  readonly person: string;
  readonly organisation: OdsCode;
  readonly list: 'elective' | 'outpatient';
  readonly added: LocalDate;
  readonly original: LocalDate;
  readonly guaranteed?: LocalDate;
  /** From its first day up to, not including, the day it ends. */
  readonly suspended?: { readonly from: LocalDate; readonly to?: LocalDate };
  readonly toComeIn?: LocalDate;
  readonly treatmentFunction: string;
  readonly consultant: SimClinician;
  /** Not told of everybody. */
  readonly priority?: '1' | '2' | '3';
  readonly site: string;
}

/** One bedside round. A parameter that was not taken is absent, and then there is no total. */
export interface SimObservationSet {
  readonly id: string;
  readonly person: string;
  readonly visit: string;
  readonly organisation: OdsCode;
  readonly at: Instant;
  readonly respiration?: number;
  readonly spo2?: number;
  readonly scale: 1 | 2;
  readonly oxygen?: boolean;
  readonly systolic?: number;
  readonly diastolic?: number;
  readonly pulse?: number;
  readonly consciousness?: 'A' | 'C' | 'V' | 'P' | 'U';
  readonly temperature?: number;
  readonly by: string;
  /** How the device that took them marks readings against the person's own limits; without: it does not. */
  readonly marks?: Readonly<Partial<Record<MarkedSign, 'N' | 'H' | 'L'>>>;
  /** NEWS2 as the RCP's chart scores it; null when a parameter is missing. */
  readonly news2: { readonly total: number; readonly parts: Readonly<Record<News2Part, number>> } | null;
}
export type MarkedSign = 'respiration' | 'spo2' | 'pulse' | 'temperature' | 'systolic' | 'diastolic';
export type News2Part = 'respiration' | 'spo2' | 'oxygen' | 'systolic' | 'pulse' | 'consciousness' | 'temperature';

export interface SimEscalation {
  readonly id: string;
  readonly observationSet: string;
  readonly person: string;
  readonly visit: string;
  readonly at: Instant;
  readonly dueBy: Instant;
  readonly priority: 'urgent' | 'stat';
  readonly acceptedAt?: Instant;
  readonly acceptedBy?: string;
}

export interface SimOrder {
  readonly placer: string; // ORD779
  readonly person: string;
  readonly visit?: string;
  readonly at: Instant;
  readonly code: SimCoded;
  readonly requester: SimClinician;
  readonly priority: 'S' | 'A' | 'R';
  readonly reason?: string;
}

export interface SimLabLine {
  /** SNOMED code; the simulator may also send local codes. */
  readonly code: string;
  readonly display: string;
  readonly value: string; // '6.1', '>900', or text
  readonly unit?: string; // UCUM
  readonly range?: string; // '3.5-5.3'
  readonly flag?: 'L' | 'H' | 'LL' | 'HH' | 'A' | 'N' | 'S' | 'R' | 'I';
}

export interface SimLabVersion {
  readonly at: Instant;
  readonly status: 'P' | 'F' | 'C' | 'W' | 'D' | 'X';
  readonly lines: readonly SimLabLine[];
  readonly notes: readonly string[];
}

export interface SimLabReport {
  readonly filler: string; // 26B0001234
  readonly placer?: string;
  readonly person: string;
  readonly visit?: string;
  readonly ward?: string;
  readonly set: SimCoded; // request set: U&E 252167001
  readonly discipline: 'BS' | 'HM' | 'MB' | 'BLB';
  readonly specimen: SimCoded;
  readonly collected: Instant;
  readonly received: Instant;
  readonly requester: SimClinician;
  /** Oldest first; the last is what stands. */
  readonly versions: readonly SimLabVersion[];
  readonly cultures: readonly {
    readonly organism: SimCoded;
    readonly growth: string;
    readonly sensitivities: readonly { readonly agent: SimCoded; readonly result: 'S' | 'R' | 'I' }[];
  }[];
  readonly pdf: boolean;
  /** The acknowledgement task in Nervecentre; absent: none was raised; `opened` absent: nobody has. */
  readonly acknowledgement?: { readonly opened?: Instant; readonly by?: string };
}

export interface SimStudy {
  readonly uid: string; // 2.25.101
  readonly accession: string; // RWE26000123
  readonly placer?: string;
  readonly person: string;
  readonly visit?: string;
  readonly started: Instant;
  readonly modalities: readonly string[]; // ['CT', 'SR']
  readonly description: string;
  readonly examination: { readonly nicip: string; readonly snomed: string; readonly display: string };
  readonly series: readonly {
    readonly uid: string;
    readonly modality: string;
    readonly description: string;
    readonly instances: readonly string[];
  }[];
  readonly availability: 'ONLINE' | 'NEARLINE';
  /** Oldest first; absent: not reported yet. */
  readonly reports: readonly {
    readonly at: Instant;
    readonly status: 'P' | 'F' | 'C';
    readonly lines: readonly string[];
    readonly reporter: SimClinician;
  }[];
}

/** What the GP holds (GP Connect structured record). */
export interface SimGpRecord {
  readonly person: string;
  readonly practice: OdsCode;
  /** `none-asserted`: 716186003; `nothing-recorded`: empty list with no-content-recorded. */
  readonly allergies: readonly SimCoded[] | 'none-asserted' | 'nothing-recorded';
  readonly confidentialItems: boolean;
  readonly medications: readonly {
    readonly id: string;
    readonly drug: SimCoded; // dm+d in SNOMED
    readonly dosage: string;
    readonly type: 'acute' | 'repeat' | 'repeat-dispensing';
    readonly start: LocalDate;
    readonly issues: readonly LocalDate[];
    readonly status: 'active' | 'completed' | 'stopped';
  }[];
  readonly problems: readonly (SimCoded & {
    readonly id: string;
    readonly status: 'active' | 'inactive';
    readonly significance: 'major' | 'minor';
    readonly onset: LocalDate;
  })[];
  readonly immunisations: readonly (SimCoded & { readonly id: string; readonly given: LocalDate })[];
  /** What the practice answers instead of a record. */
  readonly refusal?: 'NO_PATIENT_CONSENT' | 'PATIENT_NOT_FOUND';
}

export interface SimCommunityRecord {
  readonly person: string;
  readonly problems: readonly (SimCoded & { readonly id: string; readonly onset: LocalDate })[];
  readonly preferences: readonly SimPreference[];
  /** Given by this organisation; absent: it gave none. */
  readonly immunisations?: readonly (SimCoded & { readonly id: string; readonly given: LocalDate })[];
  readonly team: { readonly name: string; readonly members: readonly SimTeamMember[] };
}

/** What Nervecentre holds at the bedside about a person of one organisation. */
export interface SimBedsideRecord {
  readonly person: string;
  readonly organisation: OdsCode;
  readonly allergies: readonly SimCoded[] | 'none-asserted' | 'nothing-recorded';
  readonly flags: readonly (SimCoded & {
    readonly id: string;
    readonly category: 'alert' | 'safeguarding' | 'infection';
    readonly start: Instant;
  })[];
  readonly preferences: readonly SimPreference[];
  readonly medications: readonly {
    readonly id: string;
    readonly drug: SimCoded;
    readonly dosage: string;
    readonly start: Instant;
    readonly end?: Instant;
  }[];
  readonly team: { readonly name: string; readonly members: readonly SimTeamMember[] };
  readonly documents: readonly {
    readonly id: string;
    readonly type: 'discharge-letter';
    readonly title: string;
    readonly at: Instant;
    readonly author: string;
    readonly bytes: number;
  }[];
}

export interface SimPreference {
  readonly id: string;
  readonly category: 'resuscitation' | 'capacity' | 'end-of-life';
  readonly code: string;
  readonly display: string;
  readonly recorded: Instant;
  readonly note?: string;
}

export interface SimTeamMember {
  readonly name: string;
  readonly role: string;
  readonly phone: string;
}

/** What happened: enough for each feed to write its message. Refers by key; the facts are in the hospital. */
export type HospitalEvent = { readonly seq: number; readonly at: Instant; readonly organisation: OdsCode } & (
  | { readonly kind: 'bed-stock'; readonly ward: string }
  | { readonly kind: 'person-registered'; readonly person: string }
  | { readonly kind: 'person-updated'; readonly person: string }
  | { readonly kind: 'person-merged'; readonly person: string; readonly into: string }
  | { readonly kind: 'admitted'; readonly visit: string; readonly ward: string; readonly bed?: string }
  | {
      readonly kind: 'transferred';
      readonly visit: string;
      readonly ward: string;
      readonly bed?: string;
      readonly fromWard: string;
      readonly fromBed?: string;
    }
  | { readonly kind: 'discharged'; readonly visit: string }
  | { readonly kind: 'ready-for-discharge'; readonly visit: string }
  | { readonly kind: 'outpatient-booked'; readonly appointment: string }
  | { readonly kind: 'outpatient-cancelled'; readonly appointment: string }
  | { readonly kind: 'listed'; readonly visit: string }
  | { readonly kind: 'observed'; readonly observationSet: string }
  | { readonly kind: 'lab-ordered'; readonly placer: string }
  | { readonly kind: 'lab-reported'; readonly filler: string; readonly version: number }
  | { readonly kind: 'imaging-ordered'; readonly placer: string }
  | { readonly kind: 'imaging-reported'; readonly accession: string; readonly version: number }
);

/** A running hospital: the seeded one, moved on by traffic. */
export interface LivingHospital {
  readonly current: Hospital;
  /** The moment it is in the hospital. */
  readonly now: () => Instant;
  /** One thing happens (an admission, a transfer, a discharge, a result, an observation round), recorded durably before anyone hears. */
  step(): void;
  /** Called after each step with the new events. Returns how to stop listening. */
  onEvents(listener: (events: readonly HospitalEvent[]) => void): () => void;
  close(): Promise<void>;
}
