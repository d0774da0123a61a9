import { el, fill, type Child } from '../dom';
import { DAY, instantOf } from '../../../../schema/time';
import { serverSaid, span, serverMillis, time } from '../times';
import type { Alert } from './answers';
import type { Desk } from './desk';
import { ALERTS } from './estate-queries';
import { openAcknowledge } from './alert-dialog';
import { button, SECONDARY } from './panel';
import { hrefToRoute, hrefToSystem } from './place';
import { tag } from './tags';
import { counted, partialWords, spoken } from './words';

const COLOURS: Readonly<Record<string, string>> = {
  'rolled-back': 'red',
  'roll-back-failed': 'red',
  'not-watched': 'red',
  overridden: 'orange',
  slipping: 'yellow',
};

/** A route's id has slashes, a system's has none. */
export const linkTo = (about: string): HTMLElement =>
  el('a', { href: about.includes('/') ? hrefToRoute(about) : hrefToSystem(about) }, about);

/** Only what no event ends is ended by a person. */
const acknowledge = (desk: Desk, alert: Alert): HTMLElement | null => {
  if (alert.kind !== 'overridden') return null;
  const made = button('Acknowledge', `${SECONDARY} migration-controls`, () => openAcknowledge(desk, alert));
  made.setAttribute('aria-label', `Acknowledge the alert about ${alert.about}`);
  return made;
};

const before = (at: string): string => span((serverMillis() - Date.parse(at)) / 1_000);

/** When it began; of what slips, when it was due, and apart from that when it was noticed. */
const when = ({ since, due }: Alert): readonly Child[] =>
  due === null
    ? ['Since ', time(since), ` (${before(since)}).`]
    : [
        `Planned by ${partialWords(due)} (${counted(Math.floor((serverMillis() - Date.parse(due)) / DAY), 'day')} ago). Noticed `,
        time(since),
        ` (${before(since)} ago).`,
      ];

const line = (desk: Desk, alert: Alert): HTMLElement => {
  const { about, kind, words } = alert;
  return el(
    'li',
    {},
    tag(spoken(kind), COLOURS[kind] ?? 'grey'),
    ' ',
    linkTo(about),
    el('span', { class: 'migration-alert-words' }, `: ${words} `, ...when(alert), ' '),
    acknowledge(desk, alert),
  );
};

export interface AlertStrip {
  readonly element: HTMLElement;
  /** Once the server has answered, or has not. */
  readonly told: Promise<void>;
  /** Asks again, and shows what has changed: a ramp may have gone back by itself behind what is on the page. */
  again(): Promise<void>;
}

const SHOWN = 3;

/** What a planner should know of, above every view: the newest few, the rest behind them. */
export const alertStrip = (desk: Desk): AlertStrip => {
  const element = el('section', { class: 'migration-alerts', 'aria-label': 'Alerts', hidden: true });
  let shown = '';
  /** When what is shown was so. */
  let shownAt: string | null = null;
  const notRenewed = el('p', { hidden: true });
  const asked = async (): Promise<readonly Alert[] | null> => {
    const { data } = await desk.ask(ALERTS, {});
    const now = data?.systemTraffic?.at(-1)?.to;
    if (now !== undefined) serverSaid(now);
    return data?.migrationAlerts ?? null;
  };
  const show = (alerts: readonly Alert[] | null): void => {
    shown = JSON.stringify(alerts);
    if (alerts === null) {
      element.hidden = false;
      return fill(element, el('p', {}, 'Alerts could not be read; they are asked for again every half minute.'));
    }
    isNow(alerts);
    const each = (alert: Alert): HTMLElement => line(desk, alert);
    const rest = alerts.slice(SHOWN);
    fill(
      element,
      notRenewed,
      el('ul', { class: 'nhsuk-list' }, ...alerts.slice(0, SHOWN).map(each)),
      rest.length > 0 &&
        el(
          'details',
          { class: 'nhsuk-details' },
          el(
            'summary',
            { class: 'nhsuk-details__summary' },
            el('span', { class: 'nhsuk-details__summary-text' }, `${rest.length} more`),
          ),
          el('ul', { class: 'nhsuk-details__text nhsuk-list' }, ...rest.map(each)),
        ),
    );
  };
  /** What is shown is so now. */
  const isNow = (alerts: readonly Alert[]): void => {
    shownAt = instantOf(serverMillis());
    notRenewed.hidden = true;
    element.hidden = alerts.length === 0;
  };
  /** Alerts that were shown are not taken for those that there are now. */
  const tellNotRenewed = (): void => {
    if (shownAt === null) return;
    if (notRenewed.hidden) desk.say('Alerts could not be read again');
    fill(notRenewed, 'Alerts could not be read again since ', time(shownAt), ': there may be others by now.');
    notRenewed.hidden = false;
    element.hidden = false;
  };
  return {
    element,
    told: asked().then(show),
    again: async () => {
      const alerts = await asked();
      if (alerts === null) return tellNotRenewed();
      const same = JSON.stringify(alerts) === shown;
      if (same) isNow(alerts);
      // What did not change keeps its folds; whoever is reading in it is not thrown out.
      if (same || element.contains(document.activeElement)) return;
      show(alerts);
      desk.say('The alerts have changed');
    },
  };
};
