import type { Store } from '../store';

/** Told when something new waits. */
export const INBOX_CHANNEL = 'inbox';

/**
 * Wakes the workers of all processes. Apart from the message's own commit, because a notice in it would make commits of
 * different connections wait for each other; and never more than one under way, because one wakes for all before it.
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
    pool.query(`select pg_notify('${INBOX_CHANNEL}', '')`).then(done, () => {
      again = false;
      done();
    });
  };
  return nudge;
};
