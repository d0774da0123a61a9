import type { Answer } from '../../schema/answer';
import type {
  Capability,
  PersonValue,
  PersonCapability,
  PlaceValue,
  PlaceCapability,
  Selection,
} from '../../schema/capabilities';
import type { ClinicalRecord } from '../../schema/clinical/values';
import { DAY, londonDay, plus, type DateRange, type Instant } from '../../schema/time';
import { recordsIn } from './asking';

/** Everything that anybody of the synthetic hospital has. */
export const ALL_TIME: DateRange = {
  from: '2000-01-01T00:00:00.000Z' as Instant,
  to: '2030-01-01T00:00:00.000Z' as Instant,
};

/** When something was: from its beginning to its last moment; of what happened at once, twice the same. */
interface Span {
  readonly from: Instant;
  readonly last: Instant;
}

type Item<V> = V extends readonly (infer R)[] ? R : never;
type RecordOf<C extends Capability> =
  | (C extends PersonCapability ? Item<PersonValue<C>> : never)
  | (C extends PlaceCapability ? Item<PlaceValue<C>> : never);

const at = (moment: Instant | undefined): Span | null => (moment ? { from: moment, last: moment } : null);

/** By what a window selects a record; null where it selects nothing of the capability. */
const SPANS: { readonly [C in Capability]: ((record: RecordOf<C>) => Span | null) | null } = {
  demographics: null,
  encounters: ({ period: { start, end } }) => (start ? { from: start, last: end ?? ALL_TIME.to } : null),
  wards: null,
  'bed-state': null,
  'bed-housekeeping': null,
  'discharge-readiness': null,
  observations: ({ effective }) => at(effective),
  'early-warning': ({ effective }) => at(effective),
  escalations: ({ authoredOn }) => at(authoredOn),
  'lab-reports': ({ issued }) => at(issued),
  'lab-orders': ({ orderedAt }) => at(orderedAt),
  // The task of a result may be older than the window that the result is in.
  'result-acknowledgements': null,
  'imaging-studies': ({ started, startedDate }) => {
    if (startedDate === undefined) return at(started);
    const { from, to } = londonDay(startedDate);
    return { from, last: plus(to, -1) };
  },
  'imaging-reports': ({ issued }) => at(issued),
  'imaging-orders': ({ orderedAt }) => at(orderedAt),
  allergies: null,
  medications: null,
  problems: null,
  immunisations: null,
  documents: ({ created }) => at(created),
  preferences: null,
  flags: null,
  'care-team': null,
  appointments: ({ start }) => at(start),
  'theatre-lists': ({ start }) => at(start),
  'waiting-list': null,
};

export const isWindowed = (capability: Capability): boolean => SPANS[capability] !== null;

interface Timed extends Span {
  readonly key: string;
}

const timedIn = (capability: Capability, answer: Answer<unknown> | undefined): readonly Timed[] =>
  recordsIn(answer).flatMap((record) => {
    const span = (SPANS[capability] as ((record: ClinicalRecord) => Span | null) | null)?.(record);
    return span ? [{ ...span, key: record.key }] : [];
  });

const isIn = ({ from, to }: DateRange, span: Span): boolean => span.from < to && span.last >= from;

/** Where among all that is known it is cut. */
const CUTS = [0.25, 0.5, 0.75];

/** From one moment to just before the next, and each alone. Beside a single moment stands another day, with nothing in it. */
const windowsAt = (moments: readonly Instant[]): readonly DateRange[] => {
  const inOrder = [...new Set(moments)].sort();
  return CUTS.flatMap((cut) => {
    const before = Math.max(0, Math.floor((inOrder.length - 2) * cut));
    const one = inOrder[before];
    if (one === undefined) return [];
    const other = inOrder[before + 1] ?? plus(one, 3 * DAY);
    return [{ from: one, to: other }, ...[one, other].map((at) => ({ from: at, to: plus(at, 1) }))];
  });
};

/**
 * Windows that cut between what is known, where it begins and where it ends: whoever takes a window an hour wrong, the
 * one way or the other, loses what is in these.
 */
export const windowsBetween = (capability: Capability, known: readonly Answer<unknown>[]): readonly DateRange[] => {
  const spans = known.flatMap((answer) => timedIn(capability, answer));
  const over = spans.filter(({ from, last }) => from < last && last < ALL_TIME.to);
  return [...windowsAt(spans.map(({ from }) => from)), ...windowsAt(over.map(({ last }) => last))];
};

export const OF_ANOTHER_DAY = 'something of another day';

const isWhole = (answer: Answer<unknown> | undefined): boolean => answer?.kind === 'found' && answer.complete;

/**
 * What is wrong with an answer that was asked for with a selection, beside all that is known: in words. It may hold more
 * than was selected (the asker selects again), but not what lies more than a day off; and never less, unless it says so.
 */
export const selectedWrongly = (
  capability: Capability,
  { window = ALL_TIME, latest }: Selection,
  known: Answer<unknown> | undefined,
  answer: Answer<unknown> | undefined,
): readonly string[] => {
  if (!isWhole(answer)) return isWhole(known) ? ['what is known whole is not whole within a window'] : [];
  const wanted = timedIn(capability, known).filter((record) => isIn(window, record));
  const newest = wanted.reduce((latestOf, { from }) => (from > latestOf ? from : latestOf), '');
  const told = timedIn(capability, answer);
  const keys = new Set(told.map(({ key }) => key));
  if (latest !== undefined)
    return wanted.length === 0 || told.some(({ from }) => from === newest) ? [] : ['not the newest of the window'];
  const near = { from: plus(window.from, -DAY), to: plus(window.to, DAY) };
  return [
    ...wanted.filter(({ key }) => !keys.has(key)).map(() => 'something of the window is missing'),
    ...told.filter((record) => !isIn(near, record)).map(() => OF_ANOTHER_DAY),
  ];
};

/** Who reads all there is, whatever the window, and why. */
export const READS_ALL: Readonly<Record<string, string>> = {
  'lims lab-reports': 'A trend is drawn by when specimens were taken, and reports are found by when they were issued',
  'lims lab-orders': 'They are read as the reports are',
};
