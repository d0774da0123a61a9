import type { Random } from '../../adapters/simulation/random';
import type { KillKind } from './product';

export interface PlannedKill {
  readonly kind: KillKind;
  /** Not before so many messages are acknowledged. */
  readonly after: number;
  readonly delayMs: number;
}

const KINDS: readonly KillKind[] = ['process', 'backend', 'database'];
/** Some fall into the recovery from the one before, which takes seconds. */
const DURING_RECOVERY = 0.2;
const RECOVERY_MS = 3_000;
const JITTER_MS = 40;

/** So many of each kind, in an order and at moments that the seed decides, the last while messages are still to come. */
export const killPlan = (each: number, messages: number, random: Random): readonly PlannedKill[] => {
  const kinds = Array.from({ length: each }, () => KINDS).flat();
  const moments = kinds.map(() => random.between(Math.ceil(messages * 0.02), Math.floor(messages * 0.95)));
  moments.sort((a, b) => a - b);
  let after = 0;
  return moments.map((moment): PlannedKill => {
    const [kind = 'process'] = kinds.splice(random.between(0, kinds.length - 1), 1);
    const soon = after > 0 && random.chance(DURING_RECOVERY);
    if (!soon) after = moment;
    return { kind, after, delayMs: random.between(0, soon ? RECOVERY_MS : JITTER_MS) };
  });
};
