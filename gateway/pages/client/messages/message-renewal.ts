import type { WholeMessage } from './answers';
import type { Desk } from './desk';
import { el, fill } from '../dom';
import { needsSignIn } from '../graph';
import { MESSAGE } from './message-queries';
import { instantOf } from '../../../../schema/time';
import { serverMillis, time } from '../times';

const PERIOD_MS = 10_000;

export interface Renewing {
  isShown(message: WholeMessage): boolean;
  /** Shows it; false where somebody is in what it would take away. */
  take(message: WholeMessage): boolean;
  /** Somebody wants to see it as it is now. */
  showNow(): void;
}

export interface Renewal {
  /** As of when the page is, and what waits to be shown. */
  readonly element: HTMLElement;
  start(): void;
  stop(): void;
  /** What stands in the page was asked for by somebody, just now. */
  shownNow(): void;
}

/** Asks for a message again every ten seconds while the page is seen, and at once when somebody comes back to it. */
export const renewed = (desk: Desk, id: string, { isShown, take, showNow }: Renewing): Renewal => {
  const asOf = el('p', { class: 'nhsuk-body-s nhsuk-u-secondary-text-colour' });
  const changed = el('div', { class: 'nhsuk-inset-text', hidden: true });
  let timer: number | undefined;
  let turn = 0;
  let shownAt: string | null = null;
  /** What waits behind the button, as it was told. */
  let waiting = '';

  const shownNow = (): void => {
    shownAt = instantOf(serverMillis());
    waiting = '';
    changed.hidden = true;
    fill(asOf, 'As of ', time(shownAt), '; asked again every ten seconds.');
  };
  const wait = (message: WholeMessage): void => {
    const told = JSON.stringify(message);
    if (told === waiting) return;
    waiting = told;
    const button = el(
      'button',
      { class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small', type: 'button', click: showNow },
      'Show it as it is now',
    );
    fill(changed, el('p', {}, 'It has changed since, and is shown here as it was.'), button);
    changed.hidden = false;
    desk.say('The message has changed');
  };
  const look = async (mine: number): Promise<void> => {
    const { data, faults } = await desk.ask(MESSAGE, { id });
    if (mine !== turn) return;
    const message = data?.message ?? null;
    // In part is not as it is: what could not be read now must not stand for what is there.
    if (message === null || faults.length > 0) {
      if (shownAt !== null)
        fill(
          asOf,
          'Not renewed since ',
          time(shownAt),
          ': what is shown is as it was then. It is asked again every ten seconds.',
        );
    } else if (isShown(message)) shownNow();
    else if (take(message)) {
      shownNow();
      desk.say('The message has changed, and is shown as it is now');
    } else wait(message);
    // Whoever signs in again opens the page anew.
    if (!needsSignIn(faults)) next(mine);
  };
  const next = (mine: number): void => {
    timer = window.setTimeout(() => (document.hidden ? next(mine) : void look(mine)), PERIOD_MS);
  };
  const stop = (): void => {
    turn += 1;
    window.clearTimeout(timer);
    document.removeEventListener('visibilitychange', back);
  };
  const back = (): void => {
    if (document.hidden) return;
    window.clearTimeout(timer);
    void look((turn += 1));
  };
  let left = false;
  return {
    element: el('div', {}, asOf, changed),
    shownNow,
    start: () => {
      if (left) return;
      window.clearTimeout(timer);
      document.addEventListener('visibilitychange', back);
      next((turn += 1));
    },
    stop: () => {
      left = true;
      stop();
    },
  };
};
