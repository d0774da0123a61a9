import { el } from '../dom';
import { faultBox } from '../fault-box';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Desk } from './desk';
import { button, SECONDARY } from './panel';

const MOST = 4_000;

/** What was begun and is not added yet, by route: the place is shown anew after each dialog, and after signing in again. */
const begun = new Map<string, string>();

/** Adds a note to a route. */
export const noteForm = (desk: Desk, route: string): HTMLElement => {
  const faults = faultBox();
  const words = el('textarea', {
    class: 'nhsuk-textarea',
    id: 'note',
    rows: 2,
    maxlength: MOST,
    'aria-describedby': 'note-hint',
    input: () => begun.set(route, words.value),
  });
  words.value = begun.get(route) ?? '';
  const doing = button('Add the note', SECONDARY);
  const add = async (): Promise<void> => {
    const text = words.value.trim();
    if (text === '') return words.focus();
    // Once, however often it is clicked before there is an answer.
    doing.disabled = true;
    const { payload, faults: problems } = await perform(desk.ask, ACT.note, { route, words: text });
    doing.disabled = false;
    faults.show(problems, { partial: false, focus: true });
    if (!payload) return;
    begun.delete(route);
    desk.say('The note is added');
    desk.refresh();
  };
  return el(
    'form',
    {
      class: 'migration-controls',
      autocomplete: 'off',
      submit: (event) => {
        event.preventDefault();
        void add();
      },
    },
    faults.element,
    el('label', { class: 'nhsuk-label', for: 'note' }, 'Add a note'),
    el('div', { class: 'nhsuk-hint', id: 'note-hint' }, 'Kept with your name. Nothing of a patient belongs here.'),
    words,
    doing,
  );
};
