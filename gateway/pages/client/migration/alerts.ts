import { el, fill } from '../dom';
import { serverSaid, span, serverMillis, time } from '../times';
import type { Alert } from './answers';
import type { Desk } from './desk';
import { ALERTS } from './estate-queries';
import { hrefToRoute, hrefToSystem } from './place';
import { tag } from './tags';
import { spoken } from './words';

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

const line = ({ kind, about, since, words }: Alert): HTMLElement =>
  el(
    'li',
    {},
    tag(spoken(kind), COLOURS[kind] ?? 'grey'),
    ' ',
    linkTo(about),
    el(
      'span',
      { class: 'migration-alert-words' },
      `: ${words} Since `,
      time(since),
      ` (${span((serverMillis() - Date.parse(since)) / 1_000)}).`,
    ),
  );

export interface AlertStrip {
  readonly element: HTMLElement;
  /** Once the server has answered, or has not. */
  readonly told: Promise<void>;
}

const SHOWN = 3;

/** What a planner should know of, above every view: the newest few, the rest behind them. */
export const alertStrip = ({ ask }: Desk): AlertStrip => {
  const element = el('section', { class: 'migration-alerts', 'aria-label': 'Alerts', hidden: true });
  const load = async (): Promise<void> => {
    const { data } = await ask(ALERTS, {});
    const now = data?.systemTraffic?.at(-1)?.to;
    if (now !== undefined) serverSaid(now);
    const alerts = data?.migrationAlerts ?? null;
    element.hidden = alerts?.length === 0;
    if (alerts === null) return fill(element, el('p', {}, 'Alerts could not be read.'));
    const rest = alerts.slice(SHOWN);
    fill(
      element,
      el('ul', { class: 'nhsuk-list' }, ...alerts.slice(0, SHOWN).map(line)),
      rest.length > 0 &&
        el(
          'details',
          { class: 'nhsuk-details' },
          el(
            'summary',
            { class: 'nhsuk-details__summary' },
            el('span', { class: 'nhsuk-details__summary-text' }, `${rest.length} more`),
          ),
          el('ul', { class: 'nhsuk-details__text nhsuk-list' }, ...rest.map(line)),
        ),
    );
  };
  return { element, told: load() };
};
