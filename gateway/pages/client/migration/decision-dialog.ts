import { choice } from '../form-parts';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Desk } from './desk';
import { openDialog } from './dialog';

/** What waits, what agreeing to it does, and what was done then. */
export interface Deciding {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly agree: string;
  readonly agreed: string;
  /** What stays as it is where it is refused. */
  readonly subject: string;
}

/** Agrees to what waits for a second person, or refuses it. Who asked for it may only take it back: the graph says so. */
export const openDecision = (desk: Desk, { id, title, words, agree: doing, agreed, subject }: Deciding): void => {
  const answer = choice('Your answer', [
    ['yes', `Agree: ${doing}`],
    ['no', 'Refuse, or take back: it stays as it is'],
  ]);
  openDialog(desk, {
    title,
    words,
    fields: [answer.group],
    act: 'Answer',
    run: async (reason) => {
      const agree = answer.control.value === 'yes';
      const { payload, faults } = await perform(desk.ask, ACT.decide, { move: id, agree, reason });
      return { faults, done: payload && [agree ? `Agreed: ${agreed}` : `Refused: ${subject} stays as it is.`] };
    },
  });
};
