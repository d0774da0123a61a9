import type { AccessRecords, GrantInUse } from './access';
import type { Answer } from './answer';
import type { Clock } from './clock';
import type { Coding, Identifier } from './clinical/values';
import type { Demographics, PersonIdentity } from './clinical/person';
import type { Bed, BedHousekeeping, Ward, WardKey } from './clinical/location';
import type { DischargeReadiness, Encounter, SubjectOfRecord } from './clinical/encounter';
import type { EarlyWarningScore, Escalation, Observation } from './clinical/observation';
import type { LabReport, Order, ResultAcknowledgement } from './clinical/pathology';
import type { ImagingReport, ImagingStudy } from './clinical/imaging';
import type {
  AllergyIntolerance,
  CareTeam,
  Condition,
  DocumentReference,
  Flag,
  Immunisation,
  Medication,
  Preference,
} from './clinical/care-record';
import type { Appointment, TheatreListing, WaitingListEntry } from './clinical/scheduling';
import type { GraphRefusal } from './errors';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from './identifiers';
import type { Inbox } from './messages';
import type { Migration } from './migration';
import type { UseRecorder } from './migration/use';
import type { RecordIds } from './record-id';
import type { DateRange, PartialDate } from './time';

/**
 * What can be asked, once. A capability asked about a person gives `person`; one asked about a place (a ward, or a
 * whole organisation) gives `place`. Routes, usage and comparison speak of these names. A list is a `readonly T[]`.
 */
export interface CapabilityShapes {
  demographics: { person: Demographics };
  encounters: { person: readonly Encounter[]; place: readonly Encounter[] };
  wards: { place: readonly Ward[] };
  'bed-state': { place: readonly Bed[] };
  'bed-housekeeping': { place: readonly BedHousekeeping[] };
  'discharge-readiness': { place: readonly DischargeReadiness[] };
  observations: { person: readonly Observation[] };
  'early-warning': { person: readonly EarlyWarningScore[]; place: readonly EarlyWarningScore[] };
  escalations: { person: readonly Escalation[]; place: readonly Escalation[] };
  'lab-reports': { person: readonly LabReport[]; place: readonly LabReport[] };
  'lab-orders': { person: readonly Order[] };
  'result-acknowledgements': { person: readonly ResultAcknowledgement[] };
  'imaging-studies': { person: readonly ImagingStudy[] };
  'imaging-reports': { person: readonly ImagingReport[] };
  'imaging-orders': { person: readonly Order[] };
  allergies: { person: readonly AllergyIntolerance[] };
  medications: { person: readonly Medication[] };
  problems: { person: readonly Condition[] };
  immunisations: { person: readonly Immunisation[] };
  documents: { person: readonly DocumentReference[] };
  preferences: { person: readonly Preference[] };
  flags: { person: readonly Flag[] };
  'care-team': { person: readonly CareTeam[] };
  appointments: { person: readonly Appointment[] };
  'theatre-lists': { place: readonly TheatreListing[] };
  'waiting-list': { person: readonly WaitingListEntry[]; place: readonly WaitingListEntry[] };
}

export type Capability = keyof CapabilityShapes;
export type PersonCapability = {
  [C in Capability]: CapabilityShapes[C] extends { person: unknown } ? C : never;
}[Capability];
export type PlaceCapability = {
  [C in Capability]: CapabilityShapes[C] extends { place: unknown } ? C : never;
}[Capability];
export type PersonValue<C extends PersonCapability> = CapabilityShapes[C] extends { person: infer V } ? V : never;
export type PlaceValue<C extends PlaceCapability> = CapabilityShapes[C] extends { place: infer V } ? V : never;

/** The ramp unit of each capability: facts of a person move person by person, facts of a place site by site. */
export const CAPABILITIES: {
  readonly [C in Capability]: { readonly rampUnit: 'person' | 'site'; readonly group?: 'stay' };
} = {
  demographics: { rampUnit: 'person' },
  encounters: { rampUnit: 'site', group: 'stay' },
  wards: { rampUnit: 'site', group: 'stay' },
  'bed-state': { rampUnit: 'site', group: 'stay' },
  'bed-housekeeping': { rampUnit: 'site' },
  'discharge-readiness': { rampUnit: 'site' },
  observations: { rampUnit: 'person' },
  'early-warning': { rampUnit: 'person' },
  escalations: { rampUnit: 'person' },
  'lab-reports': { rampUnit: 'person' },
  'lab-orders': { rampUnit: 'person' },
  'result-acknowledgements': { rampUnit: 'person' },
  'imaging-studies': { rampUnit: 'person' },
  'imaging-reports': { rampUnit: 'person' },
  'imaging-orders': { rampUnit: 'person' },
  allergies: { rampUnit: 'person' },
  medications: { rampUnit: 'person' },
  problems: { rampUnit: 'person' },
  immunisations: { rampUnit: 'person' },
  documents: { rampUnit: 'person' },
  preferences: { rampUnit: 'person' },
  flags: { rampUnit: 'person' },
  'care-team': { rampUnit: 'person' },
  appointments: { rampUnit: 'person' },
  'theatre-lists': { rampUnit: 'site' },
  'waiting-list': { rampUnit: 'person' },
};

/** Everything but demographics, and the layout of wards and beds, is clinical content to the role table. */
export const ALL_CAPABILITIES = Object.keys(CAPABILITIES) as readonly Capability[];

/**
 * What may be done here that is no clinical read: see messages (summaries and what happened to them), see what is in
 * one, act on them; see who looked at records, and what they were shown; see the ledger, change it, open a differing
 * value; see who looked at one's own record; open a record without a relationship, and review that it was done; hold a
 * part of one's own record back, and put down for somebody what narrows who may read of them; put down which carer reads
 * for somebody, and see and end that of oneself. Named beside capabilities by the role table and the audit.
 */
export const OPERATIONS = [
  'messages',
  'message-content',
  'message-actions',
  'access-log',
  'as-seen',
  'migration',
  'migration-content',
  'migration-actions',
  'own-reads',
  'break-glass',
  'break-glass-review',
  'own-wishes',
  'privacy-directives',
  'proxies',
  'own-proxies',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A ward, or the whole organisation when `ward` is absent. */
export interface Place {
  readonly organisation: OdsCode;
  readonly ward?: string;
}

/**
 * What of a capability is wanted. A source may answer more than was selected (the subgraph filters again) but never
 * less without saying `complete: false`.
 */
export interface Selection {
  readonly window?: DateRange;
  readonly codes?: readonly Coding[];
  /** Only the records with these business keys (`organisation|visit number`): how one stay is found by its id, in whatever state it is. */
  readonly keys?: readonly string[];
  /** Only the newest n per person (per code, where codes are given). */
  readonly latest?: number;
  /** Of people: only what these organisations hold. Nobody else is asked, the person's practice neither, and nothing is said of what they hold. */
  readonly organisations?: readonly OdsCode[];
}

/** v3-ActReason: why somebody asks. */
export const PURPOSES = ['TREAT', 'ETREAT', 'BTG', 'HOPERAT', 'SYSADMIN', 'PATRQT'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const ROLES = [
  'clinician',
  'nurse',
  'ward-clerk',
  'radiographer',
  'pharmacist',
  'integration-engineer',
  'migration-planner',
  'privacy-officer',
  /** Somebody who signed in with NHS login, for their own record. */
  'patient',
  /** The same, for the record of somebody who gave them proxy. */
  'carer',
  /** A program by client credentials: no user stands behind it. */
  'machine',
] as const;
export type Role = (typeof ROLES)[number];

/** Who asks, from the verified token. GP Connect needs the real user, role profile and organisation. */
export interface Viewer {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  /** SDS role profile id (`selected_roleid`); `UNK` when there is no smartcard. */
  readonly roleProfileId: string;
  readonly organisation: OdsCode;
  readonly organisationName: string;
  /** Wards the viewer works on: their relationship to the stays there. */
  readonly wards: readonly WardKey[];
  /** Of somebody who signed in with NHS login, proven to P9: who they themselves are. */
  readonly nhsNumber?: NhsNumber;
  readonly birthDate?: PartialDate;
  /** What a machine was given leave for (`observations` of the scope `read:observations`): narrows its row of the role table. */
  readonly scopes?: readonly string[];
}

/** The circumstances of one request: travels unchanged from the token to the adapter. */
export interface Ask {
  readonly viewer: Viewer;
  readonly purpose: Purpose;
  /** The token's `azp`, never a header. */
  readonly client: string;
  readonly operation: string;
  readonly requestId: string;
  /** Epoch milliseconds: every source's time runs out here, counted from the request's start. */
  readonly deadline: number;
  /** Epoch milliseconds by which systems are given up when more of the answer waits for this part; never past the deadline. */
  readonly giveUpAt?: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** When a part of an answer gives its systems up. */
export const givingUpAt = ({ deadline, giveUpAt }: Pick<Ask, 'deadline' | 'giveUpAt'>): number =>
  Math.min(deadline, giveUpAt ?? deadline);

/** One route's answer, with what the graph says about it. */
export interface RoutedAnswer<T> {
  readonly capability: Capability;
  readonly instance: InstanceName;
  readonly systemName: string;
  readonly answer: Answer<T>;
  /** False for a source that is planned but whose absence leaves no gap in this answer (PDS beside the PAS). */
  readonly needed: boolean;
  /** Something was masked for this viewer. */
  readonly withheld: boolean;
  /** The person's record is open to this viewer by break-glass alone, or beside a relationship. */
  readonly breakGlass?: GrantInUse;
  /** Of a list by place: the grants under which people stand open who are shown in it. */
  readonly breakGlassOf?: readonly GrantInUse[];
  readonly ms: number;
}

/** A cohort's record with the person it is about, as far as the index can tell. */
export type Subjects = ReadonlyMap<string, PersonIdentity>;

export type PersonQuery =
  | { readonly by: 'id'; readonly id: PersonId }
  | { readonly by: 'nhsNumber'; readonly nhsNumber: NhsNumber }
  | { readonly by: 'identifier'; readonly identifier: Identifier };

export interface PersonSearch {
  readonly family?: string;
  readonly given?: string;
  readonly birthDate?: PartialDate;
  readonly postalCode?: string;
}

export type Finding =
  | { readonly kind: 'one'; readonly person: PersonIdentity }
  /** `unheard`: systems that tell of people but were never heard, or lie behind with their messages: one of them may know. */
  | { readonly kind: 'none'; readonly unheard?: readonly InstanceName[] }
  | { readonly kind: 'several'; readonly count: number };

/** A link the rules would not make: shown, never followed. */
export interface CandidateLink {
  readonly person: PersonId;
  readonly reason: string;
}

/** The index of people, as a subgraph sees it. Look-ups are audited like any read of a person. */
export interface Identity {
  find(query: PersonQuery, ask: Ask): Promise<Finding>;
  search(criteria: PersonSearch, limit: number, ask: Ask): Promise<readonly PersonIdentity[]>;
  /** Whom a search rests on that found nobody: each system that tells the index of people. Says nothing of anybody. */
  tellers(): Promise<readonly RoutedAnswer<null>[]>;
  /** Same length, same order; null where nobody has the id. A merged id gives its survivor. */
  byIds(ids: readonly PersonId[], ask: Ask): Promise<readonly (PersonIdentity | null)[]>;
  /** Whom records of a cohort are about; null where the person is in doubt. Same length, same order. */
  bySubjects(subjects: readonly SubjectOfRecord[], ask: Ask): Promise<readonly (PersonIdentity | null)[]>;
  candidates(ids: readonly PersonId[], ask: Ask): Promise<readonly (readonly CandidateLink[])[]>;
}

/** A picture of one study for one viewer: fetched later through `/imaging/{token}`, once audited, for a minute. */
export interface ImagingLinks {
  issue(
    study: {
      readonly instance: InstanceName;
      readonly studyUid: string;
      /** Its business key: a seal may name it. */
      readonly study: string;
      readonly person: PersonId;
      /** The grant by which the person's record is open: the link ends with it, and the fetch is on record under it. */
      readonly breakGlass?: Pick<GrantInUse, 'id' | 'until'>;
    },
    ask: Ask,
  ): string;
}

/**
 * The one door from a subgraph to the systems (design, section 3). Answers: same length, same order as the subjects, one
 * per route; in place of a person's answers, the refusal to read of them, which costs the others nothing.
 */
export interface Door {
  readonly identity: Identity;
  /** Opaque ids of records other than people: the door is given them and hands them on. */
  readonly ids: RecordIds;
  readonly imagingLinks: ImagingLinks;
  /** Messages as they arrived, and what became of them. */
  readonly inbox: Inbox;
  /** Who was shown what. */
  readonly access: AccessRecords;
  /** Counts who reads what; absent where nobody counts. */
  readonly use?: UseRecorder;
  /** The ledger: who answers for what, who is to, and with what evidence. */
  readonly migration: Migration;
  forPeople<C extends PersonCapability>(
    capability: C,
    people: readonly PersonIdentity[],
    selection: Selection,
    ask: Ask,
  ): Promise<readonly (readonly RoutedAnswer<PersonValue<C>>[] | GraphRefusal)[]>;
  forPlaces<C extends PlaceCapability>(
    capability: C,
    places: readonly Place[],
    selection: Selection,
    ask: Ask,
  ): Promise<readonly (readonly RoutedAnswer<PlaceValue<C>>[])[]>;
  /** The organisations whose places can be asked for a capability. */
  organisations(capability: PlaceCapability): readonly { readonly organisation: OdsCode; readonly name: string }[];
}
