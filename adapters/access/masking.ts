import type { Answer } from '../../schema/answer';
import type { Capability, CapabilityShapes, Place, RoutedAnswer, Viewer } from '../../schema/capabilities';
import type { WardKey } from '../../schema/clinical/location';
import type { ClinicalRecord, RecordSource } from '../../schema/clinical/values';
import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { labelMasks } from './confidentiality';
import { SEES_RESTRICTED } from './policy';

type RecordOf<C extends Capability> = CapabilityShapes[C][keyof CapabilityShapes[C]] extends infer Value
  ? Value extends readonly (infer Item)[]
    ? Item
    : Value
  : never;

interface RecordMask<R> {
  /** Takes out what this viewer may not see of a restricted person; the same object when there was nothing to take out. */
  readonly mask?: (record: R, viewer: Viewer) => R;
  /** Where the record says the person is: in a list keyed by place the whole record goes, for those not working there. */
  readonly wardOf?: (record: R) => WardKey | undefined;
  /** The record may stay in a list keyed by place: it says nothing of where the person lies. */
  readonly staysInPlaceLists?: true;
  /** Where it names no place the whole record goes, too: that it is there at all says where the person will be. */
  readonly goesWithoutPlace?: true;
}

/** Does the viewer work on the ward: the current relationship to its stays (design, section 6). */
export const worksOn = (viewer: Viewer, ward: WardKey): boolean =>
  viewer.wards.some((own) => own.organisation === ward.organisation && own.code === ward.code);

const without = <R extends object>(record: R, ...keys: (keyof R)[]): R => {
  if (!keys.some((key) => record[key] !== undefined)) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as keyof R))) as R;
};

const unlessStaff =
  (...keys: string[]) =>
  <R extends { readonly ward?: WardKey }>(record: R, viewer: Viewer): R =>
    record.ward && worksOn(viewer, record.ward) ? record : without(record, ...(keys as (keyof R)[]));

const encounterWard = (record: RecordOf<'encounters'>): WardKey | undefined => record.place?.ward;
const ownWard = (record: { readonly ward?: WardKey }): WardKey | undefined => record.ward;

/** What is masked of a restricted person, by capability; a record of one that is not here tells nothing of where they are. */
const MASKS: { readonly [C in Capability]?: RecordMask<RecordOf<C>> } = {
  demographics: {
    mask: (record) => {
      const masked = without(record, 'address', 'generalPractice');
      return masked.telecom.length + masked.nextOfKin.length === 0 ? masked : { ...masked, telecom: [], nextOfKin: [] };
    },
  },
  encounters: {
    mask: (record, viewer) => {
      const ward = encounterWard(record);
      if (ward && worksOn(viewer, ward)) return record;
      const masked = without(record, 'place');
      return masked.previousPlaces.length === 0 ? masked : { ...masked, previousPlaces: [] };
    },
    wardOf: encounterWard,
  },
  // The bed itself stays, occupied: counts of beds always include them.
  'bed-state': { mask: unlessStaff('visit'), staysInPlaceLists: true },
  'discharge-readiness': { wardOf: ownWard },
  'early-warning': { mask: unlessStaff('ward'), wardOf: ownWard },
  escalations: { mask: unlessStaff('ward'), wardOf: ownWard },
  appointments: {
    mask: (record) =>
      record.kind === 'general-practice' ? without(record, 'place', 'practitioner') : without(record, 'place'),
  },
  // A case says where somebody will be, and when.
  'theatre-lists': { wardOf: ({ theatre }) => theatre, goesWithoutPlace: true },
  'waiting-list': { mask: (record) => without(record, 'site'), staysInPlaceLists: true },
};

export interface Masked<T> {
  readonly answer: Answer<T>;
  /** Something was taken out for this viewer. */
  readonly withheld: boolean;
}

export interface Look {
  readonly viewer: Viewer;
  /** Is the record about a restricted person? */
  readonly restricted: (record: unknown) => boolean;
  /** The place asked about, in a read by place. */
  readonly place?: Place;
  /** Is the record, in a read by place, about somebody the viewer has no relationship to? */
  readonly stranger?: (record: unknown) => boolean;
}

/** One answer as this viewer may see it, a stale value like a fresh one. */
export const maskAnswer = <T>(capability: Capability, answer: Answer<T>, look: Look): Masked<T> => {
  switch (answer.kind) {
    case 'absent':
      return { answer, withheld: false };
    case 'found': {
      const { value, withheld } = maskValue(capability, answer.value, look);
      return withheld ? { answer: { ...answer, value }, withheld } : { answer, withheld };
    }
    case 'failed': {
      if (!answer.stale) return { answer, withheld: false };
      const { value, withheld } = maskValue(capability, answer.stale.value, look);
      return { answer: withheld ? { ...answer, stale: { ...answer.stale, value } } : answer, withheld };
    }
  }
};

const sourceOf = (record: unknown): Partial<RecordSource> => (record as Partial<ClinicalRecord>).source ?? {};

const maskValue = <T>(capability: Capability, value: T, look: Look): { value: T; withheld: boolean } => {
  const rules = (MASKS[capability] ?? {}) as RecordMask<unknown>;
  const sees = SEES_RESTRICTED.includes(look.viewer.role);
  const records: readonly unknown[] = Array.isArray(value) ? value : [value];
  const seen = records.flatMap((record) => {
    if (look.place && look.stranger?.(record) && !onOwnWard(look.viewer, look.place, record, rules)) return [];
    if (sees || !(look.restricted(record) || labelMasks(capability, sourceOf(record)))) return [record];
    if (look.place && hiddenFrom(look.viewer, look.place, record, rules)) return [];
    return [rules.mask ? rules.mask(record, look.viewer) : record];
  });
  const withheld = seen.length !== records.length || seen.some((record, at) => record !== records[at]);
  return { value: (Array.isArray(value) ? seen : seen[0]) as T, withheld };
};

const wardIn = (place: Place, record: unknown, rules: RecordMask<unknown>): WardKey | undefined =>
  rules.wardOf?.(record) ??
  (place.ward === undefined ? undefined : { organisation: place.organisation, code: place.ward });

/** The ward's own list is its staff's, as the ward's system tells it. */
const onOwnWard = (viewer: Viewer, place: Place, record: unknown, rules: RecordMask<unknown>): boolean => {
  const ward = wardIn(place, record, rules);
  return ward !== undefined && worksOn(viewer, ward);
};

/** A list keyed by a ward would say where the person is by holding them at all. */
const hiddenFrom = (viewer: Viewer, place: Place, record: unknown, rules: RecordMask<unknown>): boolean =>
  rules.staysInPlaceLists !== true &&
  (rules.goesWithoutPlace === true || wardIn(place, record, rules) !== undefined) &&
  !onOwnWard(viewer, place, record, rules);

const WITHHELD = 'WITHHELD';

/**
 * The answer of a restricted person's own practice, without saying which practice: its code stands in the instance's
 * name, and so in the keys of its records and the systems of its own codes. For those who may not see the practice in
 * the demographics either.
 */
export const maskPractice = <T>(routed: RoutedAnswer<T>, viewer: Viewer): RoutedAnswer<T> => {
  if (SEES_RESTRICTED.includes(viewer.role)) return routed;
  const { system, organisation } = instanceParts(routed.instance);
  const instance: InstanceName = `${system}@${WITHHELD}`;
  const source = <S extends { readonly instance: InstanceName }>(stamp: S): S =>
    stamp.instance === routed.instance ? { ...stamp, instance } : stamp;
  const hideIn = (value: T): T => {
    const hide = (record: unknown): unknown => (isRecord(record) ? hideKeyed(record) : record);
    const hideKeyed = (record: Keyed): Keyed => {
      // The practice's own codes have a system of its name, however deep they stand.
      const unnamed = JSON.parse(JSON.stringify(record), (_, each: unknown) =>
        typeof each === 'string' ? each.replaceAll(routed.instance, instance) : each,
      ) as Keyed;
      return { ...unnamed, key: unnamed.key.replace(`${organisation}|`, `${WITHHELD}|`) };
    };
    return (Array.isArray(value) ? value.map(hide) : hide(value)) as T;
  };
  const { answer } = routed;
  const masked = (): Answer<T> => {
    switch (answer.kind) {
      case 'found':
        return { ...answer, value: hideIn(answer.value), source: source(answer.source) };
      case 'absent':
        return { ...answer, source: source(answer.source) };
      case 'failed': {
        const { error, stale } = answer;
        const message = error.message.replaceAll(organisation, WITHHELD);
        const hidden = { kind: 'failed' as const, error: { ...error, instance, message } };
        return stale ? { ...hidden, stale: { value: hideIn(stale.value), source: source(stale.source) } } : hidden;
      }
    }
  };
  return { ...routed, instance, systemName: 'GP record', answer: masked(), withheld: true };
};

interface Keyed {
  readonly key: string;
  readonly source: { readonly instance: InstanceName };
}
const isRecord = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && 'key' in value && 'source' in value && typeof value.key === 'string';
