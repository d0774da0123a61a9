import type { Filter, MessageRow } from './answers';
import { needsSignIn, type AskGraph, type Fault } from '../graph';
import { TAIL } from './list-queries';

const PERIOD_MS = 1_000;
const MOST = 100;

export interface LiveTail {
  /** From a cursor of the newest message shown; null where none is shown. */
  start(filter: Filter, after: string | null): void;
  stop(): void;
}

/**
 * Asks each second what came after the newest message. The cursor stays a little behind, so a message may be told
 * twice: whoever takes them must know which they have. Nothing is asked while nobody sees the page.
 */
export const liveTail = (
  ask: AskGraph,
  take: (messages: readonly MessageRow[]) => void,
  failed: (faults: readonly Fault[]) => void,
): LiveTail => {
  let turn = 0;
  let timer: number | undefined;

  const poll = async (mine: number, filter: Filter, after: string | null): Promise<void> => {
    const { data, faults } = document.hidden
      ? { data: null, faults: [] }
      : await ask(TAIL, { filter, first: MOST, after });
    if (mine !== turn) return;
    failed(faults);
    // Whoever signs in again starts the search, and this, again.
    if (needsSignIn(faults)) return;
    const page = data?.messages;
    if (page) take(page.edges.map(({ node }) => node));
    const next = page?.pageInfo.endCursor ?? after;
    // More than a page came at once: the rest is fetched without waiting, unless the cursor has to wait to be passed.
    const more = page?.pageInfo.hasNextPage === true && next !== after;
    timer = window.setTimeout(() => void poll(mine, filter, next), more ? 0 : PERIOD_MS);
  };

  const stop = (): void => {
    turn += 1;
    window.clearTimeout(timer);
  };
  return {
    stop,
    start: (filter, after) => {
      stop();
      void poll(turn, filter, after);
    },
  };
};
