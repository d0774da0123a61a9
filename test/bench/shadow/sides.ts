/** The gateways of the bench; all of one installation. */
export const GATEWAYS = {
  counting: { use: true },
  /** As `counting` in everything: what these two differ by is the bench's own doing. */
  alike: { use: true },
  uncounted: { use: false },
} as const satisfies Readonly<Record<string, { readonly use: boolean }>>;

export type GatewayName = keyof typeof GATEWAYS;

export const GATEWAY_NAMES = Object.keys(GATEWAYS) as readonly GatewayName[];

/** What is asked, and how every planned route stands meanwhile. */
export interface Side {
  /** Cycle by cycle one of them. */
  readonly gateways: readonly GatewayName[];
  readonly stage: 'off' | 'shadow';
}

export const SIDES = {
  plain: { gateways: ['counting'], stage: 'off' },
  alike: { gateways: ['alike'], stage: 'off' },
  /** Of both in turns, so that what these two differ by is not taken for what shadow reads cost. */
  shadow: { gateways: ['counting', 'alike'], stage: 'shadow' },
  uncounted: { gateways: ['uncounted'], stage: 'off' },
} as const satisfies Readonly<Record<string, Side>>;

export type SideName = keyof typeof SIDES;

export const SIDE_NAMES = Object.keys(SIDES) as readonly SideName[];

export const gatewayOf = (side: SideName, cycle: number): GatewayName => {
  const { gateways }: Side = SIDES[side];
  return gateways[cycle % gateways.length] ?? 'counting';
};

interface Pair {
  readonly what: string;
  readonly without: readonly SideName[];
  readonly having: readonly SideName[];
  /** Whether there is an aim for it. */
  readonly judged: boolean;
}

/** What is compared with what; answers of sides that are alike count together. */
export const PAIRS: readonly Pair[] = [
  { what: 'Shadow reads', without: ['plain', 'alike'], having: ['shadow'], judged: true },
  { what: 'Use recording', without: ['uncounted'], having: ['plain', 'alike'], judged: true },
  { what: 'Two alike', without: ['plain'], having: ['alike'], judged: false },
];

/**
 * In which order they are asked, again and again: in a cycle each has three turns, and comes once straight after each
 * other one, the last of a cycle and the first of the next included. Whoever came after shadow reads more often than
 * the others would be asked more often while what they leave is still at work.
 */
export const CYCLE: readonly SideName[] = [
  ...(['plain', 'alike', 'plain', 'shadow'] as const),
  ...(['plain', 'uncounted', 'alike', 'shadow'] as const),
  ...(['alike', 'uncounted', 'shadow', 'uncounted'] as const),
];
