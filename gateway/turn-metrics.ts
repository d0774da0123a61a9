import { Counter, Gauge, type Registry } from 'prom-client';
import type { TurnCounts } from './limits/turns';

/** Adds to a registry how many operations are under way and wait for their turn: what is known already, at each scrape. */
export const observeTurns = (registry: Registry, counts: () => TurnCounts): void => {
  const registers = [registry];
  const gauge = (name: string, help: string, of: (counts: TurnCounts) => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(of(counts()));
      },
    });
  gauge('causeway_operations_under_way', 'Operations that are being answered.', ({ underWay }) => underWay);
  gauge('causeway_operations_waiting', 'Operations that wait for their turn.', ({ waiting }) => waiting);
  gauge(
    'causeway_operations_limit',
    'How many operations may be under way at once, as found out.',
    ({ limit }) => limit,
  );
  new Counter({
    ...{ name: 'causeway_operations_overloaded_total', registers },
    help: 'Operations that were refused because too many were asked at once.',
    collect() {
      this.reset();
      this.inc(counts().refused);
    },
  });
};
