import { performance } from 'node:perf_hooks';
import { faultName } from '../../schema/fault-name';
import { byteaArray, textArray } from '../store';
import type { Store } from '../store';
import { IN_TIME } from './keep';
import type { Told } from './keep';

/** What the record may say that a sender was told, and was not. */
export interface Unsaid {
  readonly feed: string;
  readonly contentHash: Buffer;
  readonly accepted: boolean;
  /** When it would have been told. */
  readonly at: string;
  /** How often it had come again by then; null where the store has not said. */
  readonly repeats: number | null;
  /** What it had been told before. */
  readonly before: Told;
}

export interface TakeBackMeans {
  readonly store: Store;
  readonly feed: string;
  readonly log: (line: string) => void;
}

/** What was told since, as to a repeat, stands: it was told at another moment. */
const TAKE_BACK = `
update message m set told_code = unsaid.code, told_text = unsaid.words, told_at = unsaid.before_at
from unnest($1::text[], $2::bytea[], $3::boolean[], $4::timestamptz[], $5::integer[], $6::text[], $7::text[],
    $8::timestamptz[])
  with ordinality as unsaid (feed, content_hash, accepted, at, repeats, code, words, before_at, place)
where m.feed = unsaid.feed and m.content_hash = unsaid.content_hash and m.accepted = unsaid.accepted
  and m.told_at = unsaid.at and (unsaid.repeats is null or m.repeats = unsaid.repeats)
returning unsaid.place::integer as place`;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** A statement that has not been carried out by then was lost with its connection. */
const LOOKED_FOR_MS = 15 * 60_000;
/** Each is small; while a store fails for long, senders come back again and again. The oldest are given up first. */
const MOST = 10_000;

/**
 * Takes back that senders were told of their messages: they were given up on, while the statement that says so was, or
 * is yet to be, carried out. When, nobody can say where the store gave no answer: it is looked for again and again.
 */
export const createTakeBack = ({ store, feed, log }: TakeBackMeans): ((unsaid: readonly Unsaid[]) => void) => {
  /** Until when each is looked for. */
  const waiting = new Map<Unsaid, number>();
  let running = false;
  let hurry = (): void => undefined;

  const takeBack = async (all: readonly Unsaid[]): Promise<void> => {
    const { rows } = await store.pool.query<{ place: number }>({
      text: TAKE_BACK,
      ...IN_TIME,
      values: [
        textArray(all.map((one) => one.feed)),
        byteaArray(all.map(({ contentHash }) => contentHash)),
        all.map(({ accepted }) => accepted),
        all.map(({ at }) => at),
        all.map(({ repeats }) => repeats),
        textArray(all.map(({ before }) => before.told_code)),
        textArray(all.map(({ before }) => before.told_text)),
        all.map(({ before }) => before.told_at),
      ],
    });
    for (const { place } of rows) {
      const done = all[place - 1];
      if (done !== undefined) waiting.delete(done);
    }
  };

  const look = async (): Promise<void> => {
    let fault: unknown = null;
    try {
      await takeBack([...waiting.keys()]);
    } catch (error) {
      fault = error;
    }
    const over = [...waiting].filter(([, until]) => until <= performance.now());
    for (const [one] of over) waiting.delete(one);
    if (over.length > 0 && fault !== null)
      log(
        `${feed}: that the senders of ${over.length} messages were told nothing is not on record (${faultName(fault)})`,
      );
  };

  const run = async (): Promise<void> => {
    let wait = FIRST_WAIT_MS;
    while (waiting.size > 0) {
      await look();
      if (waiting.size === 0) break;
      const hurried = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), wait).unref();
        hurry = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
      wait = hurried ? FIRST_WAIT_MS : Math.min(2 * wait, LONGEST_WAIT_MS);
    }
    running = false;
  };

  return (unsaid) => {
    for (const one of unsaid) waiting.set(one, performance.now() + LOOKED_FOR_MS);
    for (const [oldest] of waiting) {
      if (waiting.size <= MOST) break;
      waiting.delete(oldest);
    }
    hurry();
    if (running || waiting.size === 0) return;
    running = true;
    void run();
  };
};
