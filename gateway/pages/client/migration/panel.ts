import { el, fill, type Child } from '../dom';
import { faultBox } from '../fault-box';
import type { Document } from '../graph';
import { instantOf } from '../../../../schema/time';
import { serverMillis, time } from '../times';
import type { Desk } from './desk';

export interface Asking<Data, Variables extends object> {
  readonly document: Document<Data, Variables>;
  readonly variables: Variables;
  /** What is asked for, as a sentence's subject: `The estate`. */
  readonly what: string;
  /** What to show of the answer; null where the part that counts is missing. */
  readonly show: (data: Data) => readonly Child[] | null;
  /** Runs once it stands in the page. */
  readonly placed?: (element: HTMLElement) => void;
}

/** A part of a view that is asked for by itself: its failing leaves the others readable. */
export const panel = <Data, Variables extends object>(
  { ask }: Desk,
  { document, variables, what, show, placed }: Asking<Data, Variables>,
): HTMLElement => {
  const faults = faultBox();
  const shown = el('div', { 'aria-busy': 'true' }, el('p', {}, `Asking: ${what.toLowerCase()}`));
  const load = async (): Promise<void> => {
    const { data, faults: problems } = await ask(document, variables);
    const parts = data === null ? null : show(data);
    faults.show(problems, { partial: parts !== null, focus: false });
    shown.removeAttribute('aria-busy');
    fill(shown, ...(parts ?? [el('p', {}, `${what} could not be read. "Ask again" stands above.`)]));
    placed?.(shown);
  };
  void load();
  return el('div', {}, faults.element, shown);
};

/**
 * As of when a view is, and a button that asks for it anew: what a browser would load again would have to sign in again.
 */
export const asOfLine = (desk: Desk, ...more: Child[]): HTMLElement =>
  el(
    'div',
    { class: 'console-line' },
    el('span', {}, 'As of ', time(instantOf(serverMillis()))),
    button('Ask again', `${SECONDARY} migration-controls`, () => desk.refresh()),
    ...more,
  );

/** A titled part. */
export const section = (title: string, ...children: Child[]): HTMLElement =>
  el('section', {}, el('h2', { class: 'nhsuk-heading-m' }, title), ...children);

export const heading = (words: string): HTMLElement => el('h1', { class: 'nhsuk-heading-l', tabindex: -1 }, words);

/** A wide part that scrolls by itself, and by keyboard. */
export const wide = (label: string, ...children: Child[]): HTMLElement =>
  el('div', { class: 'migration-wide', tabindex: 0, role: 'region', 'aria-label': label }, ...children);

/** More, for whoever opens it. */
export const details = (summary: string | readonly Child[], ...children: Child[]): HTMLDetailsElement =>
  el(
    'details',
    { class: 'nhsuk-details' },
    el(
      'summary',
      { class: 'nhsuk-details__summary' },
      el('span', { class: 'nhsuk-details__summary-text' }, ...(typeof summary === 'string' ? [summary] : summary)),
    ),
    el('div', { class: 'nhsuk-details__text' }, ...children),
  );

export const inset = (...children: Child[]): HTMLElement => el('div', { class: 'nhsuk-inset-text' }, ...children);

export const bullets = (words: readonly Child[]): HTMLElement =>
  el('ul', { class: 'nhsuk-list nhsuk-list--bullet' }, ...words.map((each) => el('li', {}, each)));

export const button = (words: string, kind: string, click?: () => void): HTMLButtonElement =>
  el('button', { class: `nhsuk-button nhsuk-button--small ${kind}`, type: click ? 'button' : 'submit', click }, words);

export const SECONDARY = 'nhsuk-button--secondary';
