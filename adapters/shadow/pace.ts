import { DAY, MINUTE } from '../../schema/time';

/** A read that wants to be compared. */
export interface Turn {
  /** Whom it belongs with: a route, answered by one of its two systems. */
  readonly name: string;
  /** Those of its name are to be about so many milliseconds apart; 0 lets all through. */
  readonly everyMs: number;
  /** Goes before the others: its gaps are never stretched, nor is its turn kept for anybody. */
  readonly urgent: boolean;
  /** Whom or what it is about, and how it asks; looked at only where it counts. */
  readonly subjects: () => readonly string[];
}

/** Lets through few of many: each name in its time, all names together in theirs, and within a name each subject in turn. */
export interface Pace {
  admits(turn: Turn): boolean;
}

/** However many routes are compared: two reads a second at most on average, in one process, what is urgent counted first. */
const APART_MS = 500;
/** Of one processor, what the thread that compares may take on average of what is not urgent: live answers want it, too. */
const SHARE = 0.005;
/** However dear a comparison is, one in so much time: else evidence would stop where processors are short. */
const APART_MOST_MS = 30_000;
/** A name that nobody asked for so long takes no share of that from the others. */
const ACTIVE_MS = 10 * MINUTE;
/** Whoever was compared before waits half as long again: until then the turn is kept for somebody who was not. */
const KEPT_FOR_OTHERS = 1.5;
/** Subjects of one name that are known to have been compared, a few hours' worth; beyond it the oldest count as new. */
const MOST_KNOWN = 5_000;

interface Name {
  everyMs: number;
  askedAt: number;
  /** From then on whoever was not compared within a day may go. */
  next: number;
  /** From then on anybody may. */
  anybody: number;
  /** When each subject was compared, the oldest first. */
  readonly compared: Map<string, number>;
}

/**
 * What comparing costs is bounded by the second and not by the request, nor by the number of routes or the size of what
 * is compared: a gateway that answers more compares a smaller share, and a ward of thirty is compared less often than
 * one person. Gaps are uneven, or a client that polls at the same pace would be the only one that is ever compared: from
 * none at all to twice what is wanted, since of several who are read in one breath, in the same order each time, those
 * behind the first would never be; of what is urgent a half to one and a half, so that none of its seconds passes without.
 */
export const createPace = ({
  elapsedMs,
  random,
  costMs,
}: {
  /** Milliseconds that only go forwards. */
  readonly elapsedMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** What one comparison takes of a processor on average, in milliseconds; 0 where that is not known. */
  readonly costMs: () => number;
}): Pace => {
  const names = new Map<string, Name>();

  const nameOf = ({ name, everyMs }: Turn, at: number): Name => {
    const known = names.get(name) ?? { everyMs, askedAt: at, next: -Infinity, anybody: -Infinity, compared: new Map() };
    known.everyMs = everyMs;
    known.askedAt = at;
    names.set(name, known);
    return known;
  };
  /** How much longer than they are set gaps must be, for all names together to keep so far apart; not of what is urgent. */
  const stretch = (at: number): number => {
    const active = [...names.values()].filter(({ askedAt }) => at - askedAt < ACTIVE_MS);
    const apartMs = Math.min(Math.max(APART_MS, costMs() / SHARE), APART_MOST_MS);
    return Math.max(
      1,
      active.reduce((sum, { everyMs }) => sum + apartMs / everyMs, 0),
    );
  };
  const isNew = (compared: ReadonlyMap<string, number>, subject: string, at: number): boolean =>
    at - (compared.get(subject) ?? -Infinity) >= DAY;
  const remember = (compared: Map<string, number>, subjects: readonly string[], at: number): void => {
    for (const subject of subjects) {
      compared.delete(subject);
      compared.set(subject, at);
    }
    for (const oldest of compared.keys()) {
      if (compared.size <= MOST_KNOWN) break;
      compared.delete(oldest);
    }
  };

  return {
    admits: (turn) => {
      if (turn.everyMs === 0) return true;
      const at = elapsedMs();
      const name = nameOf(turn, at);
      if (at < name.next) return false;
      const subjects = turn.subjects();
      if (at < name.anybody && !subjects.some((subject) => isNew(name.compared, subject, at))) return false;
      const gapMs = turn.everyMs * (turn.urgent ? 0.5 + random() : stretch(at) * 2 * random());
      name.next = at + gapMs;
      name.anybody = at + gapMs * (turn.urgent ? 1 : KEPT_FOR_OTHERS);
      remember(name.compared, subjects, at);
      return true;
    },
  };
};
