import type { AllergyIntolerance } from '../../../schema/clinical/care-record';
import type { Demographics, GeneralPractice } from '../../../schema/clinical/person';
import type { ContactPoint } from '../../../schema/clinical/values';
import type { PersonFacts } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import { packed } from './packed-state';
import { present } from './patch';
import { sourceOf } from './row';
import type { Kept, KeptSource, Row } from './row';
import type { EventOf, Told } from './told';

/** When something was said, and where that stands in the order of arrival. */
export interface Stamp {
  readonly at: Instant;
  readonly seq: number;
  readonly idx: number;
}

/**
 * What is known of a person record, each fact with when it was said. A fact is replaced only by a later one, so any
 * order of arrival ends in the same state and a late message needs no re-fold, however long the person's history.
 */
export interface PersonState {
  readonly facts: {
    readonly [K in keyof PersonFacts]?: Stamp & {
      readonly value: PersonFacts[K] | null;
      /** Of a trace status: the number it was said of. It says nothing of another that came later without its own. */
      readonly of?: string;
    };
  };
  readonly latest?: Stamp & { readonly source: KeptSource };
  /** By the other record: what was last said of the two. */
  readonly merges?: { readonly [recordId: string]: Stamp & { readonly is: 'absorbed' | 'absorbs' | 'apart' } };
  /** As kept before merges had times: what stands in `merges` is newer. */
  readonly mergedInto?: string;
}

export const unknownPerson: PersonState = { facts: {} };

const isLater = (a: Stamp, b: Stamp | undefined): boolean =>
  b === undefined || (a.at !== b.at ? a.at > b.at : a.seq !== b.seq ? a.seq > b.seq : a.idx >= b.idx);

type Joined = EventOf<'people-merged'> | EventOf<'people-parted'>;

/** What a merge (A40) or its undoing (A37) says of one record and each of the others it names. */
const pairsIn = (event: Joined, recordId: string): readonly (readonly [string, 'absorbed' | 'absorbs' | 'apart'])[] => {
  const others = event.kind === 'people-merged' ? event.retired : event.others;
  const parted = event.kind === 'people-parted';
  if (event.recordId === recordId) return others.map((other) => [other, parted ? 'apart' : 'absorbs'] as const);
  return others.includes(recordId) ? [[event.recordId, parted ? 'apart' : 'absorbed'] as const] : [];
};

/** The records that absorbed this one (A40): its own demographics are no longer shown; its events are kept. */
export const absorbedBy = ({ merges = {}, mergedInto }: PersonState): readonly string[] => [
  ...(mergedInto === undefined || mergedInto in merges ? [] : [mergedInto]),
  ...Object.keys(merges)
    .filter((other) => merges[other]?.is === 'absorbed')
    .sort(),
];

/** The records that this one was parted from (A37), and not joined to since. */
export const apartFrom = ({ merges = {} }: PersonState): readonly string[] =>
  Object.keys(merges)
    .filter((other) => merges[other]?.is === 'apart')
    .sort();

export const tellPerson = (
  state: PersonState,
  instance: InstanceName,
  recordId: string,
  told: Told<EventOf<'person-updated'> | Joined>,
): PersonState => {
  const { event } = told;
  const stamp: Stamp = { at: event.occurredAt, seq: told.seq, idx: told.idx };
  if (event.kind !== 'person-updated') {
    const said = pairsIn(event, recordId).filter(([other]) => isLater(stamp, state.merges?.[other]));
    if (said.length === 0) return state;
    return {
      ...state,
      merges: { ...state.merges, ...Object.fromEntries(said.map(([other, is]) => [other, { ...stamp, is }])) },
    };
  }
  const said: { [fact: string]: Stamp & { readonly value: unknown; readonly of?: string } } = {};
  for (const [key, value] of Object.entries(event.patch)) {
    if (value === undefined || !isLater(stamp, state.facts[key as keyof PersonFacts])) continue;
    said[key] = {
      ...stamp,
      value,
      ...(key === 'traceStatus' && event.patch.nhsNumber && { of: event.patch.nhsNumber }),
    };
  }
  return {
    ...state,
    facts: { ...state.facts, ...said },
    ...(isLater(stamp, state.latest) ? { latest: { ...stamp, source: sourceOf(instance, told) } } : {}),
  };
};

/** The practice with the GP that was told last: beside it, or later and alone. */
const practiceOf = ({
  facts: { generalPractice: practice, generalPractitioner: alone },
}: PersonState): GeneralPractice | undefined => {
  if (!practice?.value) return undefined;
  if (alone === undefined || !isLater(alone, practice)) return practice.value;
  const { generalPractitioner: _replaced, ...rest } = practice.value;
  return { ...rest, ...(alone.value && { generalPractitioner: alone.value }) };
};

const foldedFacts = new WeakMap<PersonState, PersonFacts>();

/** The facts as they stand, without their stamps. Asked of one state several times, and found once. */
export const factsOf = (state: PersonState): PersonFacts => {
  const known = foldedFacts.get(state);
  if (known !== undefined) return known;
  const facts: { [fact: string]: unknown } = {};
  for (const [key, fact] of Object.entries(state.facts)) {
    const ofAnother = fact.of !== undefined && fact.of !== state.facts.nhsNumber?.value;
    if (fact.value !== null && !ofAnother) facts[key] = fact.value;
  }
  const generalPractice = practiceOf(state);
  const found: PersonFacts = {
    identifiers: [],
    ...(facts as Partial<PersonFacts>),
    ...(generalPractice && { generalPractice }),
  };
  foldedFacts.set(state, found);
  return found;
};

/** As kept before PID-14 was told apart, what stands under PID-13 holds its numbers, too. */
const telecomOf = ({ telecom = [], workTelecom = [] }: PersonFacts): readonly ContactPoint[] => [
  ...telecom,
  ...workTelecom.filter((work) => !telecom.some(({ use, value }) => use === work.use && value === work.value)),
];

const demographics = (recordId: string, facts: PersonFacts, source: KeptSource): Kept<Demographics> => ({
  key: recordId,
  source,
  identifiers: facts.identifiers,
  name: facts.name ?? { text: 'Name not recorded', given: [] },
  otherNames: facts.otherNames ?? [],
  gender: facts.gender ?? 'unknown',
  birthDateEstimated: facts.birthDateEstimated ?? false,
  deceased: facts.deceased === true || facts.deceasedAt !== undefined,
  telecom: telecomOf(facts),
  nextOfKin: facts.nextOfKin ?? [],
  restricted: facts.locationHidden === true || facts.veryRestricted === true,
  ...present({
    nhsNumber: facts.nhsNumber,
    traceStatus: facts.traceStatus,
    birthDate: facts.birthDate,
    deceasedAt: facts.deceasedAt,
    address: facts.address,
    ethnicCategory: facts.ethnicCategory,
    preferredLanguage: facts.preferredLanguage,
    generalPractice: facts.generalPractice,
  }),
});

/** What was last told of a record that shows no demographics of its own any more; null where nothing ever was. */
export const lastSaid = (recordId: string, state: PersonState): Kept<Demographics> | null =>
  state.latest === undefined ? null : demographics(recordId, factsOf(state), state.latest.source);

const ALWAYS = '1970-01-01T00:00:00.000Z' as Instant;

export const projectPerson = (instance: InstanceName, recordId: string, state: PersonState): readonly Row[] => {
  const latest = state.latest;
  const about = {
    recordId,
    organisation: instanceParts(instance).organisation,
    ward: null,
    // Who somebody is holds whatever the window. An index knows of it, and must not change with every message.
    from: ALWAYS,
    to: null,
    open: true,
    sensitive: false,
  };
  const kept: Row = { ...about, kind: 'person-state', key: recordId, body: packed(state) };
  if (latest === undefined) return Object.keys(state.merges ?? {}).length === 0 && !state.mergedInto ? [] : [kept];
  const facts = factsOf(state);
  const allergies = (facts.allergies ?? []).map((allergy, at): Row => {
    const body: Kept<AllergyIntolerance> = { ...allergy, source: latest.source };
    return { ...about, kind: 'allergies', key: `${recordId}|${allergy.key}|${at}`, body };
  });
  // An absorbed record's allergies stay: losing one because two records became one would be worse than showing it twice.
  if (absorbedBy(state).length > 0) return [kept, ...allergies];
  const body = demographics(recordId, facts, latest.source);
  return [kept, { ...about, kind: 'demographics', key: recordId, body }, ...allergies];
};
