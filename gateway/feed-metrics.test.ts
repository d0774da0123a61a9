import { Registry } from 'prom-client';
import { observeFeeds, type MeasuredFeed } from './feed-metrics';

const pas: MeasuredFeed = {
  ...{ feed: 'pas-adt', waiting: 12, held: 1, oldestWaitingSeconds: 90.5, alerts: ['held'] },
  ...{ silentSeconds: 1_200, agreedSilenceSeconds: 900, listeners: 2 },
  refused: { full: 2, notAllowed: 0, tls: 0 },
};
const lines = async (registry: Registry): Promise<readonly string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('each scrape reads the feeds once and shows them as they are', async () => {
  const registry = new Registry();
  let reads = 0;
  let feeds: readonly MeasuredFeed[] = [pas];
  observeFeeds(registry, () => {
    reads += 1;
    return Promise.resolve(feeds);
  });
  const expected = [
    'causeway_feed_waiting_messages{feed="pas-adt"} 12',
    'causeway_feed_held_messages{feed="pas-adt"} 1',
    'causeway_feed_oldest_waiting_seconds{feed="pas-adt"} 90.5',
    'causeway_feed_silent_seconds{feed="pas-adt"} 1200',
    'causeway_feed_agreed_silence_seconds{feed="pas-adt"} 900',
    'causeway_feed_listeners{feed="pas-adt"} 2',
    'causeway_feed_alert{feed="pas-adt",condition="held"} 1',
    'causeway_feed_refused_connections_total{feed="pas-adt",reason="full"} 2',
  ];
  expect(await lines(registry)).toEqual(expect.arrayContaining(expected));
  expect(reads).toBe(1);
  feeds = [{ ...pas, held: 0, alerts: [], refused: null }];
  const then = await lines(registry);
  expect(then).toContain('causeway_feed_held_messages{feed="pas-adt"} 0');
  expect(then.join()).not.toMatch(/causeway_feed_alert|refused/);
});

test('a store that cannot be read costs its own numbers only', async () => {
  const registry = new Registry();
  observeFeeds(registry, () => Promise.reject(new Error('no store')));
  expect(await lines(registry)).toEqual([]);
});
