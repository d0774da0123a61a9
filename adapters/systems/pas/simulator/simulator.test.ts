import { fixedClock } from '../../../../schema/clock';
import type { Instant } from '../../../../schema/time';
import type { LivingHospital } from '../../../simulation/hospital';
import { openLivingHospital } from '../../../simulation/living';
import { acknowledge } from '../../../wire/hl7v2/acknowledge';
import { mshOfText } from '../../../wire/hl7v2/msh';
import { parseMessage } from '../../../wire/hl7v2/parse';
import { startMllpListener } from '../../../wire/mllp/listener';
import { ITK_PROFILE } from '../profiles';
import { queryPas } from '../query';
import { translate } from '../translate';
import { simulator, startPasSimulator } from './index';
import type { Unruliness } from './unruly-feed';

const anchor = '2026-11-20T10:00:00.000Z' as Instant;
const clock = fixedClock(anchor);

/** A receiver that acknowledges everything, and keeps it. */
const receiver = async () => {
  const heard: string[] = [];
  let broken = 0;
  const listener = await startMllpListener({
    host: '127.0.0.1',
    port: 0,
    maxBytes: 1_000_000,
    idleMs: 60_000,
    maxConnections: 20,
    onMessage: (bytes) => {
      const text = bytes.toString('utf8');
      heard.push(text);
      return Promise.resolve(
        Buffer.from(acknowledge(mshOfText(text), { code: 'AA', controlId: `A${heard.length}`, at: '20261120100000' })),
      );
    },
    onBroken: () => {
      broken += 1;
      return Promise.resolve(null);
    },
  });
  const ids = () => heard.map((text) => text.split('|')[9] ?? '');
  return { heard, ids, broken: () => broken, port: listener.port, close: listener.close };
};

let hospital: LivingHospital;
beforeAll(async () => {
  hospital = await openLivingHospital({ seed: 1, anchor, clock, traffic: 'off' });
});
afterAll(() => hospital.close());

const started = async (port: number, unruliness?: Unruliness) =>
  startPasSimulator(
    { instance: 'pas@RWE', hospital, port: 0, feeds: [{ host: '127.0.0.1', port }], log: () => undefined },
    unruliness,
  );

test('tells its feed the whole history and what happens next, in order, numbered without a gap, none refused', async () => {
  const to = await receiver();
  const living = await openLivingHospital({ seed: 2, anchor, clock, traffic: 'off' });
  const options = { instance: 'pas@RWE', hospital: living, port: 0, log: () => undefined } as const;
  const running = await simulator.start({ ...options, feeds: [{ host: '127.0.0.1', port: to.port }] });
  for (let n = 0; n < 40; n += 1) living.step();
  await running.settled();
  expect(to.ids()).toEqual(to.heard.map((_, index) => `PAS${String(index + 1).padStart(6, '0')}`));
  const refused = to.heard.filter((text) => {
    const parsed = parseMessage(text);
    return parsed.kind !== 'message' || translate(parsed.message, ITK_PROFILE).kind === 'refused';
  });
  expect(refused).toEqual([]);
  await running.close();
  await Promise.all([to.close(), living.close()]);
});

test('answers queries on its port and counts them; down, it answers none and its feed waits until mended', async () => {
  const to = await receiver();
  const running = await started(to.port);
  const ask = () =>
    queryPas(
      { kind: 'person', identifier: { value: '9990000018', authority: 'NHS' } },
      {
        config: {
          queryHost: '127.0.0.1',
          queryPort: running.port ?? 0,
          queryTimeLimitMs: 5_000,
          askingFacility: 'CAUSEWAY',
        },
        profile: ITK_PROFILE,
        clock,
        deadline: clock.millis() + 60_000,
        signal: new AbortController().signal,
      },
    );
  running.setFault({ kind: 'down', delayMs: 0, share: 1 });
  await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  running.setFault(null);
  expect((await ask()).matches[0]?.person.patch.name?.text).toBe('TESTER, Mavis (Mrs)');
  expect(running.asks()).toEqual([
    { what: 'QBP^Q21', at: clock.millis() },
    { what: 'QBP^Q21', at: clock.millis() },
  ]);
  await running.settled();
  expect(to.heard.length).toBeGreaterThan(400);
  await running.close();
  await to.close();
});

test('on a bad day the same messages arrive: late, twice, and after a broken half', async () => {
  const [good, bad] = [await receiver(), await receiver()];
  const [orderly, unruly] = [
    await started(good.port),
    await started(bad.port, { duplicateEvery: 50, lateEvery: 35, halfEvery: 100 }),
  ];
  await Promise.all([orderly.settled(), unruly.settled()]);
  await Promise.all([orderly.close(), unruly.close()]);
  const once = [...new Set(bad.heard)];
  expect(once.length).toBeLessThan(bad.heard.length);
  expect(bad.ids()).not.toEqual([...bad.ids()].sort());
  expect(bad.broken()).toBeGreaterThan(0);
  expect(once.sort()).toEqual([...good.heard].sort());
  await Promise.all([good.close(), bad.close()]);
});
