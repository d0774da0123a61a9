import type { Store } from '../store';

/** Told when something new waits. */
export const INBOX_CHANNEL = 'inbox';

/** A notice is a commit of its own, which would wait for the disk, and have messages that are being committed wait for it. */
const NUDGE = `select set_config('synchronous_commit', 'off', true), pg_notify('${INBOX_CHANNEL}', '')`;

/** Workers that were woken look for more than this before they rest: a notice for each message would only cost. */
const APART_MS = 10;

/**
 * Wakes the workers of all processes: at once for the first of several messages, and then once for all that follow. Apart
 * from the message's own commit, because a notice in it would make commits of different connections wait for each other.
 * One that fails is not missed: workers look by themselves as well.
 */
export const createNudge = ({ pool }: Store): (() => void) => {
  let busy = false;
  let again = false;
  const nudge = (): void => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    const done = (): void => {
      busy = false;
      if (again) nudge();
    };
    const rest = (): void => void setTimeout(done, APART_MS).unref();
    pool.query(NUDGE).then(rest, () => {
      again = false;
      rest();
    });
  };
  return nudge;
};
