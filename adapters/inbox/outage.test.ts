import { fixedClock } from '../../schema/clock';
import { MINUTE, type Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage } from './sample-feed';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const peer = { address: '127.0.0.1', port: 4242 };

describe('messages that could not be stored', () => {
  let fresh: FreshDatabase;
  const clock = fixedClock(AT);
  let full = false;
  beforeAll(async () => (fresh = await freshDatabase()));
  afterAll(() => fresh.drop());

  const alerts = async () => {
    const rows = await fresh.store.db.selectFrom('inbox_alert').selectAll().orderBy('id').execute();
    return rows.map(({ condition, since, over_at, words }) => ({
      ...{ condition, words },
      minutes: [since, over_at].map((at) => ((at?.getTime() ?? Number.NaN) - Date.parse(AT)) / MINUTE),
    }));
  };
  /** The alert is written after the answer is given. */
  const alertsUntil = async (met: (found: Awaited<ReturnType<typeof alerts>>) => boolean) => {
    for (;;) {
      const found = await alerts();
      if (met(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('are an alert from when the first was turned away, once the store is back; and one alert if it fails again at once', async () => {
    const pool = Object.create(fresh.store.pool) as typeof fresh.store.pool;
    pool.query = ((...args: Parameters<typeof pool.query>) =>
      full
        ? Promise.reject(Object.assign(new Error('SECRET'), { code: '53100' }))
        : fresh.store.pool.query(...args)) as typeof pool.query;
    const logged: string[] = [];
    const log = (line: string): void => void logged.push(line);
    const intake = createIntake({ store: { ...fresh.store, pool }, feed: sampleFeed(), clock, log });
    const receive = (id: string) => intake.receive(sampleMessage({ id, person: '1' }), peer);
    const outage = async (id: string): Promise<void> => {
      full = true;
      expect(await receive(id)).toBeNull();
      clock.advance(3 * MINUTE);
      expect(await receive(id)).toBeNull();
      full = false;
      expect(await receive(id)).not.toBeNull();
    };
    await receive('A1');
    await outage('A2');
    const words = "2 not acknowledged: the store's disk is full: SQLSTATE 53100";
    expect(await alertsUntil((found) => found.length > 0)).toEqual([
      { condition: 'not-storing', words, minutes: [0, 3] },
    ]);
    clock.advance(MINUTE);
    await outage('A3');
    expect(await alertsUntil(([first]) => first?.minutes[1] !== 3)).toEqual([
      { condition: 'not-storing', words, minutes: [0, 7] },
    ]);
    clock.advance(2 * MINUTE);
    await outage('A4');
    expect((await alertsUntil((found) => found.length > 1))[1]).toMatchObject({ minutes: [9, 12] });
    expect(logged.filter((line) => line.includes('stored again'))).toHaveLength(3);
    expect(JSON.stringify([await alerts(), logged])).not.toContain('SECRET');
  });
});
