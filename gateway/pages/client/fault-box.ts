import { el, fill } from './dom';
import type { Fault } from './graph';

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
