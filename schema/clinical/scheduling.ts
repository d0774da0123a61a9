import type { Instant, LocalDate } from '../time';
import type { SubjectOfRecord } from './encounter';
import type { ClinicalRecord, CodeableConcept, Party } from './values';

export interface Appointment extends ClinicalRecord {
  readonly status: 'proposed' | 'pending' | 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow' | 'unknown';
  readonly kind: 'general-practice' | 'outpatient' | 'community' | 'theatre' | 'other';
  readonly start: Instant;
  readonly end?: Instant;
  readonly description?: string;
  readonly place?: string;
  readonly practitioner?: Party;
  readonly specialty?: CodeableConcept;
}

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
