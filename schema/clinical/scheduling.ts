import type { Instant, LocalDate } from '../time';
import type { SubjectOfRecord } from './encounter';
import type { WardKey } from './location';
import type { ClinicalRecord, CodeableConcept, Party } from './values';

export interface Appointment extends ClinicalRecord {
  readonly status: 'proposed' | 'pending' | 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow' | 'unknown';
  readonly kind: 'general-practice' | 'outpatient' | 'community' | 'theatre' | 'other';
  readonly start: Instant;
  /** Where no time of day was told: `start` is then its first moment. */
  readonly startDate?: LocalDate;
  readonly end?: Instant;
  readonly description?: string;
  readonly place?: string;
  readonly practitioner?: Party;
  readonly specialty?: CodeableConcept;
}

/** A session of a theatre: who operates there, from when to when. One without cases is empty. */
export interface TheatreSession extends ClinicalRecord {
  readonly kind: 'session';
  /** By its code; a theatre is named as a ward is, and whoever works on it likewise. */
  readonly theatre: WardKey;
  /** As people call it: `Theatre 2`. */
  readonly theatreName: string;
  /** What the list is called. */
  readonly name?: string;
  readonly consultant?: Party;
  readonly specialty?: CodeableConcept;
  readonly start: Instant;
  readonly end: Instant;
  /** Minutes of it that cannot be used, where any are told. */
  readonly unavailableMinutes?: number;
  /** False for a session that was taken back. */
  readonly active: boolean;
}

/** A case of a theatre, cancelled ones too. `key` is the appointment's: the same case in the person's diary. */
export interface TheatreCase extends ClinicalRecord {
  readonly kind: 'case';
  /** The key of its session; none for a case in no session, an emergency say. */
  readonly session?: string;
  /** Where it is to be; always told of a case in a session. */
  readonly theatre?: WardKey;
  /** As people call it. */
  readonly theatreName?: string;
  readonly status: Appointment['status'];
  /** As planned. */
  readonly start: Instant;
  readonly end?: Instant;
  /** In words. */
  readonly procedure?: string;
  readonly subject: SubjectOfRecord;
}

/** Sessions and their cases side by side, because people are hidden record by record: whoever may not see a case still sees its session. */
export type TheatreListing = TheatreSession | TheatreCase;

/** A place on a waiting list (PAS class W with ZU4). `key` is `organisation|visit number`. */
export interface WaitingListEntry extends ClinicalRecord {
  readonly status: 'waiting' | 'suspended' | 'removed';
  readonly list: 'elective' | 'outpatient' | 'unknown';
  readonly specialty?: CodeableConcept;
  readonly consultant?: Party;
  /** Placed on the list at this provider (ZU4-1). */
  readonly added?: LocalDate;
  /** The date the wait counts from (ZU4-2). */
  readonly originalDate?: LocalDate;
  /** By when admission is guaranteed (ZU4-3). */
  readonly guaranteedDate?: LocalDate;
  /** To come in (ZU4-6). */
  readonly toComeIn?: LocalDate;
  readonly priority?: CodeableConcept;
  readonly removalReason?: CodeableConcept;
  /** The suspension that was told last (ZU4-4, ZU4-5): from its first day up to, not including, the day it ends. */
  readonly suspension?: { readonly from: LocalDate; readonly to?: LocalDate };
  readonly site?: string;
  readonly subject: SubjectOfRecord;
}
