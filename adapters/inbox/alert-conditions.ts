import type { AlertCondition } from '../../schema/messages';
import { DEFAULT_ALERTS } from './feed';
import type { Feed } from './feed';
import type { FeedReading } from './feed-reading';
import { spokenDuration } from './spoken-duration';

/** Those that can be seen by looking. `not-storing` is known to the intake alone, and told by it. */
export const WATCHED = ['silent', 'backlog', 'queue-age', 'held'] as const satisfies readonly AlertCondition[];
export type WatchedCondition = (typeof WATCHED)[number];

/**
 * `neither` changes nothing: between the limit at which a condition begins and half of it, at which it is over, it is as
 * it was. Else a queue that swings around its limit would be told of at every swing.
 */
export interface Judgement {
  readonly is: 'on' | 'over' | 'neither';
  /** When it began, in milliseconds since the epoch; where it is on. */
  readonly since: number;
  /** Counts and ages; nothing of anybody. */
  readonly words: string;
}

const messages = (count: number): string => (count === 1 ? '1 message' : `${count} messages`);

const silent = ({ profile }: Feed, { heardAt, awaitedSince }: FeedReading, at: number): Judgement => {
  const agreed = `agreed: ${spokenDuration(profile.silenceMs)}`;
  // A new installation hears nothing at first: its senders have the agreed time from when it began to listen.
  const from = (heardAt ?? awaitedSince)?.getTime() ?? at;
  const since = from + profile.silenceMs;
  const quiet = spokenDuration(Math.max(0, at - from));
  if (at <= since)
    return heardAt === null
      ? { is: 'neither', since, words: '' }
      : { is: 'over', since, words: `a message was taken ${quiet} ago` };
  return heardAt === null
    ? { is: 'on', since, words: `no message was ever taken, in ${quiet} of listening (${agreed})` }
    : { is: 'on', since, words: `no message was taken for ${quiet} (${agreed})` };
};

const ageOf = ({ oldestAt }: FeedReading, at: number): number => (oldestAt === null ? 0 : at - oldestAt.getTime());

const queueOf = (reading: FeedReading, at: number): string => {
  const { waiting, oldestAt } = reading;
  if (waiting === 0) return 'nothing waits';
  return oldestAt === null
    ? `${messages(waiting)} waiting, all behind held ones`
    : `${messages(waiting)} waiting, the oldest for ${spokenDuration(ageOf(reading, at))}`;
};

const beside = (value: number, limit: number): Judgement['is'] =>
  value > limit ? 'on' : value <= limit / 2 ? 'over' : 'neither';

/** Whether a feed is in a condition, at a moment in milliseconds since the epoch. */
export const judgeFeed = (feed: Feed, condition: WatchedCondition, reading: FeedReading, at: number): Judgement => {
  const { backlog, queueAgeMs } = feed.alerts ?? DEFAULT_ALERTS;
  const queue = queueOf(reading, at);
  switch (condition) {
    case 'silent':
      return silent(feed, reading, at);
    case 'backlog': {
      const is = beside(reading.waiting, backlog);
      return { is, since: at, words: is === 'on' ? `${queue} (agreed: ${messages(backlog)})` : queue };
    }
    case 'queue-age': {
      const age = ageOf(reading, at);
      const is = beside(age, queueAgeMs);
      const words = is === 'on' ? `${queue} (agreed: ${spokenDuration(queueAgeMs)})` : queue;
      return { is, since: at - age + queueAgeMs, words };
    }
    case 'held': {
      const words = reading.held === 0 ? 'none is held' : `${messages(reading.held)} held; ${queue}`;
      return { is: reading.held > 0 ? 'on' : 'over', since: at, words };
    }
  }
};
