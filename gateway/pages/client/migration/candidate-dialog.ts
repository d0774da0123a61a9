import { textField } from '../form-parts';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Desk } from './desk';
import { openDialog } from './dialog';
import type { WholeRoute } from './route-answers';

/** A candidate is planned where nobody is compared or moved. */
export const mayBePlanned = ({ stage, group }: WholeRoute): boolean =>
  (stage === 'OFF' || stage === 'RETIRED') && group.every((one) => one.stage === stage);

/** Plans who is to take over next. */
export const openCandidate = (desk: Desk, { id, stage, candidate }: WholeRoute): void => {
  const next = textField('Who is to take over', { hint: 'As system@ORGANISATION, such as nervecentre@RWE' });
  openDialog(desk, {
    title: 'Plan who is to take over',
    words: `${
      stage === 'RETIRED' && candidate !== null
        ? `${candidate} answers here, and becomes the control of the next migration; what its predecessor told stays an archive.`
        : 'Another candidate stands in place of the planned one.'
    } Nobody’s answers change. The whole group goes with it, and what was compared before counts no more.`,
    fields: [next.group],
    act: 'Plan it',
    run: async (reason) => {
      const plan = { route: id, candidate: next.control.value.trim(), reason };
      const { payload, faults } = await perform(desk.ask, ACT.candidate, plan);
      return { faults, done: payload && [`${plan.candidate} is to take over.`] };
    },
  });
};
