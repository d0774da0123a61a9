/** Why a connection was not taken. */
export const RefusedConnection = {
  full: 'as many as this listener takes are open',
  notAllowed: 'its address is not in the list of peers',
  tls: 'TLS could not be agreed',
} as const;
export type RefusedConnection = keyof typeof RefusedConnection;

export type RefusalCounts = Readonly<Record<RefusedConnection, number>>;

/** Addresses that are remembered; with more, the one first heard is told anew. */
const REMEMBERED = 1_000;

export interface Refusals {
  readonly counts: RefusalCounts;
  /** `detail`: an error's code. */
  add(reason: RefusedConnection, address: string, detail?: string): void;
}

/**
 * Counts every refusal, and tells the first of each address, reason and code, then the tenth, the hundredth: a peer that tries
 * again every second must not write the log full.
 */
export const createRefusals = (tell: (note: string, address: string) => void): Refusals => {
  const counts = { full: 0, notAllowed: 0, tls: 0 };
  const seen = new Map<string, number>();
  return {
    counts,
    add: (reason, address, detail) => {
      counts[reason] += 1;
      const key = `${reason} ${detail ?? ''} ${address}`;
      const times = (seen.get(key) ?? 0) + 1;
      const oldest = seen.keys().next().value;
      if (times === 1 && seen.size >= REMEMBERED && oldest !== undefined) seen.delete(oldest);
      seen.set(key, times);
      if (!Number.isInteger(Math.log10(times))) return;
      const often = times === 1 ? '' : `, ${times} times by now`;
      const said = detail === undefined ? '' : ` (${detail})`;
      tell(`a connection was refused: ${RefusedConnection[reason]}${said}${often}`, address);
    },
  };
};
