/* Made by `npm run codegen` from the kept queries and the committed supergraph; not for editing. */
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole day, `2026-11-20`; "today" means Europe/London. */
  Date: { input: string; output: string; }
  /** A decimal number as text, exactly as the source sent it. */
  Decimal: { input: string; output: string; }
  /** A moment in UTC, ISO 8601 with `Z`. */
  Instant: { input: string; output: string; }
  /** Ten digits that pass the modulus-11 check; spaces are accepted on the way in. */
  NhsNumber: { input: string; output: string; }
  /** An organisation, site or practice code of the Organisation Data Service. */
  OdsCode: { input: string; output: string; }
  /** A date known to the year, month or day: `2019`, `2019-05`, `2019-05-01`. */
  PartialDate: { input: string; output: string; }
};

/** Whose record, or whose reads: everything narrows, and a person, a user or a request is needed. */
export type AccessLogFilter = {
  /** Everybody who was shown this person's record, under this id or one that was merged with it. */
  patient?: InputMaybe<Scalars['ID']['input']>;
  /** The same, by NHS number. One of `patient`, `nhsNumber` and `identifier` at most. */
  nhsNumber?: InputMaybe<Scalars['NhsNumber']['input']>;
  /** The same, by a hospital number. */
  identifier?: InputMaybe<IdentifierInput>;
  /** Everything that this user was shown. */
  user?: InputMaybe<Scalars['String']['input']>;
  /** One request. */
  request?: InputMaybe<Scalars['ID']['input']>;
  /** When; the last 90 days unless given. */
  window?: InputMaybe<WindowInput>;
};

/** What became of a request's reads. */
export type AccessOutcome =
  /** Everything that was asked was answered. */
  | 'ANSWERED'
  /** Nothing was. */
  | 'REFUSED'
  /** Some of it was. */
  | 'PARTLY_REFUSED'
  /** Not known. */
  | 'UNKNOWN';

/** An alert that nothing but a person ends: that a gate was overridden. */
export type AcknowledgeAlertInput = {
  /** The alert. */
  alert: Scalars['ID']['input'];
  /** What was seen to, or why it may rest: at least ten characters, kept with who and when. */
  reason: Scalars['String']['input'];
};

/** Whether a result was opened. */
export type Acknowledgement =
  /** Nobody has opened it, or nobody since it was corrected. */
  | 'UNOPENED'
  /** Somebody has, as it stands now. */
  | 'OPENED'
  /** Not known: the system that would know did not answer, holds no task for it, or does not say when it was opened. */
  | 'UNKNOWN';

/** FHIR administrative gender. */
export type AdministrativeGender =
  /** Male. */
  | 'MALE'
  /** Female. */
  | 'FEMALE'
  /** Other, or indeterminate. */
  | 'OTHER'
  /** Not known. */
  | 'UNKNOWN';

/** What an appointment is for. */
export type AppointmentKind =
  /** At the GP's. */
  | 'GENERAL_PRACTICE'
  /** Out-patient. */
  | 'OUTPATIENT'
  /** In the community. */
  | 'COMMUNITY'
  /** In theatre. */
  | 'THEATRE'
  /** Something else. */
  | 'OTHER'
  /** Not known. */
  | 'UNKNOWN';

/** Status of an appointment (FHIR R4). */
export type AppointmentStatus =
  /** Proposed. */
  | 'PROPOSED'
  /** Pending. */
  | 'PENDING'
  /** Booked. */
  | 'BOOKED'
  /** Arrived. */
  | 'ARRIVED'
  /** Took place. */
  | 'FULFILLED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Did not attend. */
  | 'NOSHOW'
  /** Not known. */
  | 'UNKNOWN';

/** Whom a bed or bay is for. */
export type BedSex =
  /** Men. */
  | 'MALE'
  /** Women. */
  | 'FEMALE'
  /** Either. */
  | 'MIXED'
  /** Not known. */
  | 'UNKNOWN';

/** State of a bed (HL7 table 0116). */
export type BedStatus =
  /** Someone is in it, or it is kept for someone on leave. */
  | 'OCCUPIED'
  /** Empty and ready. */
  | 'UNOCCUPIED'
  /** Closed. */
  | 'CLOSED'
  /** Being cleaned. */
  | 'HOUSEKEEPING'
  /** Contaminated. */
  | 'CONTAMINATED'
  /** Isolated. */
  | 'ISOLATED'
  /** Not known: empty, but nobody could say whether it is ready. */
  | 'UNKNOWN';

/** To open a record. */
export type BreakGlassInput = {
  /** Whose. */
  patient: Scalars['ID']['input'];
  /** Why, from the list. */
  reason: BreakGlassReason;
  /** Why, in words: 10 to 500 characters. */
  words: Scalars['String']['input'];
  /** For how long; 240 at most. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
};

/** What the privacy officer found. */
export type BreakGlassOutcome =
  /** There was good reason. */
  | 'JUSTIFIED'
  /** There was none. */
  | 'NOT_JUSTIFIED'
  /** Taken up elsewhere, with the user or their manager. */
  | 'FOLLOWED_UP'
  /** Not known. */
  | 'UNKNOWN';

/** Why a record is opened without a relationship. */
export type BreakGlassReason =
  /** Life or health is at risk. */
  | 'EMERGENCY'
  /** The patient said yes. */
  | 'PATIENT_CONSENT'
  /** A law, or a court, asks for it. */
  | 'LEGAL_REQUIREMENT'
  /** The public interest weighs more than confidence. */
  | 'PUBLIC_INTEREST'
  /** The asker does care for the patient, and no system says so yet. */
  | 'RELATIONSHIP_NOT_RECORDED'
  /** Not known. */
  | 'UNKNOWN';

/** Whether the privacy officer has looked at it. */
export type BreakGlassReviewState =
  /** Not yet. */
  | 'WAITING'
  /** Done. */
  | 'REVIEWED';

/** How much a difference matters at the bedside. */
export type ClinicalSeverity =
  /** Allergy, identity, medication, a critical or retracted result. */
  | 'CRITICAL'
  /** Other clinical facts. */
  | 'MAJOR'
  /** Address, contact, administration. */
  | 'MINOR'
  /** Wording and formatting. */
  | 'COSMETIC'
  /** Not known. */
  | 'UNKNOWN';

/** A code to filter by. */
export type CodingInput = {
  /** URI of the code system; SNOMED CT when left out. */
  system?: InputMaybe<Scalars['String']['input']>;
  /** The code. */
  code: Scalars['String']['input'];
};

/** Which comparisons; everything narrows. */
export type ComparisonFilter = {
  /** Of one route. */
  route?: InputMaybe<Scalars['ID']['input']>;
  /** Of one rehearsal. */
  rehearsal?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these; at least one. */
  outcomes?: InputMaybe<Array<ComparisonOutcome>>;
  /** The gravest difference is one of these; at least one. */
  severities?: InputMaybe<Array<ClinicalSeverity>>;
  /** Those with a difference in this field. */
  field?: InputMaybe<Scalars['String']['input']>;
  /** When. */
  window?: InputMaybe<WindowInput>;
};

/** What became of one comparison. */
export type ComparisonOutcome =
  /** Both said the same. */
  | 'MATCHED'
  /** All that differs is known to be harmless. */
  | 'IGNORED'
  /** They differ, and may not once both have settled. */
  | 'IN_FLIGHT'
  /** They still differ. */
  | 'MISMATCHED'
  /** The candidate did not answer: it counts as a mismatch. */
  | 'CANDIDATE_FAILED'
  /** The control did not answer: nothing can be said. */
  | 'CONTROL_FAILED'
  /** Not known. */
  | 'UNKNOWN';

/** Can a list be read as the whole truth? */
export type CompletenessStatus =
  /** Every source that may hold something answered whole. */
  | 'COMPLETE'
  /** At least one source failed, is stale, or something was withheld. */
  | 'PARTIAL'
  /** No source answered. */
  | 'UNKNOWN';

/** Whether anybody had contact with somebody today, in London: a community appointment that is arrived or fulfilled, or an encounter at home (HH) or ambulatory (AMB) that began today and is in progress or finished. What was booked and did not happen is no contact; nor is a stay. */
export type ContactToday =
  /** None. */
  | 'NOT_CONTACTED'
  /** Not known: no contact was told of, and not everybody could be asked. */
  | 'UNKNOWN'
  /** At least one. */
  | 'CONTACTED';

/** Whose critical results, and since when. */
export type CriticalResultFilter = {
  /** Ward ids, at least one; without: the viewer's own wards. */
  wards?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Issued in this period; the last hour unless given. */
  window?: InputMaybe<WindowInput>;
  /** Only results in one of these states, at least one; all unless given. UNKNOWN ones are better shown than left out. */
  acknowledgement?: InputMaybe<Array<Acknowledgement>>;
};

/** An answer to a waiting move or loosening. */
export type DecideMoveInput = {
  /** What waits. */
  move: Scalars['ID']['input'];
  /** Agree, or refuse. */
  agree: Scalars['Boolean']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** Status of a report (FHIR R4 DiagnosticReport). */
export type DiagnosticReportStatus =
  /** Registered, nothing available yet. */
  | 'REGISTERED'
  /** Some results. */
  | 'PARTIAL'
  /** Preliminary. */
  | 'PRELIMINARY'
  /** Final. */
  | 'FINAL'
  /** Changed after final. */
  | 'AMENDED'
  /** Corrected after final. */
  | 'CORRECTED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Withdrawn: it was wrong, perhaps another person's. */
  | 'ENTERED_IN_ERROR'
  /** Not known. */
  | 'UNKNOWN';

/** How much a difference matters at the bedside. */
export type DifferenceSeverity =
  /** Allergy, identity, medication, a critical or retracted result. */
  | 'CRITICAL'
  /** Another clinical fact. */
  | 'MAJOR'
  /** Address, contact, administration. */
  | 'MINOR'
  /** Wording and formatting. */
  | 'COSMETIC'
  /** Not known. */
  | 'UNKNOWN';

/** Discharge pathway (NHS England, hospital discharge and community support). */
export type DischargePathway =
  /** Home, without new support. */
  | 'P0'
  /** Home, with support. */
  | 'P1'
  /** A bed for rehabilitation. */
  | 'P2'
  /** A bed for long-term care. */
  | 'P3'
  /** Not recorded, or its source could not be asked. */
  | 'UNKNOWN';

/** Whom to show: on these wards, with a total of at least `totalAtLeast` or (when asked) any single 3, not acknowledged for so long. */
export type EarlyWarningFilter = {
  /** Ward ids, at least one; without: the viewer's own wards. */
  wards?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Smallest total. */
  totalAtLeast?: InputMaybe<Scalars['Int']['input']>;
  /** Also those with 3 in one parameter. */
  anySingleThree?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those whose escalation nobody accepted, for more than so many minutes since the score. */
  unacknowledgedForMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** The wards of an emergency department. */
export type EmergencyPatientFilter = {
  /** Ward ids; at least one. No system says which wards are an emergency department. */
  wards: Array<Scalars['ID']['input']>;
  /** Only who has been here for so many minutes or more, or of whom it is not known. */
  hereForMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** What somebody in an emergency department waits for. */
export type EmergencyWaitKind =
  /** A laboratory's result: a request that is not completed or revoked, and to which no final report has come. */
  | 'LAB_RESULT'
  /** A radiologist's report: the same of imaging. */
  | 'IMAGING'
  /** Somebody to come for a score that was escalated: nobody has finished the task. */
  | 'REVIEW';

/** Class of an encounter (v3 ActCode). */
export type EncounterClass =
  /** In-patient: acute, not acute, or for a short stay. */
  | 'IMP'
  /** Emergency department. */
  | 'EMER'
  /** Ambulatory. */
  | 'AMB'
  /** At home. */
  | 'HH'
  /** From afar, as on a virtual ward. */
  | 'VR'
  /** Not known, or none of these. */
  | 'UNKNOWN';

/** Whose stays. Without wards: every ward of the organisations; without both: every ward that can be asked. */
export type EncounterFilter = {
  /** Ward ids; at least one. */
  wards?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Organisations; at least one. */
  organisations?: InputMaybe<Array<Scalars['OdsCode']['input']>>;
};

/** Status of an encounter (FHIR R4). */
export type EncounterStatus =
  /** Booked or expected. */
  | 'PLANNED'
  /** Arrived. */
  | 'ARRIVED'
  /** Triaged. */
  | 'TRIAGED'
  /** Here now. */
  | 'IN_PROGRESS'
  /** On leave; the bed is kept. */
  | 'ONLEAVE'
  /** Over. */
  | 'FINISHED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Not known. */
  | 'UNKNOWN';

/** To close it. */
export type EndBreakGlassInput = {
  /** The grant. */
  id: Scalars['ID']['input'];
};

/** Which freeze is to be ended, and why. */
export type EndFreezeInput = {
  /** As `Freeze.id`. */
  freeze: Scalars['ID']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** To end one. */
export type EndPrivacyDirectiveInput = {
  /** Which. */
  id: Scalars['ID']['input'];
  /** Why: 10 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** To end one. */
export type EndProxyInput = {
  /** Which. */
  id: Scalars['ID']['input'];
  /** Why: 10 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** Status of an escalation task (FHIR R4 Task). */
export type EscalationStatus =
  /** Sent to those who hold the role. */
  | 'REQUESTED'
  /** Seen. */
  | 'RECEIVED'
  /** Accepted by one. */
  | 'ACCEPTED'
  /** Declined. */
  | 'REJECTED'
  /** Done. */
  | 'COMPLETED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Not known. */
  | 'UNKNOWN';

/** Whose reads; everything narrows. */
export type FieldUseFilter = {
  /** The system that answered. */
  system?: InputMaybe<Scalars['ID']['input']>;
  /** The capability. */
  capability?: InputMaybe<Scalars['String']['input']>;
  /** The client. */
  client?: InputMaybe<Scalars['String']['input']>;
  /** The operation. */
  operation?: InputMaybe<Scalars['String']['input']>;
  /** The field, as `Type.field`. */
  field?: InputMaybe<Scalars['String']['input']>;
  /** When; the last 30 days unless given. */
  window?: InputMaybe<WindowInput>;
  /** One entry a day, in place of one for the whole period. */
  perDay?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A time without changes. */
export type FreezeInput = {
  /** The route; every route unless given. */
  route?: InputMaybe<Scalars['ID']['input']>;
  /** Inclusive; now unless given. */
  from?: InputMaybe<Scalars['Instant']['input']>;
  /** Exclusive; a time past asks to end all freezes of exactly this route, or of every route, that stand or are to come: that waits for a second person. */
  to: Scalars['Instant']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** How fresh an answer is. */
export type Freshness =
  /** Asked of the system for this request. */
  | 'LIVE'
  /** From the door's short-lived cache. */
  | 'CACHED'
  /** Folded from the messages heard on the system's feed. */
  | 'PROJECTED'
  /** From the archive of a retired system. */
  | 'ARCHIVED'
  /** Not known. */
  | 'UNKNOWN';

/** An identifier to look someone up by. */
export type IdentifierInput = {
  /** URI of the namespace. */
  system: Scalars['String']['input'];
  /** The identifier. */
  value: Scalars['String']['input'];
};

/** Which studies. */
export type ImagingStudyFilter = {
  /** DICOM modalities, `CT`, in capitals or not; any of them, at least one. */
  modalities?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Examination codes; any of them, at least one. */
  codes?: InputMaybe<Array<CodingInput>>;
  /** Period to search, by start of the study. */
  window?: InputMaybe<WindowInput>;
};

/** A register as text, and why it is to come in. */
export type ImportRegisterInput = {
  /** The format. */
  format: RegisterFormat;
  /** The text, as exported. */
  text: Scalars['String']['input'];
  /** `RegisterImportPreview.id` as it was seen: where the text or the register is another by now, nothing is done. */
  preview?: InputMaybe<Scalars['ID']['input']>;
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** Whether the images can be had at once (DICOM InstanceAvailability). */
export type InstanceAvailability =
  /** At once. */
  | 'ONLINE'
  /** After a wait. */
  | 'NEARLINE'
  /** Not without help. */
  | 'OFFLINE'
  /** Not at all. */
  | 'UNAVAILABLE'
  /** Not known. */
  | 'UNKNOWN';

/** One phase of a system's life. */
export type LifecyclePhaseInput = {
  /** Which. */
  phase: SystemPhase;
  /** When it is planned to begin. */
  plannedFrom?: InputMaybe<Scalars['PartialDate']['input']>;
  /** When it began. */
  actualFrom?: InputMaybe<Scalars['PartialDate']['input']>;
  /** In words. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** Which messages, and why: `ids` or `filter`, exactly one. */
export type MessageActionInput = {
  /** Messages by id; at most 1,000. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** All that it finds when it is asked, oldest first. */
  filter?: InputMaybe<MessageFilter>;
  /** Why: at least ten characters, kept with who and when. */
  reason: Scalars['String']['input'];
  /** Where to, for `resendMessages`. */
  destination?: InputMaybe<Scalars['String']['input']>;
};

/** What an engineer can do with messages. */
export type MessageActionKind =
  /** Try a held message again, in its place. */
  | 'RELEASE'
  /** Hold back one that waits. */
  | 'HOLD'
  /** Set a held one aside for good. */
  | 'DISMISS'
  /** Translate again, into the live read models. */
  | 'REPLAY'
  /** Send its bytes again to a destination of the settings. */
  | 'RESEND'
  /** Not known. */
  | 'UNKNOWN';

/** What is to be tried: `ids` or `filter`, exactly one. */
export type MessageActionPreviewInput = {
  /** The action. */
  action: MessageActionKind;
  /** Messages by id; at most 100. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The first 100 that it finds, oldest first. */
  filter?: InputMaybe<MessageFilter>;
  /** Opens the values of the differences; audited. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What messages are counted by. */
export type MessageCountBy =
  /** Feed. */
  | 'FEED'
  /** Sending application and facility (MSH-3, MSH-4). */
  | 'SENDER'
  /** Message type and trigger event (MSH-9). */
  | 'TYPE'
  /** What became of it. */
  | 'STATE'
  /** What an engineer looks for; a message may have several. */
  | 'PROBLEM';

/** Which messages; everything narrows. */
export type MessageFilter = {
  /** NHS number of anybody the message names. A look-up of a person: it is audited. */
  nhsNumber?: InputMaybe<Scalars['NhsNumber']['input']>;
  /** A hospital number of anybody the message names; without `system`, of any authority. Audited. */
  identifier?: InputMaybe<MessageIdentifierInput>;
  /** Visit number (PV1-19), whole. */
  visit?: InputMaybe<Scalars['String']['input']>;
  /** Control id (MSH-10), whole. */
  controlId?: InputMaybe<Scalars['String']['input']>;
  /** Feeds by name; at least one. */
  feeds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** `ADT`, or `ADT^A01`; at least one. */
  types?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What became of it; at least one. */
  states?: InputMaybe<Array<MessageState>>;
  /** Any of these; at least one. */
  problems?: InputMaybe<Array<MessageProblem>>;
  /** MSH-3. */
  sendingApplication?: InputMaybe<Scalars['String']['input']>;
  /** MSH-4. */
  sendingFacility?: InputMaybe<Scalars['String']['input']>;
  /** When it arrived. */
  received?: InputMaybe<WindowInput>;
};

/** A number that somebody is known by. */
export type MessageIdentifierInput = {
  /** The assigning authority as the sender writes it (CX-4). */
  system?: InputMaybe<Scalars['String']['input']>;
  /** The number. */
  value: Scalars['String']['input'];
};

/** Newest or oldest arrival first. */
export type MessageOrder =
  /** Newest first. */
  | 'NEWEST_FIRST'
  /** Oldest first: with a cursor, what came after it. */
  | 'OLDEST_FIRST';

/** What an engineer looks for in a day's messages. */
export type MessageProblem =
  /** Its sender was told that it is not taken. */
  | 'REFUSED'
  /** It waits for somebody to act. */
  | 'HELD'
  /** It tells of something earlier than what its partition had already told. */
  | 'OUT_OF_ORDER'
  /** The same bytes came again; they had no second effect. */
  | 'REPEATED'
  /** Its control id was used before, for other content. */
  | 'CONFLICTING'
  /** It waits behind a merge, or is a merge that waits for another record. */
  | 'WAITING_FOR_MERGE'
  /** It failed at least once, and was tried again. */
  | 'RETRIED'
  /** Its sender refused what it was told of it afterwards (MSH-16). */
  | 'TOLD_IN_VAIN'
  /** Not known. */
  | 'UNKNOWN';

/** How another message belongs to this one. */
export type MessageRelation =
  /** This one says anew what that one said. */
  | 'CORRECTS'
  /** That one says anew what this one said. */
  | 'CORRECTED_BY'
  /** That one used the same control id before, for other content. */
  | 'CONFLICTS_WITH'
  /** That one used the same control id later, for other content. */
  | 'CONFLICTED_BY'
  /** This one waits for that one. */
  | 'WAITS_BEHIND'
  /** They came in one batch. */
  | 'SAME_BATCH'
  /** Not known. */
  | 'UNKNOWN';

/** What became of a message. Kept apart from what its sender was told. */
export type MessageState =
  /** On disk, and waiting to be translated. */
  | 'RECEIVED'
  /** Its events are in the read models. */
  | 'TRANSLATED'
  /** Cannot be translated until somebody acts; what it touches says so. */
  | 'HELD'
  /** Kept, but its sender was told that it is not taken. */
  | 'REFUSED'
  /** Set aside by an engineer, or the envelope of a batch: it has no effect of its own. */
  | 'SUPERSEDED'
  /** Not known. */
  | 'UNKNOWN';

/** Where to move a route, and why. */
export type MoveRouteInput = {
  /** The route; its whole group moves. */
  route: Scalars['ID']['input'];
  /** Where to. */
  stage: RouteStage;
  /** With `RAMP`, for capabilities that move person by person: 1 to 99. */
  percent?: InputMaybe<Scalars['Int']['input']>;
  /** With `RAMP`, for capabilities that move site by site. */
  sites?: InputMaybe<Array<Scalars['String']['input']>>;
  /** `MigrationRoute.movedAt` as it was read: where it was moved since, nothing is done. Not heeded on the way to `OFF`. */
  movedAt?: InputMaybe<Scalars['Instant']['input']>;
  /** Why: at least ten characters, kept with who and when. */
  reason: Scalars['String']['input'];
};

/** Status of an observation (FHIR R4). */
export type ObservationStatus =
  /** Registered, not yet available. */
  | 'REGISTERED'
  /** Preliminary. */
  | 'PRELIMINARY'
  /** Final. */
  | 'FINAL'
  /** Changed after final. */
  | 'AMENDED'
  /** Corrected after final. */
  | 'CORRECTED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Withdrawn: it was wrong. */
  | 'ENTERED_IN_ERROR'
  /** Not known. */
  | 'UNKNOWN';

/** Criteria for finding a person. */
export type PatientSearchInput = {
  /** Beginning of the family name. */
  family?: InputMaybe<Scalars['String']['input']>;
  /** Beginning of a given name. */
  given?: InputMaybe<Scalars['String']['input']>;
  /** Birth date, as precisely as it is known. */
  birthDate?: InputMaybe<Scalars['PartialDate']['input']>;
  /** Postcode of the address. It neither finds nor rules out a restricted person whose address this viewer may not see. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
};

/** Who is to take over a route next. */
export type PlanCandidateInput = {
  /** A route at `OFF` or `RETIRED`; its whole group goes with it. */
  route: Scalars['ID']['input'];
  /** The system that is to take over, as `system@ORGANISATION`. */
  candidate: Scalars['ID']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** What a preference is about. */
export type PreferenceCategory =
  /** Resuscitation status. */
  | 'RESUSCITATION'
  /** Mental capacity. */
  | 'CAPACITY'
  /** End of life. */
  | 'END_OF_LIFE'
  /** Advance decision. */
  | 'ADVANCE_DECISION'
  /** Something else. */
  | 'OTHER'
  /** Not known. */
  | 'UNKNOWN';

/** What narrows who may read of a person. */
export type PrivacyDirectiveKind =
  /** The whole record is very restricted (v3-Confidentiality V): to everybody but the person it is as though they did not exist. For the privacy officer to put down. */
  | 'VERY_RESTRICTED'
  /** No record is shared between organisations: each holder's own staff see theirs. Answers say that something is withheld; break-glass opens it. */
  | 'DISSENT'
  /** A part is held back. Answers say that something is withheld; break-glass opens it. */
  | 'SEALED'
  /** A part is held back and no answer says so, but of allergies and flags; break-glass does not open it. */
  | 'SEALED_AND_LOCKED'
  /** Not known. */
  | 'UNKNOWN';

/** A table for the programme. */
export type ProgrammeReport =
  /** Systems with phases, owner, contract, cost and gate. */
  | 'SYSTEMS'
  /** Routes with stage, readiness and agreement. */
  | 'ROUTES'
  /** Who reads what, per day. */
  | 'USE'
  /** Mismatches by route, field and severity. */
  | 'MISMATCHES'
  /** Milestones against today. */
  | 'MILESTONES';

/** To put one down. */
export type PutPrivacyDirectiveInput = {
  /** Whose; the privacy officer gives this or the NHS number, a patient neither. */
  patient?: InputMaybe<Scalars['ID']['input']>;
  /** Whose, by NHS number. */
  nhsNumber?: InputMaybe<Scalars['NhsNumber']['input']>;
  /** What. */
  kind: PrivacyDirectiveKind;
  /** Of a seal: which records. */
  part?: InputMaybe<RecordPartInput>;
  /** From when; now unless given. */
  from?: InputMaybe<Scalars['Instant']['input']>;
  /** Until when; until it is ended unless given. */
  until?: InputMaybe<Scalars['Instant']['input']>;
  /** Why, or in whose words: 10 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** What a ramp may cost. What is not given stays. */
export type RampBudgetInput = {
  /** The route; its whole group follows. */
  route: Scalars['ID']['input'];
  /** Failed asks, per cent. */
  errorPercent?: InputMaybe<Scalars['Decimal']['input']>;
  /** 95th percentile, in milliseconds. */
  latencyMs?: InputMaybe<Scalars['Int']['input']>;
  /** Severe mismatches, per cent. */
  severePercent?: InputMaybe<Scalars['Decimal']['input']>;
  /** Asks below which nothing is decided. */
  minimumSample?: InputMaybe<Scalars['Int']['input']>;
  /** The time looked back on, in seconds. */
  windowSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** What moves as one: a person's facts, or a site's. */
export type RampUnit =
  /** Person by person. */
  | 'PERSON'
  /** Site by site. */
  | 'SITE'
  /** Not known. */
  | 'UNKNOWN';

/** Which records a seal holds back: those for which all that is given holds. */
export type RecordPartInput = {
  /** A capability of the graph, such as `lab-reports`; who somebody is and where they lie cannot be sealed. */
  capability?: InputMaybe<Scalars['String']['input']>;
  /** Held by this organisation. */
  organisation?: InputMaybe<Scalars['OdsCode']['input']>;
  /** Held by this system, as system@ORGANISATION. */
  system?: InputMaybe<Scalars['String']['input']>;
  /** One record, by its id; with its capability. */
  record?: InputMaybe<Scalars['ID']['input']>;
};

/** To let a carer read of a person. */
export type RecordProxyInput = {
  /** Whose record, by id; this or the NHS number. */
  patient?: InputMaybe<Scalars['ID']['input']>;
  /** Whose record, by NHS number. */
  nhsNumber?: InputMaybe<Scalars['NhsNumber']['input']>;
  /** The carer, by the NHS number they sign in with. */
  carerNhsNumber: Scalars['NhsNumber']['input'];
  /** The carer's name, as the person knows them. */
  carerName: Scalars['String']['input'];
  /** What of the record, by capabilities of the graph such as `appointments`, beside who the person is; all that carers read unless given. */
  capabilities?: InputMaybe<Array<Scalars['String']['input']>>;
  /** From when; now unless given. */
  from?: InputMaybe<Scalars['Instant']['input']>;
  /** Until when; until it is ended unless given. */
  until?: InputMaybe<Scalars['Instant']['input']>;
  /** What it rests on: 10 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The format of an exported register. */
export type RegisterFormat =
  /** YAML. */
  | 'YAML'
  /** CSV (RFC 4180). */
  | 'CSV';

/** What a programme's register says of a system. What is not given stays. */
export type RegisterSystemInput = {
  /** `system@ORGANISATION`. */
  id: Scalars['ID']['input'];
  /** As people say it; needed for a new one. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What it is for. */
  function?: InputMaybe<Scalars['String']['input']>;
  /** Who supplies it. */
  supplier?: InputMaybe<Scalars['String']['input']>;
  /** Who answers for it. */
  owner?: InputMaybe<Scalars['String']['input']>;
  /** Where it stands, for a system that no adapter reaches. */
  lifecycle?: InputMaybe<SystemLifecycle>;
  /** All its phases, anew. */
  phases?: InputMaybe<Array<LifecyclePhaseInput>>;
  /** All its conditions, anew; those with the same words stay met. */
  conditions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When the contract ends. */
  contractEnd?: InputMaybe<Scalars['Date']['input']>;
  /** Pounds a year. */
  yearlyCost?: InputMaybe<Scalars['Decimal']['input']>;
  /** How long its records must stay readable, and by which rule. */
  retention?: InputMaybe<Scalars['String']['input']>;
  /** All that rests on it outside this graph, anew. */
  dependants?: InputMaybe<Array<Scalars['String']['input']>>;
  /** All systems that take over from it, anew. */
  replacedBy?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The version that was read: a change in between is not overwritten. */
  version?: InputMaybe<Scalars['Int']['input']>;
  /** Why: at least ten characters, kept with who and when. */
  reason: Scalars['String']['input'];
};

/** A register as text. */
export type RegisterTextInput = {
  /** The format. */
  format: RegisterFormat;
  /** The text, as exported. */
  text: Scalars['String']['input'];
};

/** Which asks to repeat, and why. */
export type RehearseInput = {
  /** The route. */
  route: Scalars['ID']['input'];
  /** Asks of this period; the last 7 days unless given. */
  window?: InputMaybe<WindowInput>;
  /** At most this many, spread over the period; 1,000 unless given, at most 10,000. */
  most?: InputMaybe<Scalars['Int']['input']>;
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** Status of a request (FHIR R4 ServiceRequest). */
export type RequestStatus =
  /** Asked for, not done. */
  | 'ACTIVE'
  /** Done. */
  | 'COMPLETED'
  /** Cancelled. */
  | 'REVOKED'
  /** Not known. */
  | 'UNKNOWN';

/** Which system to retire, and why. */
export type RetireSystemInput = {
  /** The system. */
  system: Scalars['ID']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
  /** Says that the gate is to be overridden: the first person's call waits, a second person's carries it out. */
  override?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which difference to open, and why. */
export type RevealDifferenceInput = {
  /** `ComparedDifference.id`. */
  difference: Scalars['ID']['input'];
  /** Why: at least ten characters, kept with who and when. */
  reason: Scalars['String']['input'];
};

/** To review it. */
export type ReviewBreakGlassInput = {
  /** The grant. */
  id: Scalars['ID']['input'];
  /** What was found. */
  outcome: BreakGlassOutcome;
  /** In words: 10 to 500 characters. */
  words: Scalars['String']['input'];
};

/** Where to move a route. */
export type RouteMovePreviewInput = {
  /** The route. */
  route: Scalars['ID']['input'];
  /** Where to. */
  stage: RouteStage;
  /** With `RAMP`, for capabilities that move person by person: 1 to 99. */
  percent?: InputMaybe<Scalars['Int']['input']>;
  /** With `RAMP`, for capabilities that move site by site: the sites (wards as `ORGANISATION|code`). */
  sites?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A note on a route. */
export type RouteNoteInput = {
  /** The route. */
  route: Scalars['ID']['input'];
  /** In words; at most 4,000 characters, and nothing of a patient. */
  words: Scalars['String']['input'];
};

/** How far a route has moved. */
export type RouteStage =
  /** The control answers alone. */
  | 'OFF'
  /** The control answers, and the candidate is asked beside it and compared. */
  | 'SHADOW'
  /** The candidate answers for a part of people or sites. */
  | 'RAMP'
  /** The candidate answers. */
  | 'LIVE'
  /** The candidate answers, and the control is off. */
  | 'RETIRED'
  /** Not known. */
  | 'UNKNOWN';

/** Whether moves of a route need a second person. */
export type SecondApproverInput = {
  /** The route; its whole group follows. */
  route: Scalars['ID']['input'];
  /** Whether they do. */
  required: Scalars['Boolean']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** How a source says that a record is to be handled (FHIR security labels). */
export type SecurityLabel =
  /** Restricted: highly sensitive (v3-Confidentiality `R`). It is shown to whoever may read it: show the label with it. */
  | 'RESTRICTED'
  /** Very restricted (v3-Confidentiality `V`): withheld but from who has opened the record, except what is told of a stay. */
  | 'VERY_RESTRICTED'
  /** Not to be disclosed to the patient, family or carers without the clinician's leave (v3-ActCode `NOPAT`): not shown to them. */
  | 'NOT_FOR_PATIENT'
  /** Not known. */
  | 'UNKNOWN';

/** A condition, and whether it is met. */
export type SettleConditionInput = {
  /** The condition. */
  condition: Scalars['ID']['input'];
  /** Whether it is met. */
  met: Scalars['Boolean']['input'];
  /** Why: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** Why a live read was not compared, or nothing that lasts came of it. */
export type ShadowLoss =
  /** Not among the per cent of reads that are compared. */
  | 'NOT_SAMPLED'
  /** Too soon after another one of the route. */
  | 'PACED'
  /** Too many wait to be compared. */
  | 'QUEUE_FULL'
  /** The other system wants to be asked in a user's name, and the route does not allow it. */
  | 'NOT_IN_USERS_NAME'
  /** Comparing failed by a fault of Causeway's. */
  | 'FAILED'
  /** A difference could not be asked about again, and stays in flight. */
  | 'UNSETTLED'
  /** The store did not take what was found. */
  | 'UNWRITTEN';

/** A signature. */
export type SignOffInput = {
  /** The system. */
  system: Scalars['ID']['input'];
  /** In words: at least ten characters. */
  reason: Scalars['String']['input'];
};

/** What became of one source's answer. */
export type SourceAnswerKind =
  /** It answered with records, or with an empty list. */
  | 'FOUND'
  /** It answered whole, and has none. */
  | 'ABSENT'
  /** It could not be asked, was silent too long, or answered nonsense. */
  | 'FAILED'
  /** It is known to hold such records but is not connected to Causeway, or it was named and nobody answers for it. */
  | 'NOT_CONNECTED'
  /** Not known. */
  | 'UNKNOWN';

/** Where a system stands today. */
export type SystemLifecycle =
  /** It is to come. */
  | 'PLANNED'
  /** It is known to hold records, and no adapter reaches it. */
  | 'NOT_CONNECTED'
  /** It is in use. */
  | 'LIVE'
  /** It is being replaced. */
  | 'RETIRING'
  /** It is off. */
  | 'RETIRED'
  /** Not known. */
  | 'UNKNOWN';

/** A phase of a system's life. */
export type SystemPhase =
  /** Kept as it is. */
  | 'RETAINED'
  /** Being replaced. */
  | 'REPLACING'
  /** Off. */
  | 'DECOMMISSIONED'
  /** Where others move to. */
  | 'STRATEGIC'
  /** Not known. */
  | 'UNKNOWN';

/** Which theatres. Without organisations: every theatre that can be asked. */
export type TheatreFilter = {
  /** Organisations; at least one. */
  organisations?: InputMaybe<Array<Scalars['OdsCode']['input']>>;
};

/** Where somebody on a virtual ward stands by the readings of the last 24 hours: the newest of each code, and the newest score. What was entered in error speaks for nobody. */
export type VirtualWardAssessment =
  /** A NEWS2 of 5 or more in sum or 3 in one parameter (RCP 2017), or a reading or a part of one that its source marks H, L, HH, LL, HU, LU, A or AA (v3 ObservationInterpretation). */
  | 'OUT_OF_RANGE'
  /** Nothing was read in 24 hours, or not all of it could be told or judged: an unmarked reading after the score, or without one; a score without its parts; somebody whose identity is in doubt, or who may not be read of. Never to be read as well. */
  | 'NOT_ASSESSED'
  /** Every newest reading is marked N, or is no later than a score with all its parts that calls for nobody. */
  | 'IN_RANGE';

/** Whose virtual wards. */
export type VirtualWardFilter = {
  /** Ward ids, at least one; without: the viewer's own wards. */
  wards?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** Which entries of the waiting lists. An entry whose site, list or specialty is not told stays: it may be one of those meant. */
export type WaitingListFilter = {
  /** Organisations; at least one. */
  organisations?: InputMaybe<Array<Scalars['OdsCode']['input']>>;
  /** Site codes; at least one. */
  sites?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Kinds of list; at least one. */
  lists?: InputMaybe<Array<WaitingListKind>>;
  /** NHS treatment function codes of three digits, such as 110; at least one. */
  specialties?: InputMaybe<Array<Scalars['String']['input']>>;
  /** False leaves out those whose wait is suspended today. */
  includeSuspended?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which kind of list. */
export type WaitingListKind =
  /** For admission. */
  | 'ELECTIVE'
  /** For a first or further clinic. */
  | 'OUTPATIENT'
  /** Not known. */
  | 'UNKNOWN';

/** Status of a place on a waiting list. */
export type WaitingStatus =
  /** Waiting. */
  | 'WAITING'
  /** Suspended. */
  | 'SUSPENDED'
  /** Removed. */
  | 'REMOVED'
  /** Not known. */
  | 'UNKNOWN';

/** Which wards. Without wards: every ward of the organisations; without both: every ward that can be asked. */
export type WardFilter = {
  /** Ward ids; at least one. */
  wards?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Organisations; at least one. */
  organisations?: InputMaybe<Array<Scalars['OdsCode']['input']>>;
  /** Site codes; at least one. */
  sites?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What would be done: `system` stops, or `route` moves to `stage`. */
export type WhatIfInput = {
  /** This system stops. */
  system?: InputMaybe<Scalars['ID']['input']>;
  /** Or this route moves. */
  route?: InputMaybe<Scalars['ID']['input']>;
  /** To this stage; `LIVE` unless given. */
  stage?: InputMaybe<RouteStage>;
  /** With `RAMP`, person by person: 1 to 99. A ramp of which no share is given is one that grows. */
  percent?: InputMaybe<Scalars['Int']['input']>;
  /** With `RAMP`, site by site. */
  sites?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What happens behind a held message. */
export type WhenHeld =
  /** What follows waits: the order matters. */
  | 'WAIT'
  /** What follows passes: it must not be delayed. */
  | 'PASS'
  /** Not known. */
  | 'UNKNOWN';

/** A period to search; half-open. */
export type WindowInput = {
  /** Inclusive. */
  from?: InputMaybe<Scalars['Instant']['input']>;
  /** Exclusive. */
  to?: InputMaybe<Scalars['Instant']['input']>;
};

export type PatientHeaderQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
}>;


export type PatientHeaderQuery = { patient: { id: string, nhsNumber: string | null, gender: AdministrativeGender | null, birthDate: string | null, restricted: boolean | null, name: { text: string } | null, age: { value: string, unit: string | null } | null, address: { text: string } | null, generalPractice: { odsCode: string | null, name: string | null } | null, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } | null, flags: { nodes: Array<{ status: string, code: { text: string }, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, allergies: { assertedNone: boolean, nodes: Array<{ clinicalStatus: string, verificationStatus: string, recordedDate: string | null, code: { text: string }, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type PatientHeaderSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type PatientHeaderCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type GpMedicinesQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
  practice: Array<Scalars['OdsCode']['input']>;
}>;


export type GpMedicinesQuery = { patient: { medications: { nodes: Array<{ status: string, prescriptionType: string | null, dosageText: string | null, lastIssued: string | null, medication: { text: string }, issues: Array<{ issuedOn: string | null }>, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, allergies: { assertedNone: boolean, nodes: Array<{ clinicalStatus: string, verificationStatus: string, recordedDate: string | null, code: { text: string }, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type GpMedicinesSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type GpMedicinesCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type DiaryQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
}>;


export type DiaryQuery = { patient: { appointments: { nodes: Array<{ kind: AppointmentKind, status: AppointmentStatus, start: string, startDate: string | null, end: string | null, description: string | null, place: string | null, practitioner: { text: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, window: { from: string | null, to: string | null } | null, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, careTeams: { nodes: Array<{ name: string, status: string, members: Array<{ name: string, role: { text: string }, telecom: Array<{ system: string, value: string }> }>, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type DiarySFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type DiaryCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type RecentTestsQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
  since: Scalars['Instant']['input'];
  bloods: Array<CodingInput>;
  modalities: Array<Scalars['String']['input']>;
}>;


export type RecentTestsQuery = { patient: { labReports: { nodes: Array<{ status: DiagnosticReportStatus, collected: string | null, collectedDate: string | null, issued: string, fillerNumber: string, code: { text: string }, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, imagingStudies: { nodes: Array<{ description: string | null, modalities: Array<string>, started: string | null, startedDate: string | null, accessionNumber: string | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type RecentTestsSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type RecentTestsCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type TrendQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
  codes: Array<CodingInput>;
}>;


export type TrendQuery = { patient: { labResults: { nodes: Array<{ effective: string | null, effectiveDate: string | null, valueText: string | null, status: ObservationStatus, laboratory: string, code: { text: string }, quantity: { value: string, comparator: string | null, unit: string | null } | null, interpretation: { text: string } | null, previous: Array<{ valueText: string | null, status: ObservationStatus, issued: string }>, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, window: { from: string | null, to: string | null } | null, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type TrendSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type TrendCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type LatestChestCtQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
  codes: Array<CodingInput>;
}>;


export type LatestChestCtQuery = { patient: { imagingStudies: { nodes: Array<{ description: string | null, started: string | null, startedDate: string | null, accessionNumber: string | null, availability: InstanceAvailability, thumbnailUrl: string | null, report: { status: DiagnosticReportStatus, issued: string, text: string | null, reporter: { text: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type LatestChestCtSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type LatestChestCtCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type ProblemsAndPreferencesQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
}>;


export type ProblemsAndPreferencesQuery = { patient: { problems: { nodes: Array<{ clinicalStatus: string, significance: string | null, onset: string | null, onsetText: string | null, recordedDate: string | null, code: { text: string }, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, preferences: { nodes: Array<{ category: PreferenceCategory, status: string, recordedDate: string | null, note: string | null, code: { text: string }, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type ProblemsAndPreferencesSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type ProblemsAndPreferencesCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type YesterdayInHospitalQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
  from: Scalars['Instant']['input'];
  to: Scalars['Instant']['input'];
}>;


export type YesterdayInHospitalQuery = { patient: { encounters: { nodes: Array<{ status: EncounterStatus | null, class: EncounterClass | null, period: { start: string | null, startDate: string | null, end: string | null, endDate: string | null } | null, ward: { name: string | null } | null, previousPlaces: Array<{ ward: { name: string | null } | null, period: { start: string | null, end: string | null } }> | null, specialty: { text: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, observations: { nodes: Array<{ status: ObservationStatus, valueText: string | null, effective: string, code: { text: string }, components: Array<{ valueText: string, code: { text: string } }>, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, earlyWarningScores: { nodes: Array<{ total: number, effective: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null, documents: { nodes: Array<{ title: string, created: string | null, type: { text: string }, author: { text: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null } | null };

export type YesterdayInHospitalSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type YesterdayInHospitalCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type BedStateQueryVariables = Exact<{
  wards: Array<Scalars['ID']['input']>;
}>;


export type BedStateQuery = { bedState: { nodes: Array<{ total: number | null, open: number | null, occupied: number | null, available: number | null, closed: number | null, cleaning: number | null, ward: { name: string | null, siteName: string | null, organisation: string | null }, groups: Array<{ sex: BedSex, sideRoom: boolean, total: number, occupied: number, available: number }> | null, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type BedStateCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type ReadyForDischargeQueryVariables = Exact<{
  wards: Array<Scalars['ID']['input']>;
}>;


export type ReadyForDischargeQuery = { readyForDischarge: { totalCount: number | null, nodes: Array<{ readySince: string | null, daysWaiting: number | null, pathway: DischargePathway, patient: { name: { text: string } | null } | null, ward: { name: string | null } | null, bed: { name: string | null } | null, reasonWaiting: { text: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReadyForDischargeSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type ReadyForDischargeCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type DeterioratingQueryVariables = Exact<{
  wards: Array<Scalars['ID']['input']>;
  codes: Array<CodingInput>;
}>;


export type DeterioratingQuery = { earlyWarnings: { nodes: Array<{ total: number, singleThree: boolean | null, effective: string, acknowledgedAt: string | null, encounter: { bed: { name: string | null, ward: { name: string | null } | null } | null } | null, patient: { name: { text: string } | null, latestResults: { nodes: Array<{ valueText: string | null, status: ObservationStatus, effective: string | null, effectiveDate: string | null, code: { text: string } }>, completeness: { status: CompletenessStatus } } | null } | null }>, notAssessed: Array<{ bed: { name: string | null } | null }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DeterioratingCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type EmergencyDepartmentQueryVariables = Exact<{
  wards: Array<Scalars['ID']['input']>;
}>;


export type EmergencyDepartmentQuery = { emergencyPatients: { nodes: Array<{ arrived: string | null, minutesHere: number | null, admitted: boolean | null, notKnown: Array<EmergencyWaitKind>, waitingFor: Array<{ kind: EmergencyWaitKind, since: string, code: { text: string } | null }>, patient: { name: { text: string } | null } | null, encounter: { bed: { name: string | null } | null, reason: { text: string } | null } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type EmergencyDepartmentCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type TheatreListQueryVariables = Exact<{
  date?: InputMaybe<Scalars['Date']['input']>;
  groupAndSave: Array<CodingInput>;
}>;


export type TheatreListQuery = { theatreSessions: { totalCount: number | null, nodes: Array<{ theatre: string, name: string | null, start: string, end: string, unavailableMinutes: number | null, active: boolean, consultant: { text: string } | null, specialty: { text: string } | null, cases: { nodes: Array<{ start: string, end: string | null, status: AppointmentStatus, procedure: string | null, patient: { nhsNumber: string | null, name: { text: string } | null, waitingList: { nodes: Array<{ status: WaitingStatus, list: WaitingListKind, added: string | null, originalDate: string | null, toComeIn: string | null, priority: { text: string } | null }>, completeness: { status: CompletenessStatus }, pageInfo: { hasNextPage: boolean } } | null, latestResults: { nodes: Array<{ valueText: string | null, status: ObservationStatus, effective: string | null, effectiveDate: string | null, code: { text: string } }>, completeness: { status: CompletenessStatus } } | null, flags: { totalCount: number | null, nodes: Array<{ status: string, code: { text: string } }>, completeness: { status: CompletenessStatus }, pageInfo: { hasNextPage: boolean } } | null } | null }>, completeness: { status: CompletenessStatus, withheld: boolean }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, theatreCasesWithoutSession: { totalCount: number | null, nodes: Array<{ theatre: string | null, start: string, end: string | null, status: AppointmentStatus, procedure: string | null, patient: { nhsNumber: string | null, name: { text: string } | null, waitingList: { nodes: Array<{ status: WaitingStatus, list: WaitingListKind, added: string | null, originalDate: string | null, toComeIn: string | null, priority: { text: string } | null }>, completeness: { status: CompletenessStatus }, pageInfo: { hasNextPage: boolean } } | null, latestResults: { nodes: Array<{ valueText: string | null, status: ObservationStatus, effective: string | null, effectiveDate: string | null, code: { text: string } }>, completeness: { status: CompletenessStatus } } | null, flags: { totalCount: number | null, nodes: Array<{ status: string, code: { text: string } }>, completeness: { status: CompletenessStatus }, pageInfo: { hasNextPage: boolean } } | null } | null }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type TheatreListCaseFragment = { start: string, end: string | null, status: AppointmentStatus, procedure: string | null, patient: { nhsNumber: string | null, name: { text: string } | null, waitingList: { nodes: Array<{ status: WaitingStatus, list: WaitingListKind, added: string | null, originalDate: string | null, toComeIn: string | null, priority: { text: string } | null }>, completeness: { status: CompletenessStatus }, pageInfo: { hasNextPage: boolean } } | null, latestResults: { nodes: Array<{ valueText: string | null, status: ObservationStatus, effective: string | null, effectiveDate: string | null, code: { text: string } }>, completeness: { status: CompletenessStatus } } | null, flags: { totalCount: number | null, nodes: Array<{ status: string, code: { text: string } }>, completeness: { status: CompletenessStatus }, pageInfo: { hasNextPage: boolean } } | null } | null };

export type TheatreListSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type TheatreListCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type UnopenedCriticalResultsQueryVariables = Exact<{ [key: string]: never; }>;


export type UnopenedCriticalResultsQuery = { viewer: { name: string, role: string, wards: Array<{ name: string | null }> | null } | null, criticalResults: { nodes: Array<{ acknowledgement: Acknowledgement, result: { valueText: string | null, status: ObservationStatus, issued: string | null, fillerNumber: string, notes: Array<string>, code: { text: string }, interpretation: { text: string } | null }, patient: { name: { text: string } | null } | null, encounter: { bed: { name: string | null, ward: { name: string | null } | null } | null } | null }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type UnopenedCriticalResultsCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type ExpectedAgainstFreeQueryVariables = Exact<{ [key: string]: never; }>;


export type ExpectedAgainstFreeQuery = { flowForecast: { window: { from: string | null, to: string | null }, discharges: { totalCount: number | null, nodes: Array<{ expected: string, ward: { name: string | null } | null, patient: { id: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } }, admissions: { totalCount: number | null, nodes: Array<{ toComeIn: string, organisation: string, specialty: { text: string } | null, patient: { id: string } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } }, beds: { nodes: Array<{ total: number | null, occupied: number | null, available: number | null, ward: { name: string | null, organisation: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } } | null };

export type ExpectedAgainstFreeSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type ExpectedAgainstFreeCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type VirtualWardsQueryVariables = Exact<{
  wards: Array<Scalars['ID']['input']>;
}>;


export type VirtualWardsQuery = { virtualWardPatients: { nodes: Array<{ assessment: VirtualWardAssessment, contactToday: ContactToday, contactedAt: string | null, earlyWarning: { total: number, singleThree: boolean | null, effective: string } | null, outOfRange: Array<{ status: ObservationStatus, valueText: string | null, effective: string, code: { text: string }, interpretation: { text: string } | null, components: Array<{ valueText: string, code: { text: string }, interpretation: { text: string } | null }> }>, patient: { name: { text: string } | null, telecom: Array<{ system: string, value: string }> | null } | null, encounter: { expectedDischarge: string | null, ward: { name: string | null } | null } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type VirtualWardsCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type WaitingListQueryVariables = Exact<{
  filter?: InputMaybe<WaitingListFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type WaitingListQuery = { waitingList: { totalCount: number | null, nodes: Array<{ id: string, daysWaiting: number | null, originalDate: string | null, added: string | null, guaranteedDate: string | null, toComeIn: string | null, status: WaitingStatus, suspendedFrom: string | null, suspendedTo: string | null, list: WaitingListKind, patient: { name: { text: string } | null } | null, priority: { text: string } | null, specialty: { text: string } | null, emergencyAttendances: { nodes: Array<{ period: { start: string | null, startDate: string | null }, encounter: { id: string, class: EncounterClass | null } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> } } | null };

export type WaitingListSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type WaitingListCFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, organisation: string, answer: SourceAnswerKind, code: string | null, retryable: boolean | null, warnings: Array<{ code: string, text: string }> }> };

export type WhoAnsweredQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
}>;


export type WhoAnsweredQuery = { patient: { restricted: boolean | null, source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } | null, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, systemName: string, organisation: string, answer: SourceAnswerKind, code: string | null, freshness: Freshness | null, asOf: string | null, warnings: Array<{ code: string, text: string }> }>, window: { from: string | null, to: string | null } | null } | null, allergies: { nodes: Array<{ source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, pageInfo: { hasNextPage: boolean }, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, systemName: string, organisation: string, answer: SourceAnswerKind, code: string | null, freshness: Freshness | null, asOf: string | null, warnings: Array<{ code: string, text: string }> }>, window: { from: string | null, to: string | null } | null } } | null, labReports: { nodes: Array<{ source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } }>, completeness: { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, systemName: string, organisation: string, answer: SourceAnswerKind, code: string | null, freshness: Freshness | null, asOf: string | null, warnings: Array<{ code: string, text: string }> }>, window: { from: string | null, to: string | null } | null } } | null, currentEncounter: { source: { systemName: string, organisation: string, asOf: string, freshness: Freshness } } | null } | null };

export type WhoAnsweredSFragment = { systemName: string, organisation: string, asOf: string, freshness: Freshness };

export type WhoAnsweredDFragment = { status: CompletenessStatus, withheld: boolean, sources: Array<{ capability: string, system: string, systemName: string, organisation: string, answer: SourceAnswerKind, code: string | null, freshness: Freshness | null, asOf: string | null, warnings: Array<{ code: string, text: string }> }>, window: { from: string | null, to: string | null } | null };

export type MessageOfAResultQueryVariables = Exact<{
  messageId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
}>;


export type MessageOfAResultQuery = { message: { id: string, feed: string, systemName: string, organisation: string, receivedAt: string, messageType: string, triggerEvent: string, controlId: string, version: string, state: MessageState, content: { masked: boolean, restricted: boolean, text: string | null, segments: Array<{ position: string, name: string, children: Array<{ position: string, name: string, repetition: number, value: string | null, children: Array<{ position: string, name: string, value: string | null, children: Array<{ position: string, name: string, value: string | null }> }> }> }>, became: Array<{ capability: string, type: string, recordId: string | null, current: boolean, patient: { id: string } | null, fields: Array<{ path: string, value: string | null }> }> } | null, history: Array<{ at: string, what: string, words: string, by: string | null, reason: string | null }> | null, related: Array<{ relation: MessageRelation, message: { id: string, feed: string, systemName: string, organisation: string, receivedAt: string, messageType: string, triggerEvent: string, controlId: string, version: string, state: MessageState, content: { masked: boolean, restricted: boolean, text: string | null, became: Array<{ capability: string, type: string, recordId: string | null, current: boolean, patient: { id: string } | null, fields: Array<{ path: string, value: string | null }> }> } | null, told: { code: string, text: string | null, at: string | null } | null } }> | null, told: { code: string, text: string | null, at: string | null } | null } | null };

export type MessageOfAResultMFragment = { id: string, feed: string, systemName: string, organisation: string, receivedAt: string, messageType: string, triggerEvent: string, controlId: string, version: string, state: MessageState, told: { code: string, text: string | null, at: string | null } | null };

export type MessageOfAResultKFragment = { masked: boolean, restricted: boolean, text: string | null, became: Array<{ capability: string, type: string, recordId: string | null, current: boolean, patient: { id: string } | null, fields: Array<{ path: string, value: string | null }> }> };

export type MessagesInTroubleQueryVariables = Exact<{
  received: WindowInput;
  problems: Array<MessageProblem>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type MessagesInTroubleQuery = { messageCounts: Array<{ key: string, count: number }> | null, messages: { nodes: Array<{ id: string, sendingApplication: string, sendingFacility: string, feed: string, receivedAt: string, messageType: string, triggerEvent: string, controlId: string, state: MessageState, problems: Array<MessageProblem>, repeats: number, lastRepeatAt: string | null, reason: { hl7: string, at: string, text: string } | null, told: { code: string, text: string | null } | null, behind: { id: string, messageType: string, triggerEvent: string, controlId: string, state: MessageState } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type WhoLookedQueryVariables = Exact<{
  nhsNumber: Scalars['NhsNumber']['input'];
  window?: InputMaybe<WindowInput>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type WhoLookedQuery = { accessLog: { nodes: Array<{ request: string, at: string, userId: string, userName: string, role: string, organisation: string, purpose: string, client: string, operation: string, capabilities: Array<string>, systems: Array<string>, people: number, outcome: AccessOutcome, notes: Array<string> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type WhoReadsHissQueryVariables = Exact<{
  system: Scalars['ID']['input'];
  window?: InputMaybe<WindowInput>;
}>;


export type WhoReadsHissQuery = { fieldUse: Array<{ day: string | null, client: string, operation: string, field: string, capability: string, count: number, lastAt: string }> | null, whatIf: { unanswered: Array<string>, lostFields: Array<string>, unknown: Array<string>, dependants: Array<string>, queries: Array<string>, readers: Array<{ client: string, operations: Array<string>, fields: Array<string>, readsPerDay: string, lastAt: string, rhythm: string }>, feeds: Array<{ feed: string, messagesPerDay: string, lastAt: string | null }> } | null };

export type DoTheyAgreeQueryVariables = Exact<{
  organisation: Scalars['OdsCode']['input'];
  people: Scalars['ID']['input'];
  stays: Scalars['ID']['input'];
  window: WindowInput;
}>;


export type DoTheyAgreeQuery = { migrationRoutes: Array<{ id: string, control: string, candidate: string | null, stage: RouteStage, readiness: { score: number | null, parts: Array<{ part: string, score: number | null, words: string }> } | null, agreement: { records: number, matchedPercent: string | null, noisePercent: string | null, reads: number | null, readsCompared: number | null, outcomes: Array<{ outcome: ComparisonOutcome, count: number }>, severities: Array<{ severity: ClinicalSeverity, count: number }>, fields: Array<{ field: string, severity: ClinicalSeverity, count: number }>, losses: Array<{ loss: ShadowLoss, count: number }> } | null }> | null, people: { nodes: Array<{ id: string, at: string, outcome: ComparisonOutcome, severity: ClinicalSeverity | null, differences: Array<{ id: string, field: string, severity: ClinicalSeverity, kind: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, stays: { nodes: Array<{ id: string, at: string, outcome: ComparisonOutcome, severity: ClinicalSeverity | null, differences: Array<{ id: string, field: string, severity: ClinicalSeverity, kind: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, coverageMap: { rows: Array<{ graphField: string, controlField: string | null, candidateField: string | null, status: string, note: string | null, reads: number }>, people: { control: { value: number | null, how: string, at: string | null }, candidate: { value: number | null, how: string, at: string | null } } | null } | null };

export type DoTheyAgreeComparedFragment = { nodes: Array<{ id: string, at: string, outcome: ComparisonOutcome, severity: ClinicalSeverity | null, differences: Array<{ id: string, field: string, severity: ClinicalSeverity, kind: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type RehearsalsQueryVariables = Exact<{
  route: Scalars['ID']['input'];
}>;


export type RehearsalsQuery = { rehearsals: Array<{ id: string, at: string, by: string, from: string, to: string, asks: number, done: number, finishedAt: string | null, agreement: { records: number, matchedPercent: string | null, outcomes: Array<{ outcome: ComparisonOutcome, count: number }>, severities: Array<{ severity: ClinicalSeverity, count: number }>, fields: Array<{ field: string, severity: ClinicalSeverity, count: number }> } }> | null };

export type SystemBySystemQueryVariables = Exact<{
  organisation?: InputMaybe<Scalars['OdsCode']['input']>;
}>;


export type SystemBySystemQuery = { registeredSystems: Array<{ id: string, name: string, lifecycle: SystemLifecycle, owner: string | null, contractEnd: string | null, retention: string | null, dependants: Array<string>, lastWriteAt: string | null, phases: Array<{ phase: SystemPhase, plannedFrom: string | null, actualFrom: string | null, note: string | null }>, conditions: Array<{ words: string, metAt: string | null, metBy: string | null }>, recordsHeld: { value: number | null, how: string, at: string | null } | null, verifiedNhsNumbers: { value: number | null, how: string, at: string | null } | null, readableAfter: { readable: boolean, words: string } | null, replacedBy: Array<{ id: string }>, gate: { open: boolean, obstacles: Array<{ kind: string, words: string }> } | null }> | null };

export const PatientHeaderSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientHeaderS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<PatientHeaderSFragment, unknown>;
export const PatientHeaderCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientHeaderC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<PatientHeaderCFragment, unknown>;
export const GpMedicinesSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GpMedicinesS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<GpMedicinesSFragment, unknown>;
export const GpMedicinesCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GpMedicinesC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<GpMedicinesCFragment, unknown>;
export const DiarySFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiaryS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<DiarySFragment, unknown>;
export const DiaryCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiaryC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<DiaryCFragment, unknown>;
export const RecentTestsSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RecentTestsS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<RecentTestsSFragment, unknown>;
export const RecentTestsCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RecentTestsC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<RecentTestsCFragment, unknown>;
export const TrendSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrendS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<TrendSFragment, unknown>;
export const TrendCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrendC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<TrendCFragment, unknown>;
export const LatestChestCtSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LatestChestCtS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<LatestChestCtSFragment, unknown>;
export const LatestChestCtCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LatestChestCtC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<LatestChestCtCFragment, unknown>;
export const ProblemsAndPreferencesSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemsAndPreferencesS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<ProblemsAndPreferencesSFragment, unknown>;
export const ProblemsAndPreferencesCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemsAndPreferencesC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<ProblemsAndPreferencesCFragment, unknown>;
export const YesterdayInHospitalSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YesterdayInHospitalS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<YesterdayInHospitalSFragment, unknown>;
export const YesterdayInHospitalCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YesterdayInHospitalC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<YesterdayInHospitalCFragment, unknown>;
export const BedStateCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BedStateC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<BedStateCFragment, unknown>;
export const ReadyForDischargeSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReadyForDischargeS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<ReadyForDischargeSFragment, unknown>;
export const ReadyForDischargeCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReadyForDischargeC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<ReadyForDischargeCFragment, unknown>;
export const DeterioratingCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeterioratingC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<DeterioratingCFragment, unknown>;
export const EmergencyDepartmentCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EmergencyDepartmentC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<EmergencyDepartmentCFragment, unknown>;
export const TheatreListCaseFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TheatreListCase"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TheatreCase"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"procedure"}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nhsNumber"}},{"kind":"Field","name":{"kind":"Name","value":"waitingList"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"list"}},{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"originalDate"}},{"kind":"Field","name":{"kind":"Name","value":"toComeIn"}},{"kind":"Field","name":{"kind":"Name","value":"priority"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupAndSave"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"flags"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TheatreListCaseFragment, unknown>;
export const TheatreListSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TheatreListS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<TheatreListSFragment, unknown>;
export const TheatreListCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TheatreListC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<TheatreListCFragment, unknown>;
export const UnopenedCriticalResultsCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UnopenedCriticalResultsC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<UnopenedCriticalResultsCFragment, unknown>;
export const ExpectedAgainstFreeSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExpectedAgainstFreeS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<ExpectedAgainstFreeSFragment, unknown>;
export const ExpectedAgainstFreeCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExpectedAgainstFreeC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<ExpectedAgainstFreeCFragment, unknown>;
export const VirtualWardsCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VirtualWardsC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<VirtualWardsCFragment, unknown>;
export const WaitingListSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingListS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<WaitingListSFragment, unknown>;
export const WaitingListCFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingListC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<WaitingListCFragment, unknown>;
export const WhoAnsweredSFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WhoAnsweredS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<WhoAnsweredSFragment, unknown>;
export const WhoAnsweredDFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WhoAnsweredD"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"window"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]} as unknown as DocumentNode<WhoAnsweredDFragment, unknown>;
export const MessageOfAResultMFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageOfAResultM"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"feed"}},{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"messageType"}},{"kind":"Field","name":{"kind":"Name","value":"triggerEvent"}},{"kind":"Field","name":{"kind":"Name","value":"controlId"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"told"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<MessageOfAResultMFragment, unknown>;
export const MessageOfAResultKFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageOfAResultK"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageContent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"masked"}},{"kind":"Field","name":{"kind":"Name","value":"restricted"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"became"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"recordId"}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<MessageOfAResultKFragment, unknown>;
export const DoTheyAgreeComparedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DoTheyAgreeCompared"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComparisonConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"differences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]} as unknown as DocumentNode<DoTheyAgreeComparedFragment, unknown>;
export const PatientHeaderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PatientHeader"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nhsNumber"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"birthDate"}},{"kind":"Field","name":{"kind":"Name","value":"age"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"restricted"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"generalPractice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"odsCode"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientHeaderC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"flags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientHeaderS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientHeaderC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"allergies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assertedNone"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clinicalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"verificationStatus"}},{"kind":"Field","name":{"kind":"Name","value":"recordedDate"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientHeaderS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PatientHeaderC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientHeaderC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PatientHeaderS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}}]} as unknown as DocumentNode<PatientHeaderQuery, PatientHeaderQueryVariables>;
export const GpMedicinesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GpMedicines"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"practice"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"medications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organisations"},"value":{"kind":"Variable","name":{"kind":"Name","value":"practice"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"medication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"prescriptionType"}},{"kind":"Field","name":{"kind":"Name","value":"dosageText"}},{"kind":"Field","name":{"kind":"Name","value":"lastIssued"}},{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issuedOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GpMedicinesS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GpMedicinesC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"allergies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organisations"},"value":{"kind":"Variable","name":{"kind":"Name","value":"practice"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assertedNone"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clinicalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"verificationStatus"}},{"kind":"Field","name":{"kind":"Name","value":"recordedDate"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GpMedicinesS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GpMedicinesC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GpMedicinesS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GpMedicinesC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<GpMedicinesQuery, GpMedicinesQueryVariables>;
export const DiaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Diary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appointments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"place"}},{"kind":"Field","name":{"kind":"Name","value":"practitioner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiaryS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiaryC"}},{"kind":"Field","name":{"kind":"Name","value":"window"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"careTeams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"telecom"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiaryS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiaryC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiaryS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiaryC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<DiaryQuery, DiaryQueryVariables>;
export const RecentTestsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecentTests"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Instant"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bloods"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CodingInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modalities"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"labReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bloods"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"collected"}},{"kind":"Field","name":{"kind":"Name","value":"collectedDate"}},{"kind":"Field","name":{"kind":"Name","value":"issued"}},{"kind":"Field","name":{"kind":"Name","value":"fillerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RecentTestsS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RecentTestsC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"imagingStudies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modalities"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modalities"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"window"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"modalities"}},{"kind":"Field","name":{"kind":"Name","value":"started"}},{"kind":"Field","name":{"kind":"Name","value":"startedDate"}},{"kind":"Field","name":{"kind":"Name","value":"accessionNumber"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RecentTestsS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RecentTestsC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RecentTestsS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RecentTestsC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<RecentTestsQuery, RecentTestsQueryVariables>;
export const TrendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Trend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CodingInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"labResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"effective"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveDate"}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"comparator"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"interpretation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"previous"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issued"}}]}},{"kind":"Field","name":{"kind":"Name","value":"laboratory"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TrendS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TrendC"}},{"kind":"Field","name":{"kind":"Name","value":"window"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrendS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrendC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<TrendQuery, TrendQueryVariables>;
export const LatestChestCtDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LatestChestCt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CodingInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imagingStudies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modalities"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"CT","block":false}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"started"}},{"kind":"Field","name":{"kind":"Name","value":"startedDate"}},{"kind":"Field","name":{"kind":"Name","value":"accessionNumber"}},{"kind":"Field","name":{"kind":"Name","value":"availability"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issued"}},{"kind":"Field","name":{"kind":"Name","value":"reporter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LatestChestCtS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LatestChestCtS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LatestChestCtC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LatestChestCtS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LatestChestCtC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<LatestChestCtQuery, LatestChestCtQueryVariables>;
export const ProblemsAndPreferencesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProblemsAndPreferences"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clinicalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"significance"}},{"kind":"Field","name":{"kind":"Name","value":"onset"}},{"kind":"Field","name":{"kind":"Name","value":"onsetText"}},{"kind":"Field","name":{"kind":"Name","value":"recordedDate"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemsAndPreferencesS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemsAndPreferencesC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"preferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"recordedDate"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemsAndPreferencesS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemsAndPreferencesC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemsAndPreferencesS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemsAndPreferencesC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<ProblemsAndPreferencesQuery, ProblemsAndPreferencesQueryVariables>;
export const YesterdayInHospitalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"YesterdayInHospital"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Instant"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Instant"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"encounters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"class"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"previousPlaces"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"specialty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"observations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"components"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"effective"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"earlyWarningScores"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"YesterdayInHospitalC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YesterdayInHospitalS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"YesterdayInHospitalC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<YesterdayInHospitalQuery, YesterdayInHospitalQueryVariables>;
export const BedStateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BedState"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wards"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bedState"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"wards"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wards"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"siteName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"occupied"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"closed"}},{"kind":"Field","name":{"kind":"Name","value":"cleaning"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sex"}},{"kind":"Field","name":{"kind":"Name","value":"sideRoom"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"occupied"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BedStateC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BedStateC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BedStateC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<BedStateQuery, BedStateQueryVariables>;
export const ReadyForDischargeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadyForDischarge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wards"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"readyForDischarge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"wards"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wards"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"readySince"}},{"kind":"Field","name":{"kind":"Name","value":"daysWaiting"}},{"kind":"Field","name":{"kind":"Name","value":"pathway"}},{"kind":"Field","name":{"kind":"Name","value":"reasonWaiting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReadyForDischargeS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReadyForDischargeC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReadyForDischargeS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReadyForDischargeC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<ReadyForDischargeQuery, ReadyForDischargeQueryVariables>;
export const DeterioratingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Deteriorating"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wards"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CodingInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"earlyWarnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"wards"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wards"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"totalAtLeast"},"value":{"kind":"IntValue","value":"5"}},{"kind":"ObjectField","name":{"kind":"Name","value":"anySingleThree"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"unacknowledgedForMinutes"},"value":{"kind":"IntValue","value":"15"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"singleThree"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"encounter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"notAssessed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeterioratingC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeterioratingC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<DeterioratingQuery, DeterioratingQueryVariables>;
export const EmergencyDepartmentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EmergencyDepartment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wards"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"emergencyPatients"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"wards"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wards"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"hereForMinutes"},"value":{"kind":"IntValue","value":"180"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"arrived"}},{"kind":"Field","name":{"kind":"Name","value":"minutesHere"}},{"kind":"Field","name":{"kind":"Name","value":"admitted"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notKnown"}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"encounter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EmergencyDepartmentC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EmergencyDepartmentC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<EmergencyDepartmentQuery, EmergencyDepartmentQueryVariables>;
export const TheatreListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TheatreList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"date"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupAndSave"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CodingInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theatreSessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"date"},"value":{"kind":"Variable","name":{"kind":"Name","value":"date"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theatre"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"consultant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"specialty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"unavailableMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"cases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TheatreListCase"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TheatreListS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TheatreListC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"theatreCasesWithoutSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"date"},"value":{"kind":"Variable","name":{"kind":"Name","value":"date"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theatre"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TheatreListCase"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TheatreListC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TheatreListCase"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TheatreCase"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"procedure"}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nhsNumber"}},{"kind":"Field","name":{"kind":"Name","value":"waitingList"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"list"}},{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"originalDate"}},{"kind":"Field","name":{"kind":"Name","value":"toComeIn"}},{"kind":"Field","name":{"kind":"Name","value":"priority"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupAndSave"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"flags"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TheatreListS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TheatreListC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<TheatreListQuery, TheatreListQueryVariables>;
export const UnopenedCriticalResultsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnopenedCriticalResults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"wards"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"criticalResults"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"acknowledgement"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"UNOPENED"},{"kind":"EnumValue","value":"UNKNOWN"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acknowledgement"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"interpretation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issued"}},{"kind":"Field","name":{"kind":"Name","value":"fillerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"encounter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UnopenedCriticalResultsC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UnopenedCriticalResultsC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<UnopenedCriticalResultsQuery, UnopenedCriticalResultsQueryVariables>;
export const ExpectedAgainstFreeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExpectedAgainstFree"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"flowForecast"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"window"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discharges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExpectedAgainstFreeS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExpectedAgainstFreeC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"admissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"toComeIn"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"specialty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExpectedAgainstFreeS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExpectedAgainstFreeC"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"beds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"occupied"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExpectedAgainstFreeC"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExpectedAgainstFreeS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExpectedAgainstFreeC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<ExpectedAgainstFreeQuery, ExpectedAgainstFreeQueryVariables>;
export const VirtualWardsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"VirtualWards"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wards"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"virtualWardPatients"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"wards"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wards"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assessment"}},{"kind":"Field","name":{"kind":"Name","value":"contactToday"}},{"kind":"Field","name":{"kind":"Name","value":"contactedAt"}},{"kind":"Field","name":{"kind":"Name","value":"earlyWarning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"singleThree"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outOfRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"interpretation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"components"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"valueText"}},{"kind":"Field","name":{"kind":"Name","value":"interpretation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"effective"}}]}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"telecom"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"encounter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ward"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expectedDischarge"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VirtualWardsC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VirtualWardsC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<VirtualWardsQuery, VirtualWardsQueryVariables>;
export const WaitingListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WaitingListFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waitingList"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priority"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"daysWaiting"}},{"kind":"Field","name":{"kind":"Name","value":"originalDate"}},{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"guaranteedDate"}},{"kind":"Field","name":{"kind":"Name","value":"toComeIn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"suspendedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"suspendedTo"}},{"kind":"Field","name":{"kind":"Name","value":"list"}},{"kind":"Field","name":{"kind":"Name","value":"specialty"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"emergencyAttendances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"encounter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"class"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingListS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingListC"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingListS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingListC"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingListS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingListC"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]} as unknown as DocumentNode<WaitingListQuery, WaitingListQueryVariables>;
export const WhoAnsweredDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoAnswered"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"patient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restricted"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredS"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredD"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allergies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredD"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"labReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredS"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredD"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentEncounter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WhoAnsweredS"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WhoAnsweredS"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WhoAnsweredD"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Completeness"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"window"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]} as unknown as DocumentNode<WhoAnsweredQuery, WhoAnsweredQueryVariables>;
export const MessageOfAResultDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MessageOfAResult"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageOfAResultM"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageOfAResultK"}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"repetition"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"history"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"related"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageOfAResultM"}},{"kind":"Field","name":{"kind":"Name","value":"content"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageOfAResultK"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageOfAResultM"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"feed"}},{"kind":"Field","name":{"kind":"Name","value":"systemName"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"messageType"}},{"kind":"Field","name":{"kind":"Name","value":"triggerEvent"}},{"kind":"Field","name":{"kind":"Name","value":"controlId"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"told"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageOfAResultK"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageContent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"masked"}},{"kind":"Field","name":{"kind":"Name","value":"restricted"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"became"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"recordId"}},{"kind":"Field","name":{"kind":"Name","value":"patient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<MessageOfAResultQuery, MessageOfAResultQueryVariables>;
export const MessagesInTroubleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MessagesInTrouble"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"received"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WindowInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"problems"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MessageProblem"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageCounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"received"},"value":{"kind":"Variable","name":{"kind":"Name","value":"received"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"problems"},"value":{"kind":"Variable","name":{"kind":"Name","value":"problems"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"SENDER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"received"},"value":{"kind":"Variable","name":{"kind":"Name","value":"received"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"problems"},"value":{"kind":"Variable","name":{"kind":"Name","value":"problems"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sendingApplication"}},{"kind":"Field","name":{"kind":"Name","value":"sendingFacility"}},{"kind":"Field","name":{"kind":"Name","value":"feed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"messageType"}},{"kind":"Field","name":{"kind":"Name","value":"triggerEvent"}},{"kind":"Field","name":{"kind":"Name","value":"controlId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"problems"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hl7"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"told"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeats"}},{"kind":"Field","name":{"kind":"Name","value":"lastRepeatAt"}},{"kind":"Field","name":{"kind":"Name","value":"behind"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"messageType"}},{"kind":"Field","name":{"kind":"Name","value":"triggerEvent"}},{"kind":"Field","name":{"kind":"Name","value":"controlId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<MessagesInTroubleQuery, MessagesInTroubleQueryVariables>;
export const WhoLookedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoLooked"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NhsNumber"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WindowInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"nhsNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nhsNumber"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"request"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"userName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}},{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"systems"}},{"kind":"Field","name":{"kind":"Name","value":"people"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<WhoLookedQuery, WhoLookedQueryVariables>;
export const WhoReadsHissDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoReadsHiss"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"system"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WindowInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fieldUse"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"system"},"value":{"kind":"Variable","name":{"kind":"Name","value":"system"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"perDay"},"value":{"kind":"BooleanValue","value":true}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"whatIf"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"system"},"value":{"kind":"Variable","name":{"kind":"Name","value":"system"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"readers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"readsPerDay"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}},{"kind":"Field","name":{"kind":"Name","value":"rhythm"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unanswered"}},{"kind":"Field","name":{"kind":"Name","value":"lostFields"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"feeds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feed"}},{"kind":"Field","name":{"kind":"Name","value":"messagesPerDay"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dependants"}},{"kind":"Field","name":{"kind":"Name","value":"queries"}}]}}]}}]} as unknown as DocumentNode<WhoReadsHissQuery, WhoReadsHissQueryVariables>;
export const DoTheyAgreeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DoTheyAgree"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organisation"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"people"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"stays"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WindowInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"migrationRoutes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organisation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organisation"}}},{"kind":"Argument","name":{"kind":"Name","value":"planned"},"value":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"control"}},{"kind":"Field","name":{"kind":"Name","value":"candidate"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"readiness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"words"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"agreement"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcomes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"severities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"matchedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"noisePercent"}},{"kind":"Field","name":{"kind":"Name","value":"reads"}},{"kind":"Field","name":{"kind":"Name","value":"readsCompared"}},{"kind":"Field","name":{"kind":"Name","value":"losses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"loss"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"people"},"name":{"kind":"Name","value":"comparisons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"route"},"value":{"kind":"Variable","name":{"kind":"Name","value":"people"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"outcomes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"MISMATCHED"},{"kind":"EnumValue","value":"CANDIDATE_FAILED"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DoTheyAgreeCompared"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"stays"},"name":{"kind":"Name","value":"comparisons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"route"},"value":{"kind":"Variable","name":{"kind":"Name","value":"stays"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"outcomes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"MISMATCHED"},{"kind":"EnumValue","value":"CANDIDATE_FAILED"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DoTheyAgreeCompared"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coverageMap"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"route"},"value":{"kind":"Variable","name":{"kind":"Name","value":"people"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"graphField"}},{"kind":"Field","name":{"kind":"Name","value":"controlField"}},{"kind":"Field","name":{"kind":"Name","value":"candidateField"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"reads"}}]}},{"kind":"Field","name":{"kind":"Name","value":"people"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"control"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"how"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"candidate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"how"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DoTheyAgreeCompared"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComparisonConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"differences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]} as unknown as DocumentNode<DoTheyAgreeQuery, DoTheyAgreeQueryVariables>;
export const RehearsalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rehearsals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"route"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rehearsals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"route"},"value":{"kind":"Variable","name":{"kind":"Name","value":"route"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"asks"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"agreement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcomes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"severities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"}},{"kind":"Field","name":{"kind":"Name","value":"matchedPercent"}}]}}]}}]}}]} as unknown as DocumentNode<RehearsalsQuery, RehearsalsQueryVariables>;
export const SystemBySystemDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SystemBySystem"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organisation"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OdsCode"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registeredSystems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organisation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organisation"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"owner"}},{"kind":"Field","name":{"kind":"Name","value":"phases"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"plannedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"actualFrom"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"retention"}},{"kind":"Field","name":{"kind":"Name","value":"dependants"}},{"kind":"Field","name":{"kind":"Name","value":"conditions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"metAt"}},{"kind":"Field","name":{"kind":"Name","value":"metBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recordsHeld"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"how"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"verifiedNhsNumbers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"how"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastWriteAt"}},{"kind":"Field","name":{"kind":"Name","value":"readableAfter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"readable"}},{"kind":"Field","name":{"kind":"Name","value":"words"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replacedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"obstacles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"words"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SystemBySystemQuery, SystemBySystemQueryVariables>;
