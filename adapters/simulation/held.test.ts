import { fixedClock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { heldBy } from './held';
import { openLivingHospital } from './living';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const CANDIDATE: InstanceName = 'nervecentre@RWE';

it('goes on with the traffic where differences are planted, too', async () => {
  const hospital = await openLivingHospital({ seed: 1, anchor: AT, clock: fixedClock(AT), traffic: 'off' });
  const held = heldBy({ hospital, instance: CANDIDATE, planted: true, port: 0, feeds: [], log: () => undefined });
  const before = held();
  expect(held()).toBe(before);
  let admitted: string | undefined;
  hospital.onEvents((events) => {
    for (const event of events) if (event.kind === 'admitted') admitted ??= event.visit;
  });
  for (let step = 0; step < 200 && admitted === undefined; step += 1) hospital.step();
  expect(admitted).toMatch(/^8/);
  expect(held().stays.map(({ visit }) => visit)).toContain(admitted);
  await hospital.close();
});
