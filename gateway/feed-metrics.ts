import { Counter, Gauge, type Registry } from 'prom-client';

/** A feed in numbers, as adapters measure it. */
export interface MeasuredFeed {
  readonly feed: string;
  readonly waiting: number;
  readonly held: number;
  readonly oldestWaitingSeconds: number;
  readonly silentSeconds: number;
  readonly agreedSilenceSeconds: number;
  readonly listeners: number;
  /** Conditions that go on. */
  readonly alerts: readonly string[];
  /** By reason; null where this process hears no feeds. */
  readonly refused: Readonly<Record<string, number>> | null;
}

/** A store that does not answer must not cost a scrape: other numbers tell of it. */
const LIMIT_MS = 2_000;

const within = async <T>(limitMs: number, work: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), limitMs);
  });
  try {
    return await Promise.race([work.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Adds the feeds to a registry: read once at each scrape, and left out of it where they cannot be read. */
export const observeFeeds = (registry: Registry, read: () => Promise<readonly MeasuredFeed[]>): void => {
  let reading: Promise<readonly MeasuredFeed[]> | null = null;
  /** All of one scrape share a reading. */
  const readOnce = (): Promise<readonly MeasuredFeed[]> =>
    (reading ??= within(LIMIT_MS, read(), []).finally(() => {
      reading = null;
    }));
  const registers = [registry];
  const gauge = (name: string, help: string, of: (feed: MeasuredFeed) => number): void => {
    new Gauge({
      ...{ name, help, registers, labelNames: ['feed'] as const },
      async collect() {
        const feeds = await readOnce();
        this.reset();
        for (const feed of feeds) this.set({ feed: feed.feed }, of(feed));
      },
    });
  };
  gauge('causeway_feed_waiting_messages', 'Messages received and not yet dealt with.', ({ waiting }) => waiting);
  gauge('causeway_feed_held_messages', 'Messages that wait for somebody to act.', ({ held }) => held);
  gauge(
    'causeway_feed_oldest_waiting_seconds',
    'How long the oldest message has waited that is not behind a held one; 0 where none waits.',
    ({ oldestWaitingSeconds }) => oldestWaitingSeconds,
  );
  // Alerts are told by processes that hear feeds: with none of them left, nobody tells of the silence.
  gauge(
    'causeway_feed_silent_seconds',
    'How long nothing has been taken from the feed, whether or not any process still hears it.',
    ({ silentSeconds }) => silentSeconds,
  );
  gauge(
    'causeway_feed_agreed_silence_seconds',
    'For how long the feed may be silent, by the settings.',
    ({ agreedSilenceSeconds }) => agreedSilenceSeconds,
  );
  gauge('causeway_feed_listeners', 'Processes that listen for the feed.', ({ listeners }) => listeners);
  new Gauge({
    name: 'causeway_feed_alert',
    help: '1 while a condition of a feed goes on (silent, backlog, queue-age, held).',
    labelNames: ['feed', 'condition'] as const,
    registers,
    async collect() {
      const feeds = await readOnce();
      this.reset();
      for (const { feed, alerts } of feeds) for (const condition of alerts) this.set({ feed, condition }, 1);
    },
  });
  new Counter({
    name: 'causeway_feed_refused_connections_total',
    help: 'Connections that this process refused, by reason; feeds of one listener share theirs.',
    labelNames: ['feed', 'reason'] as const,
    registers,
    async collect() {
      const feeds = await readOnce();
      this.reset();
      for (const { feed, refused } of feeds)
        for (const [reason, count] of Object.entries(refused ?? {})) this.inc({ feed, reason }, count);
    },
  });
};
