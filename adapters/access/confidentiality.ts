import type { RelationshipBasis } from '../../schema/access';
import type { Warning } from '../../schema/answer';
import { ALL_CAPABILITIES, type Capability, type Role, type Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { RecordSource, SecurityLabel } from '../../schema/clinical/values';
import { instanceParts, type InstanceName, type OdsCode } from '../../schema/identifiers';
import type { PrivacyDirectiveKind, SealedPart } from '../../schema/privacy';
import { formerKeysOf, systemOfKey } from '../../schema/record-key';

/** Who may know that somebody exists whose whole record is very restricted (v3-Confidentiality `V`). Break-glass is not among them: to offer it would tell. */
export const KNOW_OF_VERY_RESTRICTED: readonly RelationshipBasis[] = ['self'];

/**
 * Whom a directive does not bind. A patient holds nothing back from themself; dissent is from sharing between
 * organisations, and a proxy is no organisation's. Their relationship was asked for before: they read their own alone.
 */
export const NOT_BOUND: { readonly [K in Exclude<PrivacyDirectiveKind, 'very-restricted'>]: readonly Role[] } = {
  dissent: ['patient', 'carer'],
  sealed: ['patient'],
  'sealed-and-locked': ['patient'],
};

/** Who somebody is and on which ward they lie is no part of the care record that is shared or sealed: a bed and its occupant must be found. */
const NOT_RECORD: readonly Capability[] = [
  'demographics',
  'wards',
  'bed-state',
  'bed-housekeeping',
  'discharge-readiness',
];
export const SEALABLE: readonly Capability[] = ALL_CAPABILITIES.filter(
  (capability) => !NOT_RECORD.includes(capability) && capability !== 'encounters',
);
export const SHARED_BY_CONSENT: readonly Capability[] = ALL_CAPABILITIES.filter(
  (capability) => !NOT_RECORD.includes(capability),
);

/** Here a gap that nobody speaks of could kill: a lock on these holds back as a seal does, and says so. */
export const ALWAYS_SAID: readonly Capability[] = ['allergies', 'flags'];

export const DISSENT_WARNING: Warning = {
  code: 'SHARING_DISSENTED',
  text: 'The patient dissents from sharing between organisations, so this holder was not asked. With a reason, on record, it can be.',
};
export const SEAL_WARNING: Warning = {
  code: 'SEALED_BY_PATIENT',
  text: 'The patient has sealed a part of this. With a reason, on record, it can be opened.',
};

/** Works for the holder: in its name, or on one of its wards. */
const isStaffOf = (viewer: Viewer, holder: OdsCode): boolean =>
  viewer.organisation === holder || viewer.wards.some(({ organisation }) => organisation === holder);

/** Does the person's dissent hold an instance's records back from this viewer? `opened`: by break-glass. */
export const dissentHolds = (
  person: PersonIdentity,
  { capability, instance }: { readonly capability: Capability; readonly instance: InstanceName },
  viewer: Viewer,
  opened: boolean,
): boolean =>
  person.dissents === true &&
  !opened &&
  SHARED_BY_CONSENT.includes(capability) &&
  !NOT_BOUND.dissent.includes(viewer.role) &&
  !isStaffOf(viewer, instanceParts(instance).organisation as OdsCode);

/** Has the instance ever had such records, as far as is known? True of one that is not known any more. */
export type MayHaveHeld = (instance: InstanceName, capability: Capability) => boolean;

/** Any wish of the person, where it cannot be told which part of their record is opened, or for whose care. */
export const holdsBack = ({ dissents, seals = [] }: Pick<PersonIdentity, 'dissents' | 'seals'>): boolean =>
  dissents === true || seals.length > 0;

/** Are values of theirs masked for those who see them for the running of systems, and not for care? */
export const valuesAreMasked = (person: Pick<PersonIdentity, 'restricted' | 'dissents' | 'seals'>): boolean =>
  person.restricted || holdsBack(person);

/** May what is answered be copies of what that system held, because a route went from the one to the other? True where it cannot be told. */
export type MayBeCopiesOf = (instance: InstanceName) => boolean;

export interface RecordAt {
  readonly capability: Capability;
  readonly instance: InstanceName;
  readonly mayHaveHeld: MayHaveHeld;
  readonly mayBeCopiesOf: MayBeCopiesOf;
  /** Its business key. */
  readonly key?: string;
  /** What it goes by at other times. */
  readonly otherKeys?: readonly string[];
}

/**
 * A seal on a system goes with its records to whichever system of that organisation has them after a migration: it binds
 * all of them for what the sealed one held. More is held back than was named, and never less for a route that moved.
 */
const isAt = (sealed: InstanceName, { capability, instance, mayHaveHeld }: RecordAt): boolean =>
  sealed === instance ||
  (instanceParts(sealed).organisation === instanceParts(instance).organisation && mayHaveHeld(sealed, capability));

/** Known by a number that goes with them from one system to the next: filler, placer or accession. */
const NUMBERED: readonly Capability[] = [
  'lab-reports',
  'lab-orders',
  'imaging-studies',
  'imaging-reports',
  'imaging-orders',
];

/**
 * Other records are known by their system's own ids. Which of those that another system answers is the copy of the sealed
 * one cannot be told, so a seal that says whose record it is binds all of the capability there. One that says so by the
 * record's key alone leaves be what a system answers beside that one.
 */
const mayBeCopy = ({ instance, record }: SealedPart, at: RecordAt): boolean => {
  if (NUMBERED.includes(at.capability)) return false;
  if (instance !== undefined) return instance !== at.instance;
  const holder = systemOfKey(record ?? '');
  return holder !== undefined && holder !== at.instance && isAt(holder, at) && at.mayBeCopiesOf(holder);
};

const isNamed = (record: string, { key = '', otherKeys = [] }: RecordAt): boolean =>
  key === record || otherKeys.includes(record) || formerKeysOf(key).includes(record);

const isOfPart = (seal: SealedPart, at: RecordAt): boolean =>
  (seal.capability === undefined || seal.capability === at.capability) &&
  (seal.organisation === undefined || seal.organisation === instanceParts(at.instance).organisation) &&
  (seal.instance === undefined || isAt(seal.instance, at)) &&
  (seal.record === undefined || isNamed(seal.record, at) || mayBeCopy(seal, at));

/** A theatre case is an appointment of the person's diary, under the same key: what seals that seals it in the theatre's list. */
const isOf = (seal: SealedPart, at: RecordAt): boolean =>
  isOfPart(seal, at) || (at.capability === 'theatre-lists' && isOfPart(seal, { ...at, capability: 'appointments' }));

/** Must it not even be said that there is such a record? For whoever asks: a record in doubt is nobody's own. */
export const isUnsaid = (seals: readonly SealedPart[], record: RecordAt): boolean =>
  SEALABLE.includes(record.capability) &&
  !ALWAYS_SAID.includes(record.capability) &&
  seals.some((seal) => seal.kind === 'sealed-and-locked' && isOf(seal, record));

/** `withheld`: and the answer says so; `unsaid`: as though there were no such record. */
export type Hold = 'shown' | 'withheld' | 'unsaid';

/** What a person's seals make of one record for this viewer. A lock is stronger than a seal; break-glass opens seals alone. */
export const sealOn = (person: PersonIdentity, record: RecordAt, viewer: Viewer, opened: boolean): Hold => {
  const seals = (person.seals ?? []).filter(
    (seal) => SEALABLE.includes(record.capability) && isOf(seal, record) && !NOT_BOUND[seal.kind].includes(viewer.role),
  );
  if (seals.some(({ kind }) => kind === 'sealed-and-locked'))
    return ALWAYS_SAID.includes(record.capability) ? 'withheld' : 'unsaid';
  return seals.length > 0 && !opened ? 'withheld' : 'shown';
};

/** To whom a record that is labelled `not-for-patient` is not disclosed. */
export const NOT_FOR: readonly Role[] = ['patient', 'carer'];

/**
 * Told of a stay, or of what must be done for somebody: left out, a patient in a bed, one who is failing or a case in
 * theatre would be on nobody's list. A label masks these, for others than who works there, and withholds none.
 */
export const LABEL_MASKS: readonly Capability[] = [
  'encounters',
  'discharge-readiness',
  'early-warning',
  'escalations',
  'theatre-lists',
];
/** What a label `very-restricted` takes out. Not that a result was opened: without it, it would seem that nobody had. */
export const LABEL_WITHHOLDS: readonly Capability[] = SEALABLE.filter(
  (capability) => !LABEL_MASKS.includes(capability) && capability !== 'result-acknowledgements',
);

export const LABEL_WARNING: Warning = {
  code: 'CONFIDENTIAL_AT_SOURCE',
  text: 'The system that holds this calls a part of it confidential, and it is left out. Staff may open it with a reason, on record.',
};

interface LabelledRead {
  readonly capability: Capability;
  readonly viewer: Viewer;
  /** Only the newest were asked for: a gap there would read as none, where no older one stands in for it. */
  readonly newestAlone?: boolean;
}

/**
 * What its source's labels make of one record for this viewer: very restricted, it is sealed to everybody; not for the
 * patient, it is locked to them and to who reads for them. `opened`: by break-glass.
 */
export const labelOn = (
  labels: readonly SecurityLabel[],
  { capability, viewer, newestAlone = false }: LabelledRead,
  opened: boolean,
): Hold => {
  if (labels.includes('not-for-patient') && NOT_FOR.includes(viewer.role))
    return newestAlone || ALWAYS_SAID.includes(capability) ? 'withheld' : 'unsaid';
  return labels.includes('very-restricted') && LABEL_WITHHOLDS.includes(capability) && !opened ? 'withheld' : 'shown';
};

/** Is where somebody is masked in this record, as a restricted person's is, because its source labels it so? */
export const labelMasks = (capability: Capability, { securityLabels = [] }: Partial<RecordSource>): boolean =>
  securityLabels.includes('very-restricted') && LABEL_MASKS.includes(capability);
