import { MINUTE } from '../../../schema/time';
import { openUnderTest, RWE, type UnderTest } from './simulator/under-test';

let acute: UnderTest;
beforeAll(async () => {
  acute = await openUnderTest();
});
afterAll(() => acute.close());

test('after a day of traffic every place still answers whole, and nobody lies in two beds', async () => {
  for (let step = 0; step < 500; step += 1) {
    acute.clock.advance(3 * MINUTE);
    acute.hospital.step();
  }
  const everywhere = [{ organisation: RWE }];
  const { places } = acute.connection.sources;
  for (const [capability, source] of Object.entries(places)) {
    const [answer] = await source(everywhere, {}, acute.ask);
    expect([capability, answer]).toMatchObject([capability, { kind: 'found', complete: true }]);
    // Somebody came back after a day, and has not been scored again yet.
    const codes = answer?.kind === 'found' ? answer.warnings.map(({ code }) => code) : [];
    expect([capability, codes]).toEqual([capability, capability === 'early-warning' ? ['SCORE_BEFORE_STAY'] : []]);
  }
  const [beds] = (await places['bed-state']?.(everywhere, {}, acute.ask)) ?? [];
  const visits = beds?.kind === 'found' ? beds.value.flatMap(({ visit }) => visit ?? []) : [];
  expect(visits.length).toBeGreaterThan(50);
  expect(new Set(visits).size).toBe(visits.length);
});
