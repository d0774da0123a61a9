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
  shadow: { shadow: true, use: true },
  uncounted: { shadow: false, use: false },
} as const satisfies Readonly<Record<string, Side>>;

export type SideName = keyof typeof SIDES;

export const SIDE_NAMES = Object.keys(SIDES) as readonly SideName[];

/** What is compared with what: what it is called, the side without it, the side with it. */
export const PAIRS: readonly (readonly [what: string, without: SideName, having: SideName])[] = [
  ['Shadow reads', 'plain', 'shadow'],
  ['Use recording', 'uncounted', 'plain'],
];
