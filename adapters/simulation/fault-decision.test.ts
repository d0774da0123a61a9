import { getEventListeners, getMaxListeners } from 'node:events';
import { wait } from './fault-decision';

test('however many a slow simulator keeps waiting, its end lets all of them go, and nothing is taken for a leak', async () => {
  const closing = new AbortController();
  const waiting = Array.from({ length: 30 }, () => wait(3_600_000, closing.signal));
  expect(getMaxListeners(closing.signal)).toBeGreaterThanOrEqual(waiting.length);
  closing.abort();
  await Promise.all(waiting);
  expect(getEventListeners(closing.signal, 'abort')).toEqual([]);
});
