import type { DischargeReadiness, Encounter } from '../../../schema/clinical/encounter';
import type { StayChange } from '../../../schema/events';
import { MINUTE, plus } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { firstOf, lastOf, onItsDay } from './day-alone';
import { BEGINS } from './stay-person';
import type { Kept } from './row';
import type { Placed } from './recorded-order';
import type { StayTold } from './stay-undo';

/** A stay as it is to be from a moment on. */
interface Ahead {
  readonly from: Instant;
  readonly stay: Kept<Encounter>;
}

/** How a stay stands depends on the moment it is read, once something of it was told ahead. */
export type KeptEncounter = Kept<Encounter> & {
  /** Of the row of what is to be: from when it holds. */
  readonly since?: Instant;
  /** What it is to be, in order of time; the last that has begun holds. */
  readonly ahead?: readonly Ahead[];
};

/** Readiness that holds from a moment, and up to another, where something of the stay was told ahead. */
export type KeptReadiness = Kept<DischargeReadiness> & { readonly since?: Instant; readonly until?: Instant };

/**
 * Desks round up, and clocks of one hospital differ: who comes or is moved within a quarter of an hour of its being told is
 * there. For as long they would else be on nobody's list, and nobody's patient on the ward that has them.
 */
const ROUNDED_UP_MS = 15 * MINUTE;

const putAt = ({ event }: StayTold): Instant => event.recordedAt ?? event.occurredAt;

/**
 * When somebody comes (PV1-44 of an A01 or A04), goes (PV1-45 of an A03), or is moved, of another class, on leave or back
 * from it (EVN-6 of an A02, A06, A07, A21 or A22); null of all else.
 */
const dueAt = ({ event: { change, patch, occurredAt } }: StayTold): Instant | null => {
  const { admittedAt, dischargedAt } = patch;
  switch (change) {
    case 'admit':
    case 'register':
      return (admittedAt && firstOf(onItsDay(admittedAt, undefined, occurredAt))) ?? occurredAt;
    case 'transfer':
    case 'class-change':
    case 'leave':
    case 'return':
      return occurredAt;
    case 'discharge':
      return (dischargedAt && lastOf(onItsDay(dischargedAt, undefined, occurredAt))) ?? occurredAt;
    default:
      return null;
  }
};

const OF_WHO_IS_THERE: ReadonlySet<StayChange> = new Set<StayChange>(['transfer', 'class-change', 'leave', 'return']);

/**
 * A transfer that is planned for later, and told by senders without an A15: EVN-6 lies after it was put in (EVN-2, else
 * MSH-7). So of another class, of leave and of the return.
 */
export const isMoveAhead = ({ told }: Placed<StayTold>): boolean =>
  OF_WHO_IS_THERE.has(told.event.change) && told.event.occurredAt > putAt(told);

const GOES: ReadonlySet<StayChange> = new Set<StayChange>(['discharge', 'leave']);
const LEAVE: ReadonlySet<StayChange> = new Set<StayChange>(['leave', 'return']);

/**
 * From when what was told ahead holds: it lies after it was put in, and the sender has said nothing of the stay since that
 * moment, by its own clock. Null of everything that holds at once.
 */
export type DueLater = (one: Placed<StayTold>) => Instant | null;

export const dueLater = (all: readonly Placed<StayTold>[]): DueLater => {
  const lastPut = all.reduce((last, { told }) => (putAt(told) > last ? putAt(told) : last), '');
  // Of whom nothing is heard but their leave, it alone says that they are there.
  const isHeardOf = all.some(({ told }) => !LEAVE.has(told.event.change));
  return ({ told }) => {
    const due = isHeardOf || !LEAVE.has(told.event.change) ? dueAt(told) : null;
    const soon = GOES.has(told.event.change) ? putAt(told) : plus(putAt(told), ROUNDED_UP_MS);
    return due !== null && due > soon && due > lastPut ? due : null;
  };
};

/** The moments at which something that was told ahead comes to hold, in order. */
export const momentsAhead = (retained: readonly Placed<StayTold>[], due: DueLater): readonly Instant[] => [
  ...new Set(retained.flatMap((one) => due(one) ?? []).sort()),
];

/**
 * Whether somebody's coming is among what was told ahead: until then they are only planned to come. A change of class may
 * give a stay its number.
 */
export const comesLater = (retained: readonly Placed<StayTold>[], due: DueLater): boolean =>
  retained.some(
    (one) => (BEGINS.has(one.told.event.change) || one.told.event.change === 'class-change') && due(one) !== null,
  );

/** A stay as it is at this moment: nobody is in a bed before they come or are moved to it, or has gone before they go. */
export const placedAt = ({ since: _since, ahead = [], ...stay }: KeptEncounter, at: Instant): Kept<Encounter> =>
  ahead.findLast(({ from }) => from <= at)?.stay ?? stay;

export const isYetToBe = ({ since }: { readonly since?: Instant }, at: Instant): boolean =>
  since !== undefined && since > at;

/** Those who are ready at this moment, where they are then. */
export const readyAt = (all: readonly KeptReadiness[], at: Instant): readonly Kept<DischargeReadiness>[] =>
  all
    .filter((one) => !isYetToBe(one, at) && (one.until === undefined || one.until > at))
    .map(({ since: _since, until: _until, ...ready }) => ready);
