import { el } from '../dom';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { ComparedDifference, Comparison } from './evidence-answers';
import type { Desk } from './desk';
import { openDialog } from './dialog';

const said = (system: string, value: string | null): HTMLElement[] => [
  el('dt', {}, system),
  el('dd', {}, value === null ? 'says nothing' : el('span', { class: 'console-value' }, value)),
];

/**
 * Opens one differing value, with a reason. It stands in the dialog alone and goes with it: never in the address, in
 * what the browser keeps, or in what is read out.
 */
export const openReveal = (desk: Desk, comparison: Comparison, { id, field }: ComparedDifference): void => {
  openDialog(desk, {
    title: `Open the value of ${field === '' ? 'the whole record' : field}`,
    words: 'One value is shown, once. The opening is on record with your name, the reason and whom it is about.',
    act: 'Open the value',
    changes: false,
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.reveal, { difference: id, reason });
      return {
        faults,
        done: payload && [
          el(
            'dl',
            { class: 'migration-revealed' },
            ...said(`${comparison.control} (control)`, payload.control),
            ...said(`${comparison.candidate} (candidate)`, payload.candidate),
            el('dt', {}, 'About'),
            el('dd', {}, payload.patient === null ? 'a place' : el('code', {}, payload.patient.id)),
          ),
        ],
      };
    },
  });
};
