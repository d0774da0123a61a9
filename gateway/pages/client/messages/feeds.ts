import type { Alert, Feed } from './answers';
import type { Desk } from './desk';
import { faultBox } from '../fault-box';
import { el, fill } from '../dom';
import { FEEDS } from './list-queries';
import { otherSettings } from './other-settings';
import { NO_SEARCH, writePlace, type Search } from './place';
import { sparkline } from './sparkline';
import { instantOf } from '../../../../schema/time';
import { serverMillis, serverSaid, span, time } from '../times';
import { spoken } from './words';

const PERIOD_MS = 10_000;

const pair = (key: string, ...value: (HTMLElement | string)[]): HTMLElement =>
  el('div', {}, el('dt', {}, key), el('dd', {}, ...value));

const link = (search: Partial<Search>, words: string): HTMLElement =>
  el('a', { class: 'nhsuk-link', href: writePlace({ view: 'list', search: { ...NO_SEARCH, ...search } }) }, words);

const heard = (at: string | null): string =>
  at === null ? 'never' : `${span((serverMillis() - Date.parse(at)) / 1_000)} ago`;

const countOf = (feed: string, state: string, count: number): HTMLElement | string =>
  count === 0 ? '0' : link({ feed, state }, `${count} ${state === 'HELD' ? 'held' : 'waiting'}`);

const card = (feed: Feed): HTMLElement =>
  el(
    'li',
    {
      class:
        feed.silent || feed.held > 0 || feed.listeners === 0 ? 'console-feed console-feed--trouble' : 'console-feed',
    },
    el('h3', { class: 'nhsuk-heading-xs' }, link({ feed: feed.name }, feed.name)),
    el(
      'p',
      { class: 'nhsuk-body-s nhsuk-u-secondary-text-colour' },
      `${feed.systemName}, ${feed.organisation}`,
      feed.listeners === 0 ? el('strong', { class: 'nhsuk-tag nhsuk-tag--red' }, 'Nobody listens') : null,
      feed.silent ? el('strong', { class: 'nhsuk-tag nhsuk-tag--red' }, 'Silent') : null,
    ),
    el(
      'dl',
      {},
      pair('Waiting', countOf(feed.name, 'RECEIVED', feed.waiting)),
      pair('Held', countOf(feed.name, 'HELD', feed.held)),
      pair('Last heard', heard(feed.lastHeardAt)),
      pair('Silent after', span(feed.silenceSeconds)),
    ),
    feed.rates ? sparkline(feed.rates) : el('p', { class: 'nhsuk-body-s' }, 'No rates were given.'),
  );

const alertLine = ({ feed, condition, meaning, since, words }: Alert): HTMLElement =>
  el(
    'li',
    {},
    el('strong', { class: 'nhsuk-tag nhsuk-tag--red' }, spoken(condition)),
    ' ',
    link({ feed }, feed),
    ` since `,
    time(since),
    `. ${meaning} As it began: ${words}.`,
  );

const alertList = (alerts: readonly Alert[]): HTMLElement =>
  el(
    'div',
    { class: 'console-alerts' },
    el('h3', { class: 'nhsuk-heading-xs' }, alerts.length === 1 ? '1 open alert' : `${alerts.length} open alerts`),
    el('ul', { class: 'nhsuk-list' }, ...alerts.map(alertLine)),
  );

export interface FeedStrip {
  readonly element: HTMLElement;
  /** Asks now, and again every ten seconds while the page is seen. */
  start(): void;
  stop(): void;
}

/** How each feed fares, and what is amiss. `known` is told the names of the feeds, for the search form. */
export const feedStrip = ({ ask }: Desk, known: (names: readonly string[]) => void): FeedStrip => {
  const faults = faultBox();
  const cards = el('ul', { class: 'console-feeds' }, el('li', {}, 'Asking how the feeds fare'));
  const alerts = el('div');
  const settings = el('div');
  const asOf = el('p', { class: 'nhsuk-body-s nhsuk-u-secondary-text-colour' });
  let timer: number | undefined;
  let turn = 0;
  /** When what is shown was so; null before anything is. */
  let shownAt: string | null = null;

  const showCards = (feeds: readonly Feed[]): void => {
    // A card is not rebuilt under somebody's finger.
    if (cards.contains(document.activeElement)) return;
    shownAt = instantOf(serverMillis());
    fill(cards, ...feeds.map(card));
    fill(asOf, 'As of ', time(shownAt), '; asked again every ten seconds.');
  };
  const notRenewed = (): void => {
    if (shownAt === null)
      fill(cards, el('li', {}, 'How the feeds fare could not be read; it is asked again every ten seconds.'));
    else fill(asOf, 'Not renewed since ', time(shownAt), ': what is shown is as it was then.');
  };

  const refresh = async (mine: number): Promise<void> => {
    const answer = await ask(FEEDS, {});
    if (mine !== turn) return;
    faults.show(answer.faults, { partial: answer.data !== null, focus: false });
    const feeds = answer.data?.feeds;
    if (feeds) {
      const now = feeds.flatMap(({ rates }) => rates?.at(-1)?.to ?? [])[0];
      if (now !== undefined) serverSaid(now);
      showCards(feeds);
      known(feeds.map(({ name }) => name));
    } else notRenewed();
    // Those that could not be read now stay as they were: an alert that is gone is one that is over.
    const open = answer.data?.inboxAlerts;
    if (open && !alerts.contains(document.activeElement)) fill(alerts, open.length > 0 && alertList(open));
    const others = answer.data?.processesWithOtherSettings;
    if (others) fill(settings, others.length > 0 && otherSettings(others));
    timer = window.setTimeout(() => void next(mine), PERIOD_MS);
  };
  const next = (mine: number): Promise<void> => {
    if (!document.hidden) return refresh(mine);
    timer = window.setTimeout(() => void next(mine), PERIOD_MS);
    return Promise.resolve();
  };

  return {
    element: el(
      'section',
      { 'aria-labelledby': 'feeds-heading' },
      el('h2', { class: 'nhsuk-heading-m', id: 'feeds-heading' }, 'Feeds'),
      faults.element,
      asOf,
      settings,
      alerts,
      cards,
    ),
    start: () => {
      window.clearTimeout(timer);
      void refresh((turn += 1));
    },
    stop: () => {
      turn += 1;
      window.clearTimeout(timer);
    },
  };
};
