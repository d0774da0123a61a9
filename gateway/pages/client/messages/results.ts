import type { MessageRow } from './answers';
import { el, fill } from '../dom';
import { messageCells, MESSAGE_HEADERS } from './message-table';
import { cell, header, tableOf, row } from '../table';

/** As many rows as a tail leaves on the page, or it would grow on a busy day; more where somebody asked for older ones. */
const MOST = 500;

/** `m_42`: what stands behind is the place in the order of arrival. */
const ID = 'm_';

export interface Results {
  readonly element: HTMLElement;
  readonly selected: ReadonlySet<string>;
  /** Replaces what is shown. */
  show(messages: readonly MessageRow[]): void;
  /** Adds older ones at the foot. */
  append(messages: readonly MessageRow[]): void;
  /**
   * Puts new ones where they belong, on top but for one that was told late, and shows anew those that are here already. True
   * where that took others off the foot, and out of the choice: what is older than the page no longer follows on what it
   * shows.
   */
  prepend(messages: readonly MessageRow[]): boolean;
  /** How many are shown. */
  count(): number;
  /** How many are shown at most. */
  most(): number;
  has(id: string): boolean;
  /** Whether somebody is in the middle of it, or has chosen from it: rows must not move under a finger. */
  busy(): boolean;
  /** Gives the focus back to the link of a message; to the table where it is gone. */
  focus(id: string): void;
}

const moveFocus = (event: Event, list: HTMLElement): void => {
  if (!(event instanceof KeyboardEvent) || !(event.target instanceof HTMLAnchorElement)) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a[data-message]')];
  const next = step === 0 ? undefined : links[links.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

/** The table of messages found, with a box before each to choose it; `chosen` runs when the choice changes. */
export const results = (chosen: () => void): Results => {
  const selected = new Set<string>();
  const rows = new Map<string, HTMLTableRowElement>();
  const all = el('input', {
    type: 'checkbox',
    class: 'console-check',
    'aria-label': 'Choose all messages shown',
    change: () => {
      for (const id of rows.keys()) select(id, all.checked);
      chosen();
    },
  });
  const table = tableOf('Messages, newest first', MESSAGE_HEADERS, []);
  table.tHead?.rows[0]?.prepend(header(all));
  const body = table.tBodies[0] ?? table.createTBody();
  body.addEventListener('keydown', (event) => moveFocus(event, body));
  const nothing = el('p', {}, 'No message was found.');
  const element = el('div', { class: 'console-results', tabindex: -1 }, nothing);

  const select = (id: string, on: boolean): void => {
    if (on) selected.add(id);
    else selected.delete(id);
    const box = rows.get(id)?.querySelector('input');
    if (box) box.checked = on;
  };
  const rowOf = (message: MessageRow): HTMLTableRowElement => {
    const box = el('input', {
      type: 'checkbox',
      class: 'console-check',
      'aria-label': `Choose ${message.id}`,
      change: (event) => {
        select(message.id, (event.target as HTMLInputElement).checked);
        chosen();
      },
    });
    box.checked = selected.has(message.id);
    const made = row(cell('Choose', box), ...messageCells(message));
    made.dataset['place'] = message.id.slice(ID.length);
    rows.set(message.id, made);
    return made;
  };
  let most = MOST;
  const settle = (): boolean => {
    const over = new Set([...body.rows].slice(most));
    for (const [id, made] of rows)
      if (over.has(made)) {
        made.remove();
        rows.delete(id);
        selected.delete(id);
      }
    const shown = body.rows.length > 0 ? table : nothing;
    // Put in again, it would lose the focus of whoever is in it.
    if (shown.parentElement !== element) fill(element, shown);
    return over.size > 0;
  };
  /** A row under the focus or a finger is left as it is until the next time it is told. */
  const renew = (message: MessageRow): boolean => {
    const old = rows.get(message.id);
    if (!old) return false;
    if (!old.matches(':hover') && !old.contains(document.activeElement)) old.replaceWith(rowOf(message));
    return true;
  };

  const placeOf = (made: HTMLTableRowElement): number => Number(made.dataset['place']);
  const putIn = (message: MessageRow): void => {
    const made = rowOf(message);
    body.insertBefore(made, [...body.rows].find((each) => placeOf(each) < placeOf(made)) ?? null);
  };

  return {
    element,
    selected,
    show: (messages) => {
      rows.clear();
      most = MOST;
      for (const id of selected) if (!messages.some((message) => message.id === id)) selected.delete(id);
      all.checked = false;
      fill(body, ...messages.map(rowOf));
      settle();
      chosen();
    },
    append: (messages) => {
      body.append(...messages.filter((message) => !renew(message)).map(rowOf));
      most = Math.max(MOST, body.rows.length);
      settle();
    },
    prepend: (messages) => {
      for (const message of messages) if (!renew(message)) putIn(message);
      const cut = settle();
      if (cut) chosen();
      return cut;
    },
    count: () => rows.size,
    most: () => most,
    has: (id) => rows.has(id),
    busy: () => selected.size > 0 || body.matches(':hover') || body.contains(document.activeElement),
    focus: (id) => {
      const link = rows.get(id)?.querySelector<HTMLAnchorElement>('a[data-message]');
      (link ?? element).focus();
    },
  };
};
