import type { AdministrativeGender, GeneralPractice, NextOfKin, TraceStatus } from './clinical/person';
import type { Address, CodeableConcept, ContactPoint, HumanName, Identifier, Party } from './clinical/values';
import type { WardKey } from './clinical/location';
import type { EncounterClass } from './clinical/encounter';
import type { LabResult, Order, Organism, ReportStatus } from './clinical/pathology';
import type { AllergyIntolerance } from './clinical/care-record';
import type { NhsNumber } from './identifiers';
import type { Instant, LocalDate, PartialDate } from './time';

/** A key left out is unchanged; null deletes it (HL7v2 `""`); anything else replaces. */
export type Patch<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> | null };

/** What a message says about who a person is. */
export interface PersonFacts {
  nhsNumber?: NhsNumber;
  traceStatus?: TraceStatus;
  identifiers: readonly Identifier[];
  name?: HumanName;
  otherNames?: readonly HumanName[];
  gender?: AdministrativeGender;
  birthDate?: PartialDate;
  birthDateEstimated?: boolean;
  deceased?: boolean;
  deceasedAt?: Instant | PartialDate;
  address?: Address;
  /** PID-13. */
  telecom?: readonly ContactPoint[];
  /** PID-14. */
  workTelecom?: readonly ContactPoint[];
  ethnicCategory?: CodeableConcept;
  preferredLanguage?: CodeableConcept;
  generalPractice?: GeneralPractice;
  /** The GP, where the practice was not told beside: of the practice that stands. */
  generalPractitioner?: Party;
  nextOfKin?: readonly NextOfKin[];
  allergies?: readonly Omit<AllergyIntolerance, 'source'>[];
  /** ZU8-4: the person's address and contacts are hidden. */
  locationHidden?: boolean;
  /** ARV-3 `ALL`: the whole record is very restricted (v3-Confidentiality `V`). */
  veryRestricted?: boolean;
  /** ZU8-2: the person dissents from sharing their detailed record. */
  dissents?: boolean;
}

/** What a message says about a stay. */
export interface StayFacts {
  class?: EncounterClass;
  ward?: WardKey;
  bed?: string;
  /** A day where no time of day was told. */
  admittedAt?: Instant | LocalDate;
  dischargedAt?: Instant | LocalDate;
  admissionMethod?: CodeableConcept;
  admissionSource?: CodeableConcept;
  dischargeMethod?: CodeableConcept;
  dischargeDestination?: CodeableConcept;
  specialty?: CodeableConcept;
  consultant?: Party;
  reason?: CodeableConcept;
  expectedDischarge?: LocalDate;
  expectedAdmission?: LocalDate;
  medicallyFit?: boolean;
  readyForDischarge?: LocalDate;
  /** PV1-16 S or Y on this stay. */
  sensitive?: boolean;
}

export type StayChange =
  | 'admit' // A01
  | 'register' // A04
  | 'pre-admit' // A05
  | 'transfer' // A02
  | 'discharge' // A03
  | 'class-change' // A06, A07
  | 'update' // A08
  | 'cancel-admit' // A11
  | 'cancel-transfer' // A12
  | 'cancel-discharge' // A13
  | 'cancel-pre-admit' // A38
  | 'pending-admit' // A14
  | 'pending-transfer' // A15
  | 'pending-discharge' // A16
  | 'cancel-pending-admit' // A27
  | 'cancel-pending-transfer' // A26
  | 'cancel-pending-discharge' // A25
  | 'leave' // A21
  | 'return' // A22
  | 'cancel-leave' // A52
  | 'cancel-return'; // A53

export interface AppointmentFacts {
  /** PV1-44, SCH-11.4; a day where no time of day was told. */
  start?: Instant | LocalDate;
  /** PV2-8, which stands where `start` is not said. A time said in either replaces the other's. */
  expectedStart?: Instant;
  end?: Instant;
  status?: 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow';
  description?: string;
  place?: string;
  practitioner?: Party;
  specialty?: CodeableConcept;
}

export interface WaitingFacts {
  list?: 'elective' | 'outpatient' | 'unknown';
  added?: LocalDate;
  originalDate?: LocalDate;
  guaranteedDate?: LocalDate;
  toComeIn?: LocalDate;
  suspendedFrom?: LocalDate;
  suspendedTo?: LocalDate;
  removalReason?: CodeableConcept;
  specialty?: CodeableConcept;
  consultant?: Party;
  priority?: CodeableConcept;
  site?: string;
}

/** One set of a laboratory's report: what is said of it as a whole (OBR-25), and which lines are its own. */
export interface ReportedSet {
  /** Unique within the report: OBR-4. */
  readonly key: string;
  readonly status: ReportStatus;
  /** Keys of results; none where the message says nothing but the word. */
  readonly lines: readonly string[];
}

interface Occurred {
  /** When it happened: EVN-6, else EVN-2, else MSH-7; for reports OBR-22. Ordered by this at fold, then by intake sequence. */
  readonly occurredAt: Instant;
}

/** When it was put in (EVN-2, else MSH-7), where that is not when it happened: a cancel takes back what was before. */
type RecordedAt = Instant;

/** `recordId` is the sender's primary person identifier as `authority|value`: the person half of the partition key. */
export type DomainEvent = Occurred &
  (
    | {
        readonly kind: 'person-updated';
        readonly recordId: string;
        readonly patch: Patch<PersonFacts>;
        readonly create: boolean;
      }
    | { readonly kind: 'people-merged'; readonly recordId: string; readonly retired: readonly string[] }
    /** A37: these records are two people's again, whichever had absorbed the other. */
    | { readonly kind: 'people-parted'; readonly recordId: string; readonly others: readonly string[] }
    | {
        readonly kind: 'stay-changed';
        readonly recordId: string;
        readonly visit: string;
        readonly change: StayChange;
        readonly patch: Patch<StayFacts>;
        readonly recordedAt?: RecordedAt;
      }
    | {
        readonly kind: 'appointment-changed';
        readonly recordId: string;
        readonly booking: string;
        readonly patch: Patch<AppointmentFacts>;
        readonly recordedAt?: RecordedAt;
        /** An A04 for a later day: a booking that an A11 takes back, too. */
        readonly bookedByRegistration?: true;
        /** A11: that the patient came is taken back, or what an A04 booked; what was said before stands. */
        readonly arrivalCancelled?: true;
        /** A38, or the A11 of a booking that an A04 made: its time is that of the booking. */
        readonly bookingCancelled?: true;
        /** ZU3-3: its status is that of the attendance, or what an earlier one said of that is deleted. */
        readonly attendance?: 'said' | 'deleted';
      }
    | {
        readonly kind: 'waiting-changed';
        readonly recordId: string;
        readonly visit: string;
        readonly patch: Patch<WaitingFacts>;
        readonly recordedAt?: RecordedAt;
        /** A38: its time is that of the listing. */
        readonly bookingCancelled?: true;
      }
    | {
        readonly kind: 'bed-stock-changed';
        readonly ward: WardKey;
        readonly wardName?: string;
        readonly site?: string;
        readonly siteName?: string;
        /** Absent for the ward itself. A bay of null is taken from the bed; what is left out stays as it was. */
        readonly bed?: { readonly code: string; readonly name?: string; readonly bay?: string | null };
        readonly change: 'put' | 'remove';
      }
    | {
        readonly kind: 'lab-reported';
        readonly recordId: string;
        readonly fillerNumber: string;
        /** Where the number is a specimen's: the set that this is of (OBR-4). It says nothing of the others. */
        readonly set?: string;
        readonly placerNumber?: string;
        readonly status: ReportStatus;
        readonly code: CodeableConcept;
        readonly collected?: Instant;
        /** In place of `collected`, where no time of day was told. */
        readonly collectedDate?: PartialDate;
        readonly issued: Instant;
        readonly requester?: Party;
        readonly laboratory: string;
        readonly specimen?: CodeableConcept;
        readonly ward?: WardKey;
        readonly results: readonly LabResult[];
        /** Where the report is of several sets (OBRs), each of them; left out where it is of one. */
        readonly sets?: readonly ReportedSet[];
        readonly organisms: readonly Organism[];
        readonly document?: { readonly contentType: string; readonly bytes: number };
        /** `W`, or every line `D`. */
        readonly retracted: boolean;
      }
    | {
        readonly kind: 'imaging-reported';
        readonly recordId: string;
        readonly accessionNumber: string;
        readonly placerNumber?: string;
        readonly status: ReportStatus;
        readonly code: CodeableConcept;
        readonly issued: Instant;
        readonly reporter?: Party;
        readonly text: string;
        readonly retracted: boolean;
      }
    | {
        readonly kind: 'ordered';
        readonly recordId: string;
        readonly discipline: 'pathology' | 'imaging';
        /** Its status is left out where the message says nothing of it: progress opens nothing that is over. */
        readonly order: Omit<Order, 'source' | 'key' | 'status' | 'elsewhere'> & Partial<Pick<Order, 'status'>>;
        /** The system that gave it its placer number (ORC-2.2), where it is named. */
        readonly placer?: string;
        /** Asked of the order, or said of what was asked: of all tests under its number, where it names none of them. */
        readonly asWhole?: true;
      }
  );

export type EventKind = DomainEvent['kind'];
