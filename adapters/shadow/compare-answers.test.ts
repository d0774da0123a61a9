import { found, type Answer } from '../../schema/answer';
import { fixedClock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import { compareAnswers } from './compare-answers';
import { AT, CANDIDATE, CONTROL, personOf, ROUTE_ID } from './shadow-under-test';
import { systemAsk } from './system-ask';

const demographics = (instance: InstanceName, family: string, restricted: boolean): Answer<unknown> =>
  found(
    { key: instance, source: {}, name: { text: family, family, given: [] }, restricted },
    { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' },
  );

test('whom either side calls restricted is restricted, before the index has heard of it', async () => {
  const [first] = await compareAnswers(
    {
      route: { id: ROUTE_ID, control: CONTROL, candidate: CANDIDATE, stage: 'shadow' },
      ...{ origin: 'live', rehearsal: null, ask: systemAsk('Probe', ROUTE_ID, fixedClock(AT), 10_000) },
      subjects: { of: 'people', capability: 'demographics', people: [personOf(1), personOf(2)] },
      control: { answers: [demographics(CONTROL, 'ONE', false), demographics(CONTROL, 'TWO', false)], ms: 1 },
      candidate: { answers: [demographics(CANDIDATE, 'EINS', true), demographics(CANDIDATE, 'ZWEI', false)], ms: 1 },
    },
    {
      index: { bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)) },
      askSystem: () => Promise.reject(new Error('nobody is asked')),
    },
  );
  const restricted = (id: string) =>
    first?.differences.filter(({ recordId }) => recordId === id).map(({ about }) => about[0]?.restricted);
  expect(new Set(restricted('pt_1'))).toEqual(new Set([true]));
  expect(new Set(restricted('pt_2'))).toEqual(new Set([false]));
});

test('what its source labels is kept as a restricted person’s is: its values are no planner’s to open', async () => {
  const letter = (instance: InstanceName, title: string, source: object): Answer<unknown> =>
    found([{ key: 'd1', source, title }], { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' });
  const [first] = await compareAnswers(
    {
      route: { id: ROUTE_ID, control: CONTROL, candidate: CANDIDATE, stage: 'shadow' },
      ...{ origin: 'live', rehearsal: null, ask: systemAsk('Probe', ROUTE_ID, fixedClock(AT), 10_000) },
      subjects: { of: 'people', capability: 'documents', people: [personOf(1)] },
      control: { answers: [letter(CONTROL, 'Clinic', { securityLabels: ['very-restricted'] })], ms: 1 },
      candidate: { answers: [letter(CANDIDATE, 'Sexual health clinic', {})], ms: 1 },
    },
    {
      index: { bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)) },
      askSystem: () => Promise.reject(new Error('nobody is asked')),
    },
  );
  expect(first?.differences.map(({ field }) => field)).toEqual(expect.arrayContaining(['securityLabels[0]', 'title']));
  expect(first?.differences.every(({ about }) => about[0]?.restricted)).toBe(true);
});
