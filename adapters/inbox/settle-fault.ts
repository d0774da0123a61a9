import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import { instantOf, plus } from '../../schema/time';
import type { HeldReason } from '../store/tables/inbox';
import type { Tables } from '../store';
import { oweApplicationAcknowledgements } from './application-acknowledgement';
import { claimAgain, waitingIn } from './claim';
import type { Claimed, Waiting } from './claim';
import { isPassing, storePlaceOf, whereOf } from './fault';
import { DEFAULT_RETRY_FOR_MS } from './feed';
import type { Feed } from './feed';
import { writeHappening } from './happenings';
import { backOff, hold, leaveQueue } from './outcomes';
import { spokenDuration } from './spoken-duration';
import { TranslationFault } from './translation';
import type { InboxMeans } from './worker-means';

const FIRST_BACK_OFF_MS = 200;
const LONGEST_BACK_OFF_MS = 60_000;

/** The message at which a batch failed: the whole transaction is undone. */
export class MessageFault extends Error {
  constructor(
    readonly claimed: Claimed,
    readonly waiting: Waiting,
    /** How many before it went well. */
    readonly before: number,
    override readonly cause: unknown,
  ) {
    super('a message failed');
  }
}

const backOffMs = (attempts: number): number => Math.min(FIRST_BACK_OFF_MS * 2 ** attempts, LONGEST_BACK_OFF_MS);

/** What an engineer is told of a fault that is not the message's own. */
export const reasonOf = (cause: unknown): HeldReason =>
  cause instanceof TranslationFault
    ? cause.refusal
    : { hl7: '207', at: '', reason: `what it says could not be applied: ${faultName(cause)}${storePlaceOf(cause)}` };

const causeOf = (cause: unknown): unknown => (cause instanceof TranslationFault ? cause.cause : cause);

/** After its transaction was undone: what is to become of the message that failed. */
export const settleFault = async (
  { store, clock, log }: InboxMeans,
  feed: Feed,
  fault: MessageFault,
): Promise<void> => {
  const { claimed, waiting } = fault;
  const cause = causeOf(fault.cause);
  const what = faultName(cause);
  const at = now(clock);

  const retry = async (trx: Transaction<Tables>, first: Waiting): Promise<void> => {
    const wait = backOffMs(first.attempts);
    const reason = { hl7: '207', at: '', reason: `${what}; it is tried again` };
    await backOff(trx, claimed, first.seq, at, plus(at, wait), reason);
    // One row each time the wait grows: an hour of failing is nine rows, not sixty.
    if (first.attempts > 0 && wait === backOffMs(first.attempts - 1)) return;
    await writeHappening(trx, [first.seq], {
      what: 'retried',
      words: `${what}; tried again after ${spokenDuration(wait)}`,
      at,
    });
  };

  const fate = await store.db.transaction().execute(async (trx): Promise<'tried again later' | 'held' | null> => {
    const again = await claimAgain(trx, claimed);
    const [first] = again === null ? [] : await waitingIn(trx, again, 1);
    if (first?.seq !== waiting.seq) return null;
    const since = first.failing_since === null ? at : instantOf(first.failing_since.getTime());
    const limit = feed.retryForMs ?? DEFAULT_RETRY_FOR_MS;
    const passing = isPassing(cause);
    if (passing && at < plus(since, limit)) {
      await retry(trx, first);
      return 'tried again later';
    }
    const own = reasonOf(fault.cause);
    const reason = passing
      ? { ...own, reason: `${what} for longer than ${spokenDuration(limit)}, over ${first.attempts + 1} tries` }
      : own;
    await hold(trx, feed.name, waiting, reason, feed.profile.whenHeld, { at });
    await leaveQueue(trx, feed.name, [waiting.seq]);
    await oweApplicationAcknowledgements(trx, feed, [waiting], at);
    return 'held';
  });
  if (fate !== null) log(`${feed.name}: message ${waiting.seq} failed with ${what} and is ${fate}; ${whereOf(cause)}`);
};
