import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';

/**
 * When "nobody" is answered: at the next whole step after it was asked, and never sooner, so that how long the look-up
 * took does not tell somebody who is hidden from somebody who does not exist. Answers that show a person need not wait.
 */
export interface AnswerSchedule {
  /** Now, to hand to `hold`. */
  start(): number;
  /** Resolves when an answer that was asked for at `since` may leave; at the ask's deadline at the latest. */
  hold(since: number, ask: Pick<Ask, 'deadline'>): Promise<void>;
}

/** Milliseconds: many times what a look-up takes, and too little for a person to notice. */
export const ANSWER_STEP_MS = 50;

/** Kept back from the deadline, so that the answer still leaves in time. */
const MARGIN_MS = 20;

export const createAnswerSchedule = (
  clock: Clock,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): AnswerSchedule => ({
  start: () => clock.millis(),
  hold: async (since, { deadline }) => {
    const at = clock.millis();
    const left = ANSWER_STEP_MS - ((at - since) % ANSWER_STEP_MS);
    const most = deadline - MARGIN_MS - at;
    await wait(Math.max(0, Math.min(left, most)));
  },
});
