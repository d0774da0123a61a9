import { el, fill, found } from './dom';
import type { AskGraph, Fault } from './graph';
import type { Place } from './place';

/** What every view works with. */
export interface Desk {
  readonly ask: AskGraph;
  /** Says something politely to those who do not see the page. */
  say(words: string): void;
  /** Writes in the address where one is, without moving; the browser's back button comes back from it. */
  record(place: Place): void;
  /** Goes back to the messages found, as they were left. */
  back(): void;
}

/** One part of the console. `leave` stops what it does while nobody looks. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  leave?(): void;
}

/** Tells politely; the same words twice are told twice. */
export const say = (words: string): void => {
  const said = found('said');
  said.textContent = said.textContent === words ? `${words}\u00a0` : words;
};

const faultLine = ({ code, message, ref }: Fault): HTMLElement =>
  el('li', {}, `${message} `, el('code', {}, code), ref === null ? null : ` (${ref})`);

/**
 * A place for what went wrong, in the look of the NHS error summary. It takes the focus only where somebody had asked:
 * a poll in the background must not.
 */
export interface FaultBox {
  readonly element: HTMLElement;
  show(faults: readonly Fault[], options: { readonly partial: boolean; readonly focus: boolean }): void;
}

export const faultBox = (): FaultBox => {
  const element = el('div');
  return {
    element,
    show(faults, { partial, focus }) {
      if (faults.length === 0) return fill(element);
      const title = partial ? 'Part of the answer is missing' : 'There is a problem';
      const summary = el(
        'div',
        { class: 'nhsuk-error-summary', tabindex: -1, ...(focus ? { role: 'alert' } : {}) },
        el('h2', { class: 'nhsuk-error-summary__title' }, title),
        el(
          'div',
          { class: 'nhsuk-error-summary__body' },
          el('ul', { class: 'nhsuk-list nhsuk-error-summary__list' }, ...faults.map(faultLine)),
        ),
      );
      fill(element, summary);
      if (focus) summary.focus();
    },
  };
};
