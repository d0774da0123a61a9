import { choice, textField } from '../form-parts';
import { londonLatest } from '../london-time';
import { ago } from '../times';
import { DAY } from '../../../../schema/time';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { WholeRoute } from './route-answers';
import type { Desk } from './desk';
import { openDialog } from './dialog';
import { counted, WAITS } from './words';

/** Says whether moves of a route need a second person. */
export const openSecondApprover = (desk: Desk, { id, secondApprover }: WholeRoute): void => {
  const required = !secondApprover;
  openDialog(desk, {
    title: required ? 'Ask for a second approver' : 'Let one person move it',
    words: required
      ? 'Moves of this route and its group will wait until a second person agrees.'
      : 'Moves of this route and its group will be done at once. A second person must agree to this first.',
    act: required ? 'Ask for a second approver' : 'Let one person move it',
    run: async (reason) => {
      const { payload, faults } = await perform(desk.ask, ACT.secondApprover, { route: id, required, reason });
      return {
        faults,
        done: payload && [
          payload.loosening ? WAITS : required ? 'Moves now need two people.' : 'One person may move it now.',
        ],
      };
    },
  });
};

const number = (text: string): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text) : undefined);
const decimal = (text: string): string | undefined => (/^\d+(\.\d+)?$/.test(text.trim()) ? text.trim() : undefined);

/** Sets what a ramp may cost before it goes back by itself. */
export const openBudget = (desk: Desk, { id, budget }: WholeRoute): void => {
  const field = (label: string, value: string | number, hint: string) => {
    const made = textField(label, { hint, inputmode: 'decimal' });
    made.control.value = String(value);
    return made;
  };
  const errors = field('Failed asks, per cent', budget.errorPercent, 'Of the asks of the candidate');
  const latency = field('95th percentile, milliseconds', budget.latencyMs, 'Of the candidate');
  const severe = field('Severe mismatches, per cent', budget.severePercent, 'Critical or major, of records compared');
  const sample = field('Least sample', budget.minimumSample, 'Asks below which nothing is decided');
  const window = field('Looked back on, seconds', budget.windowSeconds, 'The time that counts');
  openDialog(desk, {
    title: `What a ramp of ${id} may cost`,
    words:
      'A ramp that costs more goes back by itself, with an alert. The whole group follows. Where moves need two people, a looser budget does too.',
    fields: [errors.group, latency.group, severe.group, sample.group, window.group],
    act: 'Set the budget',
    run: async (reason) => {
      const errorPercent = decimal(errors.control.value);
      const latencyMs = number(latency.control.value);
      const severePercent = decimal(severe.control.value);
      const minimumSample = number(sample.control.value);
      const windowSeconds = number(window.control.value);
      const { payload, faults } = await perform(desk.ask, ACT.budget, {
        ...{ route: id, reason },
        ...(errorPercent !== undefined && { errorPercent }),
        ...(latencyMs !== undefined && { latencyMs }),
        ...(severePercent !== undefined && { severePercent }),
        ...(minimumSample !== undefined && { minimumSample }),
        ...(windowSeconds !== undefined && { windowSeconds }),
      });
      return { faults, done: payload && [payload.loosening ? WAITS : 'The budget is set.'] };
    },
  });
};

const PERIODS = [
  ['1', 'The last day'],
  ['7', 'The last 7 days'],
  ['14', 'The last 14 days: as long as asks are kept'],
] as const;

/** Asks the candidate again what was asked before; it answers nobody. */
export const openRehearsal = (desk: Desk, { id, candidate }: WholeRoute): void => {
  const period = choice('Asks of', PERIODS);
  period.control.value = '7';
  const most = textField('At most', { hint: 'Asks, spread over the period; up to 10,000', inputmode: 'numeric' });
  most.control.value = '1000';
  const until = textField('Until', { type: 'datetime-local', hint: 'Now unless given' });
  openDialog(desk, {
    title: `Rehearse ${id}`,
    words: `What was asked is asked again of ${candidate ?? 'the candidate'}, and compared. Nobody is answered by it.`,
    fields: [period.group, until.group, most.group],
    act: 'Rehearse',
    run: async (reason) => {
      const to = londonLatest(until.control.value);
      const length = Number(period.control.value) * DAY;
      const count = number(most.control.value);
      const { payload, faults } = await perform(desk.ask, ACT.rehearse, {
        route: id,
        window: to === null ? { from: ago(length) } : { from: new Date(Date.parse(to) - length).toISOString(), to },
        ...(count !== undefined && { most: count }),
        reason,
      });
      const rehearsal = payload?.rehearsal ?? null;
      return { faults, done: rehearsal && [`Begun: ${counted(rehearsal.asks, 'ask')} to repeat.`] };
    },
  });
};
