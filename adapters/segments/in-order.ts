import { sameWallLater } from '../../schema/time';
import type { Instant, LondonMoment } from '../../schema/time';
import { momentOfTs } from './ts';

const later = ({ instant, ambiguous }: LondonMoment): Instant => (ambiguous ? sameWallLater(instant) : null) ?? instant;

/** Each as early as it can be: no earlier than the one before. Null where the times do not come in this order. */
const earliest = (moments: readonly LondonMoment[]): readonly Instant[] | null => {
  const read: Instant[] = [];
  for (const moment of moments) {
    const before = read.at(-1) ?? moment.instant;
    const at = moment.instant >= before ? moment.instant : later(moment);
    if (at < before) return null;
    read.push(at);
  }
  return read;
};

/** Each as late as it can be: no later than the one after. */
const latest = (moments: readonly LondonMoment[]): readonly Instant[] => {
  const read: Instant[] = [];
  for (const moment of [...moments].reverse()) {
    const last = later(moment);
    read.unshift(last <= (read[0] ?? last) ? last : moment.instant);
  }
  return read;
};

/**
 * Times (TS) of one message in the order in which they must have happened (taken, received, reported, sent), so that in
 * October's repeated hour each is read as the others allow: what was reported was received before. Null where there is
 * no time; `ambiguous` where both readings are still possible, and the earlier one is given. Where the sender's own
 * times contradict the order, nothing can be told from it.
 */
export const momentsInOrder = (texts: readonly string[]): readonly (LondonMoment | null)[] => {
  const read = texts.map(momentOfTs);
  if (!read.some((moment) => moment?.ambiguous)) return read;
  const moments = read.filter((moment) => moment !== null);
  const low = earliest(moments);
  if (low === null) return read;
  const high = latest(moments);
  let at = -1;
  return read.map((moment) => {
    if (moment === null) return null;
    at += 1;
    const instant = low[at] ?? moment.instant;
    return { instant, ambiguous: instant !== high[at] };
  });
};

/** The same, as moments alone. */
export const instantsInOrder = (texts: readonly string[]): readonly (Instant | undefined)[] =>
  momentsInOrder(texts).map((moment) => moment?.instant);
