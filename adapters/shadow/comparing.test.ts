import type { Written } from './comparison-rows';
import { createComparing } from './comparing';
import type { Found } from './found';
import { SHADOW_SETTINGS } from './settings';
import { answerOf, AT, CANDIDATE, CONTROL, personOf, ROUTE_ID } from './shadow-under-test';
import { systemAsk } from './system-ask';
import { fixedClock } from '../../schema/clock';

test('one difference that cannot be asked about again leaves the others theirs, and does not wait for ever', async () => {
  const clock = fixedClock(AT);
  const settled: (readonly [string, Found['outcome']])[] = [];
  let [broken, faults, lost] = [false, 0, 0];
  const comparing = createComparing({
    askSystem: (instance, subjects) => {
      const people = subjects.of === 'people' ? subjects.people : [];
      if (broken && people.some(({ id }) => id === 'pt_1')) return Promise.reject(new Error('a fault of ours'));
      return Promise.resolve({
        answers: people.map(() => answerOf(instance, instance === CONTROL ? '70' : '90')),
        ms: 1,
      });
    },
    index: { bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)) },
    log: {
      add: (found): Written => ({ id: String(found.differences[0]?.recordId), at: AT, found, was: null }),
      settle: ({ id }, { outcome }) => void settled.push([id, outcome]),
      flush: () => Promise.resolve(),
    },
    candidateAsks: { add: () => undefined, flush: () => Promise.resolve() },
    ...{ settings: SHADOW_SETTINGS, clock },
    unsettleable: () => void (lost += 1),
    unexpected: () => void (faults += 1),
  });
  for (const number of [1, 2])
    await comparing.both({
      route: { id: ROUTE_ID, control: CONTROL, candidate: CANDIDATE, stage: 'shadow' },
      ...{ origin: 'rehearsal', rehearsal: 7, selection: {} },
      subjects: { of: 'people', capability: 'observations', people: [personOf(number)] },
      ask: systemAsk('Rehearsal', ROUTE_ID, clock, 10_000),
    });
  broken = true;
  const round = async (): Promise<void> => {
    clock.advance(30_000);
    await comparing.settleDue();
  };
  await round();
  expect([settled, comparing.unsettled(7)]).toEqual([[['pt_2', 'mismatched']], 1]);
  await round();
  await round();
  expect(settled).toEqual([
    ['pt_2', 'mismatched'],
    ['pt_1', 'control-failed'],
  ]);
  expect([comparing.unsettled(7), faults, lost]).toEqual([0, 3, 1]);
});
