import { ACTION_KINDS, type ActionKind } from './action-queries';
import { el, fill } from '../dom';
import { counted, spoken } from './words';

export interface ActionBar {
  readonly element: HTMLElement;
  /** How many are chosen, and how many the search finds in all (null where not counted). */
  show(chosen: number, found: number | null): void;
}

/** What can be done with the messages chosen, or with all that the search finds. */
export const actionBar = (act: (action: ActionKind, everything: boolean) => void): ActionBar => {
  const said = el('legend', { class: 'nhsuk-fieldset__legend nhsuk-fieldset__legend--s' });
  const everything = el('input', { type: 'checkbox', class: 'console-check', id: 'everything' });
  const label = el('label', { for: 'everything' });
  const buttons = ACTION_KINDS.map((action) =>
    el(
      'button',
      {
        class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small',
        type: 'button',
        click: () => act(action, everything.checked),
      },
      spoken(action),
    ),
  );
  let latest: readonly [number, number | null] = [0, null];
  const show = (chosen: number, found: number | null): void => {
    latest = [chosen, found];
    const none = chosen === 0 && !everything.checked;
    fill(said, everything.checked ? 'With all messages found' : `With ${counted(chosen, 'messages')} chosen`);
    fill(
      label,
      found === null ? 'All that this search finds' : `All ${counted(found, 'messages')} that this search finds`,
    );
    for (const button of buttons) button.disabled = none;
  };
  everything.addEventListener('change', () => show(...latest));
  return {
    element: el(
      'fieldset',
      { class: 'nhsuk-fieldset console-actions' },
      said,
      el('div', { class: 'console-line' }, everything, label),
      el('div', { class: 'nhsuk-button-group nhsuk-button-group--small' }, ...buttons),
    ),
    show,
  };
};
