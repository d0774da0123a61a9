import type { Answer } from '../schema/answer';
import type {
  Ask,
  Capability,
  PersonCapability,
  PersonValue,
  Place,
  PlaceCapability,
  PlaceValue,
  Selection,
} from '../schema/capabilities';
import type { SubjectOfRecord } from '../schema/clinical/encounter';
import type { PersonIdentity } from '../schema/clinical/person';
import type { Appointment } from '../schema/clinical/scheduling';
import type { Clock } from '../schema/clock';
import type { DomainEvent } from '../schema/events';
import type { InstanceName } from '../schema/identifiers';
import type { DateRange, Instant } from '../schema/time';
import type { Hl7Message } from './wire/hl7v2/message';
import type { ProjectionReader } from './projections/reader';
import type { z } from 'zod';

/**
 * What an adapter is: the first file to read.
 *
 * A kind of system is one folder under `systems/` and one line in `registry.ts`. It says how the system is asked
 * (`sources`), and, where it pushes, what its messages mean (`translate`). Deliberately not in it: retries, time
 * limits, breakers, caching, authorisation, audit, GraphQL and acknowledgements. The door and the inbox do those once.
 */
export interface AdapterKind<Config = unknown> {
  /** `pas`, `nervecentre`, `lims`, `pacs`, `gp-connect`, `systmone`: the part of an instance's name before `@`. */
  readonly kind: string;
  /** As people say it: `Nervecentre`. */
  readonly name: string;
  /** Each capability it can answer, and how. What it cannot do is data here, not a special case in a test. */
  readonly provides: { readonly [C in Capability]?: Provision };
  /** Where each fact of an answer comes from; a test holds it to what the adapter really fills. */
  readonly coverage?: Coverage;
  /** Settings, parsed once at start; an instance whose settings do not parse does not start. */
  readonly config: z.ZodType<Config>;
  /** Opens whatever it needs. Asked to close twice, it closes once. */
  connect(config: Config, means: Means): Connection;
  /** Only for systems that push: what a message says. Pure: the same message gives the same events, always. */
  readonly translate?: Translate;
}

/**
 * By capability: path in the canonical record, as `GRAPH_FIELDS` (schema/graph-fields.ts) has it, to where it stands on the
 * wire: `PV1-3.1`, `Observation.valueQuantity`. A planner reads from it what a new system will not fill.
 */
export type Coverage = { readonly [C in Capability]?: Readonly<Record<string, string>> };

export interface Provision {
  /** `projection`: read from what was heard; the door never caches it and its silence makes it stale. */
  readonly from: 'live' | 'projection';
  /** How many people or places one call can carry; the door splits to this. */
  readonly maxBatch: number;
  /** `user`: asked in the viewer's name, so never collapsed across viewers and never cached. */
  readonly asksAs: 'system' | 'user';
  /** How long the door may reuse a live answer; 0 for facts that kill when old. */
  readonly ttlMs: number;
  /** What every such answer lacks, said as a warning (GP Connect has no past appointments). */
  readonly limits?: readonly { readonly code: string; readonly text: string }[];
}

/** What a connection is given: nothing else reaches the outside. */
export interface Means {
  readonly instance: InstanceName;
  readonly clock: Clock;
  /** What the instance's feeds have said, folded. Present for every kind; only those that push have rows. */
  readonly projections: ProjectionReader;
  /** What no answer can tell, as one line: never with a patient's value. */
  readonly log?: (line: string) => void;
}

/** Batch first: same length, same order out as in. Throws {@link SourceFault} when the whole call failed. */
export type PersonSource<C extends PersonCapability> = (
  people: readonly PersonIdentity[],
  selection: Selection,
  ask: Ask,
) => Promise<readonly Answer<PersonValue<C>>[]>;
export type PlaceSource<C extends PlaceCapability> = (
  places: readonly Place[],
  selection: Selection,
  ask: Ask,
) => Promise<readonly Answer<PlaceValue<C>>[]>;

export interface Sources {
  readonly people: { readonly [C in PersonCapability]?: PersonSource<C> };
  readonly places: { readonly [C in PlaceCapability]?: PlaceSource<C> };
}

/** A small picture of a whole study (WADO-RS thumbnail), from the address in the settings and no other. */
export interface Images {
  thumbnail(studyUid: string, signal: AbortSignal): Promise<{ readonly contentType: string; readonly bytes: Buffer }>;
}

/** An appointment at which a service goes to see somebody, or has been. Where it sees a group, one for each of them. */
export interface Visit {
  /** `systmone@RT5|Appointment/CM921`: of all of a group. */
  readonly key: string;
  readonly start: Instant;
  readonly status: Appointment['status'];
  readonly subject: SubjectOfRecord;
  /** Whether the identity rules make it this person's: whom its numbers name may still be somebody else. */
  isOf(person: PersonIdentity): boolean;
}

/** Whom an organisation visits: asked of all of it at once, in Causeway's own name, never while somebody reads. */
export interface Visits {
  /** All that start within the window, whoever's, cancelled ones too; none entered in error. Throws {@link SourceFault}. */
  during(window: DateRange, ask: Ask): Promise<Answer<readonly Visit[]>>;
}

export interface Connection {
  readonly sources: Sources;
  /** Pictures of a study, for kinds that hold them. Throws {@link SourceFault}. */
  readonly images?: Images;
  /** Visits of the whole organisation, for kinds that hold them. */
  readonly visits?: Visits;
  close(): Promise<void>;
}

/** A whole call that failed, for the door to retry, count and report. `message` carries no patient value and no vendor text. */
export class SourceFault extends Error {
  constructor(
    readonly code: 'SOURCE_UNAVAILABLE' | 'SOURCE_TIMEOUT' | 'SOURCE_INVALID' | 'SOURCE_REFUSED',
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'SourceFault';
  }
}

/** How a feed's sender writes: data, per feed, in the settings. */
export interface FeedProfile {
  /** The instance whose feed this is. */
  readonly instance: InstanceName;
  /** Where the ward, bay, bed and facility stand in a PL (1-based components). ITK puts the ward in the room component: `{ward: 2, bed: 3, facility: 4}`. */
  readonly pl: { readonly ward: number; readonly room?: number; readonly bed: number; readonly facility: number };
  /** CX-4 of NHS numbers: `NHS`. */
  readonly nhsAuthorities: readonly string[];
  /** CX-4 of the sender's own hospital numbers: `RWE`. An empty CX-4 counts as the first of these only where listed as ''. */
  readonly hospitalAuthorities: readonly string[];
  /** How the sender codes sex. */
  readonly sexCodes: 'itk' | 'hl7';
  /** MSH-11 values accepted: `P` by default. */
  readonly processingIds: readonly string[];
  /** MSH-12 values accepted; empty accepts any. */
  readonly versions: readonly string[];
  /** Message types accepted as `ADT^A01`; `ADT` accepts the whole type; empty accepts any. */
  readonly messageTypes: readonly string[];
  /** MSH-4 values accepted; empty accepts any. */
  readonly sendingFacilities: readonly string[];
  /** Charset where MSH-18 says nothing. */
  readonly charset: string;
  /** Behind a held message of a partition: ADT waits, results pass. */
  readonly whenHeld: 'wait' | 'pass';
  /** After this long without a message the feed's answers are stale. */
  readonly silenceMs: number;
  /**
   * What a laboratory numbers (OBR-3): `reports`, each of which is sent whole, or `specimens`, of which each message may
   * tell some sets and leave the others as they were. Reports unless said.
   */
  readonly fillerNumbers?: 'reports' | 'specimens';
}

/** Why a message cannot be translated: an engineer acts on it. No values, only places. */
export interface Refusal {
  /** HL7 table 0357. */
  readonly hl7: '100' | '101' | '102' | '103' | '200' | '201' | '202' | '203' | '204' | '205' | '206' | '207';
  /** `PID-3`. */
  readonly at: string;
  /** `PID-3 holds no identifier of the sender's own authority (hospitalAuthorities of the feed: RWE)`. */
  readonly reason: string;
}

export type Translation =
  | { readonly kind: 'events'; readonly events: readonly DomainEvent[]; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Translate = (message: Hl7Message, profile: FeedProfile) => Translation;
