import { sql } from 'kysely';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import { MINUTE, plus } from '../../schema/time';
import type { Store } from '../store';
import { ON_CONNECTION, OWED_CHANNEL } from './application-acknowledgement';
import type { Feed } from './feed';
import { giveUpOwed } from './give-up';
import { owedTargets } from './owed-targets';
import type { Target } from './owed-targets';
import { recordRefusal } from './refused-acknowledgement';
import { createReturnConnection, isFailed, RETURN_LIMIT_MS } from './return-connection';
import type { Delivery, ReturnConnection } from './return-connection';

/** The connections of this process's listeners. */
export interface OpenConnections {
  /** How to reach a peer of a feed (`10.1.2.3:50123`); null when it has no connection here. */
  reach(feed: string, peer: string): ((bytes: Buffer) => Promise<boolean>) | null;
  /** Of the feed's peers that have a connection here. */
  addresses(feed: string): readonly string[];
}

export interface AcknowledgerMeans {
  readonly store: Store;
  readonly feeds: readonly Feed[];
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly connections: OpenConnections;
}

export interface Acknowledger {
  /** Finishes what is in hand. Twice is once. */
  close(): Promise<void>;
}

/** How often it looks by itself, for what notices do not tell: back-off, and senders that come back. */
const POLL_MS = 1_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 60_000;
/** While one process sends it, no other does; should it die, another sends it again. */
const LEASE_MS = 2 * RETURN_LIMIT_MS + 5_000;
/** How long an open connection, in whichever process it is, is given before the return connection is used. */
const CONNECTION_GRACE_MS = 5_000;
/** Receivers that are sent to side by side: each needs the store, which those who keep messages need more. */
const SERVED_AT_ONCE = 16;
const GIVE_UP_EVERY_MS = 10 * MINUTE;

interface Claimed {
  readonly seq: number;
  readonly text: Buffer;
  readonly attempts: number;
  /** Until when it is leased; another moment where its sender repeated the message meanwhile, and is owed it anew. */
  readonly next_at: Date;
}

/**
 * Sends application acknowledgements that are owed, oldest first to each receiver, at least once: kept until they were
 * handed to the sender's connection, or its receiver on the return connection has answered. Any process with listeners
 * may send; the first waiting one of a receiver is leased, and none overtakes it.
 */
export const startAcknowledger = async (means: AcknowledgerMeans): Promise<Acknowledger> => {
  const { store, clock, log, connections } = means;
  const feeds = new Map(means.feeds.map((feed) => [feed.name, feed]));
  const returns = new Map<string, ReturnConnection>();
  const failing = new Set<string>();
  const serving = new Map<string, Promise<void>>();
  let closing = false;
  let wake = (): void => undefined;
  let woken = false;
  /** The latest look found more receivers than are served at once. */
  let waiting = false;
  let givenUpAt = Number.NEGATIVE_INFINITY;

  const rouse = (): void => {
    woken = true;
    wake();
  };

  const claim = async ({ feed, owed_to }: Target): Promise<Claimed | null> => {
    const at = now(clock);
    const { rows } = await sql<Claimed>`
      update application_acknowledgement set attempts = attempts + 1, next_at = ${plus(at, LEASE_MS)}
      where next_at <= ${at} and seq = (
        select seq from application_acknowledgement where feed = ${feed} and owed_to = ${owed_to}
        order by seq limit 1 for update
      )
      returning seq, text, attempts, next_at`.execute(store.db);
    return rows[0] ?? null;
  };
  /** A refusal is put down first: until it is on record, the acknowledgement is not done with. */
  const settle = async (feed: string, { seq, next_at }: Claimed, delivery: Delivery): Promise<void> => {
    const at = now(clock);
    if (typeof delivery === 'object' && 'refused' in delivery)
      await recordRefusal(store.db, { feed, seq, code: delivery.refused }, at);
    await sql`with sent as (delete from application_acknowledgement where seq = ${seq} and next_at = ${next_at})
      update message set application_told_at = ${at} where seq = ${seq}`.execute(store.db);
  };
  const postpone = async ({ seq, attempts, next_at }: Claimed): Promise<void> => {
    const wait = Math.min(FIRST_BACK_OFF_MS * 2 ** (attempts - 1), LONGEST_BACK_OFF_MS);
    await sql`update application_acknowledgement set next_at = ${plus(now(clock), wait)}
      where seq = ${seq} and next_at = ${next_at}`.execute(store.db);
  };

  const overReturn = (feed: Feed): ((bytes: Buffer) => Promise<Delivery>) | null => {
    const to = feed.acknowledgeTo;
    if (to === undefined) return null;
    const name = `${to.host}:${to.port}`;
    const connection = returns.get(name) ?? createReturnConnection(to);
    returns.set(name, connection);
    return (bytes) => connection.send(bytes);
  };
  /** How this process can reach a receiver now; null where another may, or nobody can yet. */
  const wayTo = (feed: Feed, { owed_to, next_at }: Target): ((bytes: Buffer) => Promise<Delivery>) | null => {
    if (!owed_to.startsWith(ON_CONNECTION)) return overReturn(feed);
    const send = connections.reach(feed.name, owed_to.slice(ON_CONNECTION.length));
    if (send !== null) return async (bytes) => ((await send(bytes)) ? 'taken' : { failed: 'CLOSED' });
    return clock.millis() - next_at.getTime() >= CONNECTION_GRACE_MS ? overReturn(feed) : null;
  };

  const tell = (target: Target, { seq }: Claimed, delivery: Delivery): void => {
    const key = `${target.feed} ${target.owed_to}`;
    if (isFailed(delivery)) {
      if (failing.has(key)) return;
      failing.add(key);
      log(
        `${target.feed}: the application acknowledgement of message ${seq} could not be sent to ${target.owed_to} ` +
          `(${delivery.failed}); it is kept and tried again, and those after it wait`,
      );
      return;
    }
    if (failing.delete(key)) log(`${target.feed}: application acknowledgements reach ${target.owed_to} again`);
    if (delivery !== 'taken')
      log(
        `${target.feed}: the application acknowledgement of message ${seq} was refused by ${target.owed_to} ` +
          `(${delivery.refused}); it is not sent again`,
      );
  };

  /** All that one receiver is owed, until nothing is left or one cannot be sent. */
  const serve = async (target: Target): Promise<void> => {
    const feed = feeds.get(target.feed);
    while (feed !== undefined && !closing) {
      const send = wayTo(feed, target);
      if (send === null) return;
      const one = await claim(target);
      if (one === null) return;
      const delivery = await send(one.text);
      tell(target, one, delivery);
      if (isFailed(delivery)) return postpone(one);
      await settle(feed.name, one, delivery);
    }
  };

  const look = async (): Promise<void> => {
    const addressesOf = (feed: string): readonly string[] => connections.addresses(feed);
    const targets = await owedTargets(store.db, means.feeds, addressesOf, now(clock));
    // Receivers do not wait for each other: a slow one must not keep the next look from the rest.
    for (const target of targets) {
      const key = `${target.feed} ${target.owed_to}`;
      const feed = feeds.get(target.feed);
      if (serving.has(key) || feed === undefined || wayTo(feed, target) === null) continue;
      if (serving.size >= SERVED_AT_ONCE) {
        waiting = true;
        return;
      }
      const served = serve(target)
        .catch((error: unknown) =>
          log(`${target.feed}: ${faultName(error)} while an acknowledgement was sent; it is kept`),
        )
        .finally(() => {
          serving.delete(key);
          if (waiting) rouse();
        });
      serving.set(key, served);
    }
    waiting = false;
  };

  const giveUp = async (): Promise<void> => {
    if (clock.millis() - givenUpAt < GIVE_UP_EVERY_MS) return;
    for (const [feed, count] of await giveUpOwed(store.db, means.feeds, now(clock)))
      log(`${feed}: ${count} application acknowledgements are given up: nobody came back for them within a day`);
    givenUpAt = clock.millis();
  };

  const run = async (): Promise<void> => {
    let down = false;
    while (!closing) {
      woken = false;
      try {
        await look();
        await giveUp();
        down = false;
      } catch (error) {
        if (!down) log(`application acknowledgements could not be looked for (${faultName(error)}); it is tried again`);
        down = true;
      }
      if (closing || (woken && !down)) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  const stop = await store.listen(OWED_CHANNEL, rouse);
  const running = run();
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing = true;
    rouse();
    await stop();
    await running;
    await Promise.all(serving.values());
    await Promise.all([...returns.values()].map((connection) => connection.close()));
  };
  return { close: () => (closed ??= close()) };
};
