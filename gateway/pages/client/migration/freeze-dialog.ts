import { textField } from '../form-parts';
import { clockChangeWords, londonEarliest, londonLatest } from '../london-time';
import { momentWords } from '../../../../schema/moment-words';
import { serverMillis, time } from '../times';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Desk } from './desk';
import { openDialog, type Outcome } from './dialog';
import type { Freeze } from './route-answers';

/** Freezes changes of one route, or of all, until a time. */
export const openFreeze = (desk: Desk, route: string | null): void => {
  const from = textField('From', { type: 'datetime-local', hint: 'Now unless given' });
  const to = textField('Until', { type: 'datetime-local' });
  to.control.required = true;
  openDialog(desk, {
    title: route === null ? 'Freeze all changes' : `Freeze changes of ${route}`,
    words: 'While a freeze stands, no stage is moved; what rolls back by itself still does.',
    fields: [from.group, to.group],
    act: 'Freeze',
    run: async (reason) => {
      const until = londonLatest(to.control.value);
      const wrong = (message: string): Outcome => {
        to.control.focus();
        return { faults: [{ code: 'BAD_USER_INPUT', message, ref: null }], done: null };
      };
      if (until === null) return wrong('Say until when.');
      // A time past would ask for the end of the freezes that stand.
      if (Date.parse(until) <= serverMillis()) return wrong('Until when lies in the past: nothing would be frozen.');
      const begin = londonEarliest(from.control.value);
      const { payload, faults } = await perform(desk.ask, ACT.freeze, {
        ...(route !== null && { route }),
        ...(begin !== null && { from: begin }),
        to: until,
        reason,
      });
      return {
        faults,
        done: payload && [
          'Changes are frozen ',
          ...(begin === null ? [] : ['from ', time(begin), ' ']),
          ...['until ', time(until), `${clockChangeWords(to.control.value)}.`],
        ],
      };
    },
  });
};

/** Asks to end one freeze, whether it stands or is to come: a second person has to agree. */
export const openThaw = (desk: Desk, { id, route, from, to }: Freeze): void => {
  const dates = `from ${momentWords(from)} to ${momentWords(to)}`;
  openDialog(desk, {
    title: route === null ? 'End a freeze of every route' : `End a freeze of ${route}`,
    words: `It is set ${dates}. Once a second person agrees, it holds no stage up any more; other freezes go on.`,
    act: 'End the freeze',
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.endFreeze, { freeze: id, reason });
      return {
        faults,
        done: payload && ['Nothing is changed yet: it waits for a second person, and stands with the freeze.'],
      };
    },
  });
};
