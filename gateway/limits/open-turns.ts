import { performance } from 'node:perf_hooks';
import { createTurns, type TurnMeans, type Turns } from './turns';

const LOOK_MS = 100;

export interface OpenTurns extends Turns {
  /** A subgraph that runs elsewhere says that it is crowded. */
  crowdedElsewhere(): void;
  close(): void;
}

/** Turns that are looked at ten times a second. A look that comes late itself says that this thread is crowded. */
export const openTurns = ({ crowded, ...means }: TurnMeans): OpenTurns => {
  let due = performance.now() + LOOK_MS;
  let isLate = false;
  let toldUntil = 0;
  const turns = createTurns({ ...means, crowded: () => isLate || performance.now() < toldUntil || crowded() });
  const timer = setInterval(() => {
    const at = performance.now();
    isLate = at - due > LOOK_MS;
    due = at + LOOK_MS;
    turns.look();
  }, LOOK_MS).unref();
  return {
    ...turns,
    crowdedElsewhere: () => {
      toldUntil = performance.now() + 2 * LOOK_MS;
    },
    close: () => clearInterval(timer),
  };
};
