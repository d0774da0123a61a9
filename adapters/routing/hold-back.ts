import type { Answer, Warning } from '../../schema/answer';
import type { Capability, Viewer } from '../../schema/capabilities';
import type { Bed } from '../../schema/clinical/location';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { ClinicalRecord } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import {
  DISSENT_WARNING,
  dissentHolds,
  LABEL_WARNING,
  labelOn,
  SEAL_WARNING,
  sealOn,
  type Hold,
  type MayBeCopiesOf,
  type MayHaveHeld,
} from '../access';
import { mayKnowOf } from './known-of';
import { otherKeysOf } from './other-keys';
import { recordsOf } from './subjects';

/** What a person's directives, and its source's labels, make of one record, with what is to be said of it. */
interface Held {
  readonly hold: Hold;
  readonly warning?: Warning;
}

interface Reading {
  readonly capability: Capability;
  readonly instance: InstanceName;
  readonly mayHaveHeld: MayHaveHeld;
  readonly mayBeCopiesOf: MayBeCopiesOf;
  readonly viewer: Viewer;
  /** Only the newest were asked for, so that no older one stands in for what a label holds back. */
  readonly newestAlone?: boolean;
}

type Named = Pick<ClinicalRecord, 'key'> & Partial<ClinicalRecord>;

/** Whoever it is of. */
const heldByLabel = ({ source }: Partial<ClinicalRecord>, reading: Reading, opened: boolean): Held => {
  const hold = labelOn(source?.securityLabels ?? [], reading, opened);
  return hold === 'withheld' ? { hold, warning: LABEL_WARNING } : { hold };
};

/** One record of one person: whether this viewer is shown it. `opened`: by break-glass. */
export const heldOf = (person: PersonIdentity, record: Named, reading: Reading, opened: boolean): Held => {
  const { viewer, ...at } = reading;
  if (!mayKnowOf(viewer, person)) return { hold: 'unsaid' };
  if (dissentHolds(person, at, viewer, opened)) return { hold: 'withheld', warning: DISSENT_WARNING };
  const named = { key: record.key, otherKeys: otherKeysOf(at, record) };
  const hold = sealOn(person, { ...at, ...named }, viewer, opened);
  switch (hold) {
    case 'unsaid':
      return { hold };
    case 'withheld':
      return { hold, warning: SEAL_WARNING };
    case 'shown':
      return heldByLabel(record, reading, opened);
  }
};

export interface HeldBack<T> {
  readonly answer: Answer<T>;
  /** Something was held back, and may be said. */
  readonly withheld: boolean;
}

/** Whose record it is, and whether their record is open by break-glass; null where nobody can be told. */
export type HolderOf = (record: unknown) => { readonly person: PersonIdentity; readonly opened: boolean } | null;

/** An answer without what the people it is about, or its source, hold back, a stale value like a fresh one. */
export const holdBack = <T>(answer: Answer<T>, reading: Reading, of: HolderOf): HeldBack<T> => {
  const records = recordsOf(answer) as readonly ClinicalRecord[];
  const held = records.map((record) => {
    const whose = of(record);
    return whose ? heldOf(whose.person, record, reading, whose.opened) : heldByLabel(record, reading, false);
  });
  if (held.every(({ hold }) => hold === 'shown')) return { answer, withheld: false };
  const kept = records.filter((_, at) => held[at]?.hold === 'shown') as T;
  const said = [...new Set(held.flatMap(({ warning }) => warning ?? []))];
  return { answer: withValue(answer, kept, said), withheld: held.some(({ hold }) => hold === 'withheld') };
};

const withValue = <T>(answer: Answer<T>, value: T, said: readonly Warning[]): Answer<T> => {
  switch (answer.kind) {
    case 'absent':
      return answer;
    case 'found':
      return { ...answer, value, warnings: [...answer.warnings, ...said] };
    case 'failed':
      return answer.stale ? { ...answer, stale: { ...answer.stale, value } } : answer;
  }
};

/** Beds without the stays named: occupied still, by nobody who is told of. */
export const withoutVisits = <T>(answer: Answer<T>, hidden: (visit: string) => boolean): HeldBack<T> => {
  const beds = recordsOf(answer) as readonly Bed[];
  const isHidden = ({ visit }: Bed): boolean => visit !== undefined && hidden(visit);
  if (!beds.some(isHidden)) return { answer, withheld: false };
  const told = beds.map((bed) => {
    const { visit: _, ...rest } = bed;
    return isHidden(bed) ? rest : bed;
  });
  return { answer: withValue(answer, told as T, []), withheld: true };
};

/** In place of a holder's answer, who was not asked: dissent holds all of it back, and says so. */
export const notShared = (instance: InstanceName, at: Instant): Answer<never[]> => ({
  ...{ kind: 'found', value: [], complete: false, warnings: [DISSENT_WARNING] },
  source: { instance, asOf: at, retrievedAt: at, freshness: 'LIVE' },
});
