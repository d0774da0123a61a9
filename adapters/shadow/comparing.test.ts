import { failed, found, type Answer } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
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

/** What comparing lab reports of two people comes to: at first, and when it is asked again. */
const settledOf = async (
  first: (instance: InstanceName, person: string) => Answer<unknown>,
  again: (instance: InstanceName, person: string) => Answer<unknown>,
): Promise<Found | undefined> => {
  const clock = fixedClock(AT);
  const settled: Found[] = [];
  let says = first;
  const comparing = createComparing({
    askSystem: (instance, subjects) =>
      Promise.resolve({
        answers: subjects.of === 'people' ? subjects.people.map(({ id }) => says(instance, id)) : [],
        ms: 1,
      }),
    index: { bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)) },
    log: {
      add: (found): Written => ({ id: 'cp_1', at: AT, found, was: null }),
      settle: (_, found) => void settled.push(found),
      flush: () => Promise.resolve(),
    },
    candidateAsks: { add: () => undefined, flush: () => Promise.resolve() },
    ...{ settings: SHADOW_SETTINGS, clock },
    unsettleable: () => undefined,
    unexpected: (error) => {
      throw error;
    },
  });
  await comparing.both({
    route: { id: ROUTE_ID, control: CONTROL, candidate: CANDIDATE, stage: 'shadow' },
    ...{ origin: 'live', rehearsal: null, selection: {} },
    subjects: { of: 'people', capability: 'lab-reports', people: [personOf(1), personOf(2)] },
    ask: systemAsk('Probe', ROUTE_ID, clock, 10_000),
  });
  says = again;
  clock.advance(SHADOW_SETTINGS.settleMs);
  await comparing.settleDue();
  return settled[0];
};

const reports = (instance: InstanceName, ...reports: readonly object[]): Answer<unknown> =>
  found(reports, { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' });
const down = (instance: InstanceName): Answer<unknown> =>
  failed(systemError('SOURCE_UNAVAILABLE', instance, `${instance} is down`));

test('a report that the two file under different people is found again when both people are asked again', async () => {
  const says = (instance: InstanceName, person: string): Answer<unknown> => {
    const filed = person === (instance === CONTROL ? 'pt_1' : 'pt_2');
    return filed ? reports(instance, { key: 'RT5|1', status: 'final', retracted: false }) : reports(instance);
  };
  const settled = await settledOf(says, says);
  expect(settled).toMatchObject({ outcome: 'mismatched', severity: 'critical', mismatched: 1, severe: 1 });
  expect(settled?.differences.map(({ field }) => field)).toEqual(['subject']);
});

/** Of each person one report, which the candidate flags otherwise unless it agrees about them. */
const unless =
  (agrees: readonly string[], fails: readonly string[] = []) =>
  (instance: InstanceName, person: string): Answer<unknown> => {
    if (instance === CANDIDATE && fails.includes(person)) return down(instance);
    const status = instance === CONTROL || agrees.includes(person) ? 'final' : 'preliminary';
    return reports(instance, { key: `RT5|${person}`, status, retracted: false });
  };

test('of whom a candidate could not be asked again nothing counts as agreement', async () => {
  expect(await settledOf(unless([]), unless([], ['pt_1', 'pt_2']))).toMatchObject({
    ...{ outcome: 'candidate-failed', records: 0, mismatched: 0, differences: [] },
  });
  // About one of them it agrees by now; of the other nobody knows.
  expect(await settledOf(unless([]), unless(['pt_1'], ['pt_2']))).toMatchObject({
    ...{ outcome: 'candidate-failed', records: 0, mismatched: 0 },
  });
});

test('a difference that is still there counts, and what could not be asked about beside it does not', async () => {
  expect(await settledOf(unless([]), unless([], ['pt_2']))).toMatchObject({
    ...{ outcome: 'mismatched', records: 1, mismatched: 1 },
  });
  expect(await settledOf(unless([]), unless(['pt_1']))).toMatchObject({
    ...{ outcome: 'mismatched', records: 2, mismatched: 1 },
  });
});
