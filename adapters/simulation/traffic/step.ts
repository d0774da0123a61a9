import type { Instant } from '../../../schema/time';
import type { HospitalEvent } from '../hospital';
import { seededRandom } from '../random';
import { correctBlood, image, observeRound, orderBlood, reportBlood } from './care';
import { admit, becomeReady, discharge, transfer } from './movements';
import type { Action } from './movements';
import type { World } from './world';

/** All that has to be kept of a step: what happened follows from the seed, the number and the moment. */
export interface Step {
  /** From 1. */
  readonly n: number;
  readonly at: Instant;
}

/** What happens, and how often in a hundred. */
const ACTIONS: readonly (readonly [number, Action])[] = [
  [40, observeRound],
  [14, orderBlood],
  [14, reportBlood],
  [3, correctBlood],
  [5, image],
  [9, admit],
  [6, transfer],
  [3, becomeReady],
  [6, discharge],
];

/** Takes the world one step on. The same world and the same step give the same events. */
export const takeStep = (world: World, step: Step): readonly HospitalEvent[] => {
  const random = seededRandom(Math.imul(world.hospital.seed + 1, 0x9e3779b1) ^ Math.imul(step.n, 0x85ebca6b));
  let drawn = random.between(0, 99);
  const chosen = ACTIONS.find(([share]) => (drawn -= share) < 0)?.[1] ?? observeRound;
  const events = chosen(world, random, step.at, step.n) ?? observeRound(world, random, step.at, step.n) ?? [];
  return world.record(events);
};
