/** What is compared. Each runs as a process of its own. */
export const SIDES = ['ours, in process', 'ours, over HTTP', 'stock, same front', 'stock, standalone'] as const;
export type Side = (typeof SIDES)[number];

/** What ratios are taken to: both differ from ours in the gateway alone. */
export const BASELINE: Side = 'stock, same front';

export const isSide = (text: string | undefined): text is Side =>
  (SIDES as readonly (string | undefined)[]).includes(text);

export type SubgraphUrls = Readonly<Record<string, string>>;
