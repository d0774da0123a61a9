import type { Bed, Ward } from '../../schema/clinical/location';
import type { DischargeReadiness, Encounter } from '../../schema/clinical/encounter';
import type { Demographics, PersonIdentity } from '../../schema/clinical/person';
import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import type { LabReport, Order } from '../../schema/clinical/pathology';
import type { ImagingReport } from '../../schema/clinical/imaging';
import type { Appointment, WaitingListEntry } from '../../schema/clinical/scheduling';
import type { Answer } from '../../schema/answer';
import type { Place } from '../../schema/capabilities';
import type { DateRange, Instant } from '../../schema/time';

/** What the folds keep: one row a record, as the graph's own canonical record. */
export interface ProjectedShapes {
  demographics: Demographics;
  encounters: Encounter;
  'discharge-readiness': DischargeReadiness;
  allergies: AllergyIntolerance;
  appointments: Appointment;
  'waiting-list': WaitingListEntry;
  wards: Ward;
  beds: Bed;
  'lab-reports': LabReport;
  'lab-orders': Order;
  'imaging-reports': ImagingReport;
  'imaging-orders': Order;
}
export type ProjectedKind = keyof ProjectedShapes;

export interface ReadOptions {
  /** Only records with these business keys, in whatever state they are. */
  readonly keys?: readonly string[];
  readonly window?: DateRange;
  /** For who reads without a window and leaves some out later: what a record in doubt had before counts for nothing. */
  readonly doubtsFrom?: Instant;
  /** Newest first, at most this many a person. */
  readonly limit?: number;
  /** Of demographics: what records that were absorbed said last, where none is left that speaks for them. */
  readonly absorbed?: true;
}

/**
 * Reads one instance's read models. Answers are already honest: `found` with the feed's `asOf`; beyond the feed's
 * agreed silence `failed` SOURCE_STALE with the rows as `stale`; while a touched partition holds a message,
 * `complete: false` and warning MESSAGE_HELD; so where a record in doubt holds what is asked of a person, with warning
 * IDENTITY_IN_DOUBT. A report that was told of somebody else afterwards is retracted, and REPORT_MOVED says so, or
 * REPORT_IN_DOUBT that it is not settled whose it is; an order is revoked, and ORDER_MOVED says so. A report or an order that
 * several of a person's records tell of is one; read by place, where nobody says whose a record is, each record's is its own.
 */
export interface ProjectionReader {
  forPeople<K extends ProjectedKind>(
    kind: K,
    people: readonly PersonIdentity[],
    options?: ReadOptions,
  ): Promise<readonly Answer<readonly ProjectedShapes[K][]>[]>;
  forPlaces<K extends ProjectedKind>(
    kind: K,
    places: readonly Place[],
    options?: ReadOptions,
  ): Promise<readonly Answer<readonly ProjectedShapes[K][]>[]>;
  /** The last message heard on the instance's feed, null when none ever. */
  heardUntil(): Promise<Instant | null>;
}
