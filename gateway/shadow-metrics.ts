import { Counter, type Registry } from 'prom-client';

/** How often what became of a route's live reads, in this process since it began. */
export interface CountedReads {
  /** `ORGANISATION/capability/role`. */
  readonly route: string;
  /** `compared`, or why not. */
  readonly fate: string;
  readonly count: number;
}

/** Adds to a registry how much was compared of how much was read: read at each scrape, and costs no read anything. */
export const observeShadow = (registry: Registry, read: () => readonly CountedReads[]): void => {
  new Counter({
    name: 'causeway_shadow_reads_total',
    help: 'Live reads of routes at shadow or ramp, by route and what became of them (compared, not-sampled, paced, queue-full, not-in-users-name); of those compared, what was lost (failed, unsettled, unwritten).',
    labelNames: ['route', 'fate'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { route, fate, count } of read()) this.inc({ route, fate }, count);
    },
  });
};
