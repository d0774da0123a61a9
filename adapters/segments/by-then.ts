import { lastMomentOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { dateAloneOfTs, instantOfTs } from './ts';

/**
 * By when something that a message tells of had been done, from its TS and when the message was sent (MSH-7): `read` where
 * a time of day was told. Of a date alone the end of it, or when the message was sent, whichever was first: nobody who asks
 * for the last hour misses it, and whoever had seen what was known before has not seen this.
 */
export const byThen = (text: string, read: Instant | undefined, sent: string): Instant | undefined => {
  const date = dateAloneOfTs(text);
  if (date === undefined) return read;
  const sentDate = dateAloneOfTs(sent);
  const told = sentDate === undefined ? instantOfTs(sent) : (lastMomentOf(sentDate) ?? undefined);
  const last = lastMomentOf(date) ?? undefined;
  return told !== undefined && (last === undefined || told < last) ? told : last;
};
