import { Registry } from 'prom-client';
import { observeTurns } from './turn-metrics';

test('each scrape tells how many operations are under way and wait, and how many were refused so far', async () => {
  const registry = new Registry();
  let refused = 0;
  observeTurns(registry, () => ({ underWay: 8, waiting: 5, limit: 9, refused }));
  for (refused of [2, 7])
    expect((await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'causeway_operations_under_way 8',
      'causeway_operations_waiting 5',
      'causeway_operations_limit 9',
      `causeway_operations_overloaded_total ${refused}`,
    ]);
});
