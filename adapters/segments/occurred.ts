import { DAY, londonDate, londonDay, plus } from '../../schema/time';
import type { Instant, LondonMoment } from '../../schema/time';
import type { Refusal } from '../contract';
import type { Hl7Message } from '../wire/hl7v2/message';
import { instantsInOrder } from './in-order';
import { dateAloneOfTs, instantOfTs, momentOfTs } from './ts';

export interface Occurrence {
  readonly occurredAt: Instant;
  /** When its sender put it in: EVN-2, else MSH-7, else no other time than it happened. */
  readonly recordedAt: Instant;
  readonly notes: readonly string[];
}

/** Senders' clocks differ, and some write the day into MSH-7 and not the moment; a wrong year is never within a day of it. */
const AHEAD_MS = DAY;

/** Until when that may have happened which a message sent at this time (MSH-7) tells of; null where it is no time. */
export const latestToldAt = (sent: string): Instant | null => {
  const moment = instantOfTs(sent);
  return moment === undefined ? null : plus(moment, AHEAD_MS);
};

interface Read {
  readonly text: string;
  readonly moment: LondonMoment | null;
  /** Why it is passed over, or what was decided of it. */
  readonly note: string | null;
}

/** The time at this place, unless it lies after `latest`. */
export const readAt = (place: string, text: string, latest: Instant | null): Read => {
  const moment = momentOfTs(text);
  if (moment === null) return { text, moment, note: `${place} is not a time: passed over` };
  if (latest !== null && moment.instant > latest)
    return { text, moment: null, note: `${place} lies more than a day after the message was sent: passed over` };
  const note = moment.ambiguous ? `${place} lies in the hour that October repeats: the earlier one was taken` : null;
  return { text, moment, note };
};

/**
 * A time of EVN or MSH that names the day alone, by the times of day that the same message tells beside it: that of its own
 * day, by which it had happened; the end of a day that was over by then. At its beginning it would stand before all that is
 * told of that day, and somebody who was moved would be back where they came from.
 */
const onItsDay = (read: Read, beside: readonly string[]): Read => {
  const day = dateAloneOfTs(read.text);
  if (day === undefined || read.moment === null) return read;
  const { from, to } = londonDay(londonDate(read.moment.instant));
  const told = beside.flatMap((text) => (dateAloneOfTs(text) === undefined ? (momentOfTs(text) ?? []) : []));
  const same = told.find(({ instant }) => instant >= from && instant < to);
  const isOver = told.some(({ instant }) => instant >= to);
  return { ...read, moment: same ?? (isOver ? { instant: plus(to, -1), ambiguous: false } : read.moment) };
};

/**
 * When it happened: EVN-6, else EVN-2, else MSH-7 (the order of events rests on it), but never a day after it was told
 * of: a year mistyped, or the day of a booking, would stand before all that is said until then. Refused (102) when none is a time.
 */
export const occurrence = (message: Hl7Message): Occurrence | Refusal => {
  const evn = message.first('EVN');
  const sent = message.msh.text(7);
  const latest = latestToldAt(sent);
  const recording = evn?.text(2) ?? '';
  const put = [onItsDay(readAt('EVN-2', recording, latest), [sent]), readAt('MSH-7', sent, latest)];
  const notes: string[] = [];
  for (const { text, moment, note } of [
    onItsDay(readAt('EVN-6', evn?.text(6) ?? '', latest), [recording, sent]),
    ...put,
  ]) {
    if (text !== '' && note !== null) notes.push(note);
    if (moment === null) continue;
    const recorded = put.find((one) => one.moment !== null) ?? { text, moment };
    const isDay = [text, recorded.text].some((one) => dateAloneOfTs(one) !== undefined);
    const [, recordedAt] = isDay ? [undefined, recorded.moment?.instant] : instantsInOrder([text, recorded.text]);
    return { occurredAt: moment.instant, recordedAt: recordedAt ?? moment.instant, notes };
  }
  return { hl7: '102', at: 'EVN-6', reason: 'None of EVN-6, EVN-2 and MSH-7 holds a time' };
};
