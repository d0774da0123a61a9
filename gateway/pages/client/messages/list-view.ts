import { isCountedWhole } from '../../../../schema/counted-window';
import type { ActionKind } from './action-queries';
import { actionBar } from './action-bar';
import { openAction } from './action-dialog';
import type { Filter, MessageRow } from './answers';
import type { Desk, View } from './desk';
import { faultBox } from '../fault-box';
import { say } from '../say';
import { el, fill } from '../dom';
import { feedStrip } from './feeds';
import { filterOf } from './filter';
import { foundLine, type Below } from './found-line';
import { COUNTS, SEARCH } from './list-queries';
import { liveTail } from './live-tail';
import type { Search } from './place';
import { results } from './results';
import { searchForm } from './search-form';
import { counted } from './words';

const PAGE = 50;

export interface ListView extends View {
  /**
   * Shows this search; the same one again only comes back to what is there, unless `anew`. `from` is the message that
   * somebody comes back from: its link gets the focus.
   */
  enter(search: Search, from: string | null, anew: boolean): void;
}

/** Feeds, search, results and their tail. It is built once, so coming back finds everything as it was left. */
export const listView = (desk: Desk): ListView => {
  const faults = faultBox();
  const tailFaults = faultBox();
  const form = searchForm(() => search(form.read(), true));
  const strip = feedStrip(desk, (names) => form.offerFeeds(names));
  const found = foundLine();
  const live = el('input', { type: 'checkbox', class: 'console-check', id: 'live', change: () => follow() });
  const liveNote = el('span', { class: 'nhsuk-u-secondary-text-colour' });
  const newer = el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'button', hidden: true });
  const older = el('button', {
    class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small',
    type: 'button',
    hidden: true,
  });
  const bar = actionBar((action, everything) => act(action, everything));
  const list = results(() => bar.show(list.selected.size, total));
  const tail = liveTail(
    desk.ask,
    (messages) => take(messages),
    (problems) => tailFaults.show(problems, { partial: false, focus: false }),
  );

  let asked: Search | null = null;
  let filter: Filter = {};
  let total: number | null = null;
  let newest: string | null = null;
  let waiting: readonly MessageRow[] = [];
  let turn = 0;
  /** Whether the search that is asked was answered: only then is there a message to follow on. */
  let answered = false;
  let below: Below = 'nothing';

  const tell = (): void => found.shown(list.count(), below);

  const search = (next: Search, bySomebody: boolean): void => {
    asked = next;
    filter = filterOf(next);
    desk.record({ view: 'list', search: next });
    // What an earlier search found must not stand under this one's question.
    list.element.hidden = true;
    void run((turn += 1), bySomebody);
  };

  const run = async (mine: number, bySomebody: boolean): Promise<void> => {
    tail.stop();
    waiting = [];
    newer.hidden = true;
    total = null;
    answered = false;
    found.searching();
    const { data, faults: problems } = await desk.ask(SEARCH, { filter, first: PAGE, after: null });
    if (mine !== turn) return;
    const page = data?.messages;
    faults.show(problems, { partial: page !== undefined && page !== null, focus: bySomebody });
    const messages = page?.edges.map(({ node }) => node) ?? [];
    list.show(messages);
    newest = page?.edges[0]?.cursor ?? null;
    showOlder(page?.pageInfo ?? null);
    answered = page !== undefined && page !== null;
    // "No message was found" is an answer.
    list.element.hidden = !answered;
    if (answered) tell();
    else found.unanswered();
    if (bySomebody) say(answered ? `${counted(messages.length, 'messages')} shown` : 'Nothing was searched.');
    follow();
    if (answered) await count(mine);
  };

  const count = async (mine: number): Promise<void> => {
    const counts = (await desk.ask(COUNTS, { filter })).data?.messageCounts;
    if (mine !== turn) return;
    // A count of the last days does not say how many an action would be done to.
    const whole = isCountedWhole(filter);
    if (whole && counts) total = counts.reduce((all, each) => all + each.count, 0);
    found.inAll(counts ?? null, whole);
    bar.show(list.selected.size, total);
  };

  const showOlder = (info: { readonly hasNextPage: boolean; readonly endCursor: string | null } | null): void => {
    older.hidden = !info?.hasNextPage;
    older.onclick = () => void more(turn, info?.endCursor ?? null);
    fill(older, 'Show older messages');
    below = info?.hasNextPage ? 'older' : 'nothing';
  };
  /** Older ones would follow on those that were taken off, with a gap between: the search begins anew instead. */
  const showTakenOff = (): void => {
    older.hidden = false;
    older.onclick = () => void run((turn += 1), true);
    fill(older, 'Search again, for those that were taken off the page');
    below = 'taken-off';
  };
  const putOnTop = (messages: readonly MessageRow[]): void => {
    if (list.prepend(messages)) showTakenOff();
    tell();
  };
  const more = async (mine: number, after: string | null): Promise<void> => {
    const { data, faults: problems } = await desk.ask(SEARCH, { filter, first: PAGE, after });
    if (mine !== turn) return;
    faults.show(problems, { partial: true, focus: true });
    const page = data?.messages;
    // While it was asked for, the tail may have taken off the rows that it would follow on.
    if (!page || below === 'taken-off') return;
    list.append(page.edges.map(({ node }) => node));
    say(`${counted(page.edges.length, 'messages')} more`);
    showOlder(page.pageInfo);
    tell();
  };

  const ends = (): boolean => asked?.arrived === 'between' && asked.to !== '';
  const follow = (): void => {
    live.disabled = ends();
    fill(
      liveNote,
      ends()
        ? 'The search ends at a time: nothing new can come.'
        : live.checked && !answered
          ? 'Nothing is followed until a search is answered: search again.'
          : '',
    );
    if (live.checked && !ends() && answered) tail.start(filter, newest);
    else tail.stop();
  };

  /** Rows never move while somebody is among them or has chosen any: what is new waits behind a button until then. */
  const take = (messages: readonly MessageRow[]): void => {
    const fresh = messages.filter(({ id }) => !list.has(id) && !waiting.some((each) => each.id === id));
    if (list.busy()) {
      putOnTop(messages.filter(({ id }) => list.has(id)));
      // Of more than the page holds the rest would only be taken off again.
      waiting = [...waiting, ...fresh].slice(-list.most());
    } else {
      putOnTop([...waiting, ...messages]);
      waiting = [];
    }
    newer.hidden = waiting.length === 0;
    const part = waiting.length === list.most() ? 'the newest ' : '';
    fill(newer, `Show ${part}${counted(waiting.length, 'messages')} that came since`);
    if (fresh.length > 0) say(`${fresh.length} new ${fresh.length === 1 ? 'message' : 'messages'}`);
  };
  newer.addEventListener('click', () => {
    putOnTop(waiting);
    waiting = [];
    newer.hidden = true;
    list.element.focus();
  });

  const act = (action: ActionKind, everything: boolean): void =>
    openAction(desk, {
      action,
      selection: everything ? { filter } : { ids: [...list.selected] },
      count: everything ? total : list.selected.size,
      done: () => void run((turn += 1), false),
    });

  bar.show(0, null);
  return {
    title: 'Messages',
    element: el(
      'div',
      {},
      el('h1', { class: 'nhsuk-heading-l', tabindex: -1 }, 'Messages'),
      strip.element,
      form.element,
      faults.element,
      el(
        'section',
        { 'aria-labelledby': 'results-heading' },
        el('h2', { class: 'nhsuk-heading-m', id: 'results-heading' }, 'Messages found'),
        found.element,
        el(
          'div',
          { class: 'console-line' },
          live,
          el('label', { for: 'live' }, 'Live: show new messages as they arrive'),
          liveNote,
        ),
        tailFaults.element,
        bar.element,
        newer,
        list.element,
        older,
      ),
    ),
    enter: (next, from, anew) => {
      strip.start();
      if (asked !== null && sameWritten(asked, next)) {
        if (anew) void run((turn += 1), false);
        else follow();
      } else {
        form.write(next);
        search(next, false);
      }
      if (from !== null) list.focus(from);
    },
    leave: () => {
      strip.stop();
      tail.stop();
    },
  };
};

/** What an address can say of two searches is the same: then the numbers that it must not say still hold. */
const sameWritten = (one: Search, other: Search): boolean => {
  const unsaid = { nhsNumber: '', hospitalNumber: '', visit: '' };
  return JSON.stringify({ ...one, ...unsaid }) === JSON.stringify({ ...other, ...unsaid });
};
