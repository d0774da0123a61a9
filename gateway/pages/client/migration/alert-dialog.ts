import { ACT } from './action-queries';
import { perform } from './acting';
import type { Alert } from './answers';
import type { Desk } from './desk';
import { openDialog } from './dialog';

/** Ends the alert of an overridden gate. */
export const openAcknowledge = (desk: Desk, { id, about, words }: Alert): void => {
  openDialog(desk, {
    title: `Acknowledge the alert about ${about}`,
    words: `${words} Whoever overrode the gate cannot acknowledge it. Your name and reason stay in the history.`,
    act: 'Acknowledge',
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.acknowledge, { alert: id, reason });
      return { faults, done: payload && ['The alert is over. The history keeps that the gate was overridden.'] };
    },
  });
};
