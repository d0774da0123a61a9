import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../schema/clock';
import { openStore } from '../store';
import { serveComparing } from './comparing-thread';
import { openComparer } from './open-comparer';
import { differingKey } from './sealed-values';
import { SHADOW_SETTINGS, type ShadowSettings } from './settings';
import { CANDIDATE, connected, CONTROL, fakeSystem, personOf, type FakeSystem } from './shadow-under-test';

/** What the thread under test is given. */
export interface UnderTest {
  readonly databaseUrl: string;
  readonly settings: Partial<ShadowSettings>;
}

/**
 * For tests: compares with two made-up systems. The candidate writes a row into `asked`, and does as the table `told` says: `wait` while it says so, `die`, which
 * ends the thread with an error that quotes somebody, once, or `differ`, which says another value.
 */
serveComparing<UnderTest>(async ({ databaseUrl, settings }, { log, count }) => {
  const store = await openStore({ kind: 'served', databaseUrl });
  const obeying = (system: FakeSystem): FakeSystem => {
    const obey = async (): Promise<void> => {
      await store.pool.query('insert into asked values (true)');
      for (;;) {
        const { rows } = await store.pool.query<{ what: string }>('select what from told');
        if (rows[0]?.what === 'die') {
          await store.pool.query('delete from told');
          setImmediate(() => {
            throw new Error('Mavis TESTER could not be compared');
          });
          return new Promise(() => undefined);
        }
        system.value = rows[0]?.what === 'differ' ? '90' : '70';
        if (rows[0]?.what !== 'wait') return;
        await pause(10);
      }
    };
    return Object.defineProperty(system, 'until', { get: obey });
  };
  const comparer = openComparer({
    ...{ store, clock: systemClock, log, count, random: () => 0.5, elapsedMs: () => performance.now() },
    activeMs: () => performance.eventLoopUtilization().active,
    settings: { ...SHADOW_SETTINGS, noisePercent: 0, ...settings },
    key: differingKey(Buffer.alloc(32)),
    index: {
      bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)),
      byIds: (ids) => Promise.resolve(ids.map((_, at) => personOf(at + 1))),
    },
    connections: new Map([
      [CONTROL, connected(CONTROL, fakeSystem())],
      [CANDIDATE, connected(CANDIDATE, obeying(fakeSystem()))],
    ]),
    recorder: { answered: () => Promise.resolve() },
    budgetOf: () => Promise.reject(new Error('No ramp is watched here')),
    goBack: () => Promise.reject(new Error('No ramp is watched here')),
    unexpected: () => log('a fault of the comparer'),
  });
  return { comparer, close: () => store.close() };
});
