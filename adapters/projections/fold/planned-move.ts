import type { Encounter, PlaceOfStay } from '../../../schema/clinical/encounter';
import type { Instant } from '../../../schema/time';
import type { Kept, Row } from './row';
import type { Retained } from './stay-undo';

/** Where somebody is depends on the moment it is read, once a transfer was told ahead. */
export type KeptEncounter = Kept<Encounter> & {
  /** When the first transfer that was told ahead is to be: from then on the places hold, and not before. */
  readonly movesFrom?: Instant;
};

/**
 * A transfer of which EVN-6 lies after it was put in (EVN-2, else MSH-7): a bed change that is planned for then, and told by
 * senders without an A15.
 */
export const isToldAhead = ({ told: { event } }: Retained): boolean =>
  event.change === 'transfer' && event.recordedAt !== undefined && event.occurredAt > event.recordedAt;

const stepBack = ({ place, previousPlaces: [before, ...earlier], ...rest }: KeptEncounter): KeptEncounter => {
  if (place === undefined || before === undefined) return { ...rest, ...(place && { place }), previousPlaces: [] };
  const { end: _left, ...period } = before.period;
  return { ...rest, place: { ...before, period }, previousPlaces: earlier };
};

const isYetTo = ({ place, previousPlaces, movesFrom }: KeptEncounter, yetTo: (start: Instant) => boolean): boolean => {
  const start = place?.period.start;
  if (movesFrom === undefined || start === undefined || previousPlaces.length === 0) return false;
  return start >= movesFrom && yetTo(start);
};

const until = (stay: KeptEncounter, yetTo: (start: Instant) => boolean): KeptEncounter =>
  isYetTo(stay, yetTo) ? until(stepBack(stay), yetTo) : stay;

/** A stay where it is at this moment: nobody is in a bed before they are moved to it. */
export const placedAt = (stay: KeptEncounter, at: Instant): Kept<Encounter> => {
  const { movesFrom: _ahead, ...encounter } = until(stay, (start) => start > at);
  return encounter;
};

/** The stay with what the reader needs to tell where it is; unchanged where no transfer was told ahead. */
export const withMovesAhead = (stay: Kept<Encounter>, retained: readonly Retained[]): KeptEncounter => {
  const ahead = new Set(retained.filter(isToldAhead).map(({ told }) => told.event.occurredAt));
  if (ahead.size === 0) return stay;
  const started = [stay.place, ...stay.previousPlaces].flatMap((place) => place?.period.start ?? []);
  const movesFrom = started
    .filter((start) => ahead.has(start))
    .sort()
    .at(0);
  return movesFrom === undefined ? stay : { ...stay, movesFrom };
};

const wardOf = (place: PlaceOfStay | undefined): Pick<Row, 'ward'> | Pick<Row, 'organisation' | 'ward'> =>
  place === undefined ? { ward: null } : { organisation: place.ward.organisation, ward: place.ward.code };

/** The stay's row is its ward's of before; a row of its own for each place that it is to be in finds it there, too. */
export const rowsByPlace = (row: Row, stay: KeptEncounter): readonly Row[] => {
  const { movesFrom } = stay;
  if (movesFrom === undefined) return [row];
  const places = [stay.place, ...stay.previousPlaces].filter((place) => (place?.period.start ?? '') >= movesFrom);
  const before = until(stay, () => true).place;
  return [
    { ...row, ...wardOf(before) },
    ...places.map((place, at): Row => ({ ...row, ...wardOf(place), kind: 'planned-move', key: `${row.key}|${at}` })),
  ];
};
