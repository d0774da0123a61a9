import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { unabandoned } from '../../schema/unabandoned';
import type { HalfAnswered } from './comparing';

/** A live read that is to be compared. */
export interface Job extends HalfAnswered {
  /** Whether the control is asked once more, too. */
  readonly withNoise: boolean;
}

/** The same as values alone, as they go from one thread to another. */
export interface PlainJob extends Omit<Job, 'ask'> {
  readonly ask: Omit<Ask, 'signal' | 'clock'>;
}

export const plainly = (job: Job): PlainJob => {
  const { signal: _, clock: __, ...ask } = job.ask;
  return { ...job, ask };
};

/** With a clock and a signal of where it has arrived: each system is asked with a deadline of its own. */
export const jobFrom = ({ ask, ...job }: PlainJob, clock: Clock): Job => ({
  ...job,
  ask: { ...ask, clock, signal: unabandoned() },
});
