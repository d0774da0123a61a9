/** What a gateway of the bench does beside answering. */
export interface Side {
  /** Whether it compares reads with the candidate, as it does where nothing else is set, or none. */
  readonly shadow: boolean;
  /** Whether it counts who reads what. */
  readonly use: boolean;
}

/** The gateways that are measured, in turns; all of one installation. */
export const SIDES = {
  plain: { shadow: false, use: true },
  /** As `plain` in everything: what these two differ by is the bench's own doing. */
  twin: { shadow: false, use: true },
  shadow: { shadow: true, use: true },
  uncounted: { shadow: false, use: false },
} as const satisfies Readonly<Record<string, Side>>;

export type SideName = keyof typeof SIDES;

export const SIDE_NAMES = Object.keys(SIDES) as readonly SideName[];

interface Pair {
  readonly what: string;
  readonly without: readonly SideName[];
  readonly having: readonly SideName[];
  /** Whether there is an aim for it. */
  readonly judged: boolean;
}

/** What is compared with what; answers of sides that are alike count together. */
export const PAIRS: readonly Pair[] = [
  { what: 'Shadow reads', without: ['plain', 'twin'], having: ['shadow'], judged: true },
  { what: 'Use recording', without: ['uncounted'], having: ['plain', 'twin'], judged: true },
  { what: 'Two alike', without: ['plain'], having: ['twin'], judged: false },
];

/**
 * In which order they are asked, round by round: over four rounds each comes once at each place, and once straight after
 * each other one (a Williams square). Whoever always came after the one that compares would be asked while that is
 * still at work.
 */
export const ORDERS: readonly (readonly SideName[])[] = [
  ['plain', 'twin', 'uncounted', 'shadow'],
  ['twin', 'shadow', 'plain', 'uncounted'],
  ['shadow', 'uncounted', 'twin', 'plain'],
  ['uncounted', 'plain', 'shadow', 'twin'],
];
