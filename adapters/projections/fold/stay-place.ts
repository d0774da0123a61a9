import type { PlaceOfStay } from '../../../schema/clinical/encounter';
import type { Patch, StayChange, StayFacts } from '../../../schema/events';
import type { Instant } from '../../../schema/time';
import type { Retained } from './stay-undo';

export interface Places {
  readonly current?: PlaceOfStay;
  /** Newest first. */
  readonly previous: readonly PlaceOfStay[];
}

/**
 * Messages whose PV1-3 says where the person now is, or was until now: A03 gives the location prior to discharge (HL7
 * v2.4 section 3.3.3), so one that differs tells of a transfer that was missed. The others quote it, or speak of a
 * place to come.
 */
const MOVES: ReadonlySet<StayChange> = new Set<StayChange>([
  'admit',
  'register',
  'pre-admit',
  'pending-admit',
  'transfer',
  'discharge',
  'update',
  'class-change',
  'cancel-transfer',
  'cancel-discharge',
  'return',
]);
/** A bed is kept through leave: their PV1-3 counts only where nothing is known yet. */
const ONLY_IF_UNKNOWN: ReadonlySet<StayChange> = new Set<StayChange>(['leave', 'cancel-leave', 'cancel-return']);

const samePlace = (a: Patch<StayFacts>, b: Patch<StayFacts>): boolean =>
  a.ward?.organisation === b.ward?.organisation && a.ward?.code === b.ward?.code && (a.bed ?? null) === (b.bed ?? null);

const bedAfter = (
  current: PlaceOfStay | undefined,
  patch: Patch<StayFacts>,
  change: StayChange,
): string | undefined => {
  if (patch.bed !== undefined) return patch.bed ?? undefined;
  // A bed belongs to its ward, and a transfer names the whole place, if any: only there does silence mean "no bed".
  const moved = patch.ward !== undefined && patch.ward?.code !== current?.ward.code;
  return moved || (change === 'transfer' && patch.ward !== undefined) ? undefined : current?.bed;
};

/** A12 should quote the place gone back to; some senders quote the one cancelled, which says nothing new. */
const quotesTheCancelled = ({ told, undid }: Retained): boolean =>
  told.event.change === 'cancel-transfer' && undid !== undefined && samePlace(told.event.patch, undid.event.patch);

/** Whoever has gone has no place: one taken away with the discharge, or a bed left out of it, says nothing of the last. */
const leavesOut = ({ ward }: PlaceOfStay, patch: Patch<StayFacts>): boolean =>
  !patch.ward || (!patch.bed && patch.ward.code === ward.code && patch.ward.organisation === ward.organisation);

const left = (places: Places, current: PlaceOfStay, at: Instant): readonly PlaceOfStay[] => [
  { ...current, period: { ...current.period, end: at } },
  ...places.previous,
];

/** What was said between a transfer and its cancel quotes where the transfer led to: that goes with it. */
const withoutQuoted = (places: Places, { told, undid }: Retained): Places => {
  const { current, previous } = places;
  const [before, ...earlier] = previous;
  if (told.event.change !== 'cancel-transfer' || !undid || !current || !before) return places;
  const { start } = current.period;
  const isQuoted = start !== undefined && start > undid.event.occurredAt && samePlace(current, undid.event.patch);
  if (!isQuoted) return places;
  const { end: _left, ...period } = before.period;
  return { current: { ...before, period }, previous: earlier };
};

export const moved = (from: Places, retained: Retained, since: Instant): Places => {
  const { change, patch } = retained.told.event;
  const places = withoutQuoted(from, retained);
  const { current } = places;
  const speaks = MOVES.has(change) || (ONLY_IF_UNKNOWN.has(change) && current === undefined);
  if (!speaks || quotesTheCancelled(retained)) return places;
  if (change === 'discharge' && current !== undefined && leavesOut(current, patch)) return places;
  if (patch.ward === null) return current === undefined ? places : { previous: left(places, current, since) };
  const ward = patch.ward ?? current?.ward;
  if (ward === undefined) return places;
  const bed = bedAfter(current, patch, change);
  const same =
    current?.ward.organisation === ward.organisation && current.ward.code === ward.code && current.bed === bed;
  if (same) return places;
  const next: PlaceOfStay = { ward, ...(bed === undefined ? {} : { bed }), period: { start: since } };
  return { current: next, previous: current === undefined ? places.previous : left(places, current, since) };
};
