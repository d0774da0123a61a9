import type { Fault } from '../../../adapters/simulation/simulator';

/** Kinds of system in the example estate; a fault befalls all instances of a kind. */
export const KINDS = ['nervecentre', 'systmone', 'gp-connect', 'pacs', 'pas', 'lims', 'ris'] as const;
export type Kind = (typeof KINDS)[number];

export const FATES = ['down', 'slow', 'error', 'garbage', 'empty'] as const satisfies readonly Fault['kind'][];
export type Fate = (typeof FATES)[number];

export type Broken = readonly [Kind, Fate, Kind, Fate];

const PAIRS: readonly (readonly [Kind, Kind])[] = KINDS.flatMap((one, at) =>
  KINDS.slice(at + 1).map((other) => [one, other] as const),
);

/** Two systems of one fate: every pair, every fate. */
const ALIKE: readonly Broken[] = PAIRS.flatMap(([one, other]) =>
  FATES.map((fate) => [one, fate, other, fate] as const),
);

/** Two systems of two fates: every pair, and between them each fate beside each other one, either way round. */
const MIXED: readonly Broken[] = PAIRS.map(([one, other], at) => {
  const its = at % FATES.length;
  const further = 1 + (Math.floor(at / FATES.length) % (FATES.length - 1));
  return [one, FATES[its] ?? 'down', other, FATES[(its + further) % FATES.length] ?? 'down'] as const;
});

export const EVERY_PAIR: readonly Broken[] = [...ALIKE, ...MIXED];
