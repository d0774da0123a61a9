import { el } from '../dom';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Condition, GatedSystem } from './answers';
import type { Desk } from './desk';
import { openDialog } from './dialog';
import { bullets, inset } from './panel';
import { waitingOverride } from './waiting-override';

type Named = Pick<GatedSystem, 'id' | 'name'>;

/** Marks a condition as met, or as not met after all. */
export const openSettle = (desk: Desk, { id, words, metAt }: Condition): void => {
  const met = metAt === null;
  openDialog(desk, {
    title: met ? 'A condition is met' : 'A condition is not met after all',
    words,
    act: met ? 'It is met' : 'It is not met',
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.settle, { condition: id, met, reason });
      return { faults, done: payload && [met ? 'The condition is marked as met.' : 'The condition stands again.'] };
    },
  });
};

/** Signs that a system may go. */
export const openSignOff = (desk: Desk, { id, name }: Named): void => {
  openDialog(desk, {
    title: `Sign that ${name} may be retired`,
    words: 'Your name and role stand under its retirement, with the words you give.',
    act: 'Sign',
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.signOff, { system: id, reason });
      return { faults, done: payload && [`You signed for ${name}.`] };
    },
  });
};

/** Retires a system. What stands in the way is shown first; against it, two named people may override. */
export const openRetire = (desk: Desk, { id, name, gate }: GatedSystem): void => {
  const obstacles = gate?.obstacles ?? [];
  const refused = gate?.open !== true;
  // Also where none waits on this page: somebody may have asked for one since.
  const meaning = gate?.waitingOverride
    ? 'it is retired at once where that was somebody else'
    : 'it waits for a second person, or is retired at once where somebody asked for it already';
  const override = el('input', { type: 'checkbox', class: 'console-check', id: 'override' });
  openDialog(desk, {
    title: `Retire ${name}`,
    words: `${id} is switched off: its candidates answer, and its retained history stays readable where it can be read.`,
    fields: refused
      ? [
          inset(
            el('strong', {}, 'The gate refuses'),
            obstacles.length > 0
              ? bullets(obstacles.map((each) => each.words))
              : el('p', {}, 'The gate could not be read.'),
            ...waitingOverride(gate),
          ),
          el(
            'div',
            { class: 'console-line' },
            override,
            el('label', { for: 'override' }, `Override the gate: ${meaning}, and is told loudly`),
          ),
        ]
      : [],
    act: 'Retire it',
    warning: true,
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.retire, {
        system: id,
        reason,
        ...(override.checked && { override: true }),
      });
      const words = payload?.waitsForSecond
        ? 'The override waits: a second person must retire it with an override of their own.'
        : `${name} is retired.`;
      return { faults, done: payload && [words] };
    },
  });
};
