import { absent, failed, found, type Answer } from '../../schema/answer';
import { BIRTH_DATE_DIFFERS } from '../../schema/clinical/birth-date';
import { fixedClock } from '../../schema/clock';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import { compareAnswers } from './compare-answers';
import { confirmed } from './confirm';
import { AT, CANDIDATE, CONTROL, personOf, ROUTE_ID } from './shadow-under-test';
import { systemAsk } from './system-ask';

const demographics = (instance: InstanceName, family: string, restricted: boolean): Answer<unknown> =>
  found(
    { key: instance, source: {}, name: { text: family, family, given: [] }, restricted },
    { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' },
  );

const letter = (instance: InstanceName, title: string, source: object = {}): Answer<unknown> =>
  found([{ key: 'd1', source, title }], { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' });
const down = (instance: InstanceName): Answer<unknown> =>
  failed(systemError('SOURCE_UNAVAILABLE', instance, `${instance} is down`));

/** What both systems say, person by person. */
const comparing = (
  capability: 'demographics' | 'documents',
  control: readonly Answer<unknown>[],
  candidate: readonly Answer<unknown>[],
) =>
  compareAnswers(
    {
      route: { id: ROUTE_ID, control: CONTROL, candidate: CANDIDATE, stage: 'shadow' },
      ...{ origin: 'live', rehearsal: null, ask: systemAsk('Probe', ROUTE_ID, fixedClock(AT), 10_000) },
      subjects: { of: 'people', capability, people: control.map((_, at) => personOf(at + 1)) },
      control: { answers: control, ms: 1 },
      candidate: { answers: candidate, ms: 1 },
    },
    {
      index: { bySubjects: (subjects) => Promise.resolve(subjects.map(() => null)) },
      askSystem: () => Promise.reject(new Error('nobody is asked')),
    },
  );

test('whom either side calls restricted is restricted, before the index has heard of it', async () => {
  const [first] = await comparing(
    'demographics',
    [demographics(CONTROL, 'ONE', false), demographics(CONTROL, 'TWO', false)],
    [demographics(CANDIDATE, 'EINS', true), demographics(CANDIDATE, 'ZWEI', false)],
  );
  const restricted = (id: string) =>
    first?.differences.filter(({ recordId }) => recordId === id).map(({ about }) => about[0]?.restricted);
  expect(new Set(restricted('pt_1'))).toEqual(new Set([true]));
  expect(new Set(restricted('pt_2'))).toEqual(new Set([false]));
});

test('what its source labels is kept as a restricted person’s is: its values are no planner’s to open', async () => {
  const [first] = await comparing(
    'documents',
    [letter(CONTROL, 'Clinic', { securityLabels: ['very-restricted'] })],
    [letter(CANDIDATE, 'Sexual health clinic')],
  );
  expect(first?.differences.map(({ field }) => field)).toEqual(expect.arrayContaining(['securityLabels[0]', 'title']));
  expect(first?.differences.every(({ about }) => about[0]?.restricted)).toBe(true);
});

test('a record that the candidate holds in doubt is neither missing nor agreed, and what it says is not told', async () => {
  const stamp = { instance: CANDIDATE, asOf: AT, retrievedAt: AT, freshness: 'LIVE' } as const;
  const inDoubt = { code: 'IDENTITY_IN_DOUBT', text: 'left out' };
  const born = (instance: InstanceName, more: object = {}): Answer<unknown> =>
    found({ key: instance, source: {}, name: { text: 'ONE', given: [] }, birthDate: '1948-03-02' }, { ...stamp, instance }, more); // prettier-ignore
  const control = Array.from({ length: 4 }, () => born(CONTROL));
  const [first] = await comparing('demographics', control, [
    absent(stamp, [inDoubt, { code: BIRTH_DATE_DIFFERS, text: 'another birth date' }]),
    absent(stamp, [inDoubt]),
    born(CANDIDATE, { complete: false, warnings: [inDoubt] }),
    born(CANDIDATE),
  ]);
  expect(first).toMatchObject({ outcome: 'mismatched', records: 4, mismatched: 3, severe: 3 });
  expect(first?.differences.map(({ recordId, field, severity, before, after }) => [recordId, field, severity, before, after])).toEqual([
    ['pt_1', 'birthDate', 'critical', '1948-03-02', 'in doubt'],
    ['pt_2', 'linkedRecords', 'critical', 'present', 'in doubt'],
    ['pt_3', 'linkedRecords', 'critical', null, 'in doubt'],
  ]); // prettier-ignore
  const [documents] = await comparing('documents', [letter(CONTROL, 'Clinic')], [absent(stamp, [inDoubt])]);
  expect(documents?.differences.map(({ field, after }) => [field, after])).toEqual([['', null]]);
});

test('a candidate that fails differs in every record that the control tells; a control that fails tells of none', async () => {
  const findings = await comparing(
    'documents',
    [letter(CONTROL, 'Clinic'), letter(CONTROL, 'Ward'), down(CONTROL)],
    [letter(CANDIDATE, 'Clinic'), down(CANDIDATE), letter(CANDIDATE, 'Theatre')],
  );
  expect(findings.map(({ outcome, records, mismatched }) => [outcome, records, mismatched])).toEqual([
    ['matched', 1, 0],
    ['candidate-failed', 1, 1],
    ['control-failed', 0, 0],
  ]);
});

test('a candidate that leaves something out where the control tells all does not agree, however alike what both tell is', async () => {
  const stamp = { instance: CANDIDATE, asOf: AT, retrievedAt: AT, freshness: 'LIVE' } as const;
  const partly = (records: readonly unknown[], ...codes: readonly string[]): Answer<unknown> =>
    found(records, stamp, { complete: false, warnings: codes.map((code) => ({ code, text: 'left out' })) });
  const same = { key: 'd1', source: {}, title: 'Clinic' };
  const control = [letter(CONTROL, 'Clinic'), letter(CONTROL, 'Clinic'), absent({ ...stamp, instance: CONTROL })];
  const [first] = await comparing('documents', control, [
    partly([same], 'SOURCE_STALE', 'MESSAGE_HELD', 'SOURCE_STALE'),
    letter(CANDIDATE, 'Clinic'),
    partly([]),
  ]);
  expect(first).toMatchObject({ outcome: 'mismatched', severity: 'major', records: 4, mismatched: 2, severe: 2 });
  expect(first?.differences.map(({ recordId, field, before, after }) => [recordId, field, before, after])).toEqual([
    ['pt_1', 'complete', 'complete', 'MESSAGE_HELD, SOURCE_STALE'],
    ['pt_3', 'complete', 'complete', 'not complete'],
  ]);
  const [alike] = await comparing(
    'documents',
    [found([same], { ...stamp, instance: CONTROL }, { complete: false })],
    [partly([same])],
  );
  expect(alike).toMatchObject({ outcome: 'matched', differences: [] });
});

test('"none" that leaves it open whether there is some is no whole answer, on either side', async () => {
  const stamp = { instance: CANDIDATE, asOf: AT, retrievedAt: AT, freshness: 'LIVE' } as const;
  const open = (instance: InstanceName, code: string): Answer<unknown> =>
    absent({ ...stamp, instance }, [{ code, text: 'there may be some' }]);
  const none = absent({ ...stamp, instance: CONTROL });
  const [first] = await comparing(
    'demographics',
    [none, none, open(CONTROL, 'NOT_ASKABLE'), open(CONTROL, 'PAGES_MISSING'), none],
    [
      open(CANDIDATE, 'NOT_ASKABLE'),
      open(CANDIDATE, 'IDENTITY_IN_DOUBT'),
      open(CANDIDATE, 'NOT_ASKABLE'),
      found([], stamp, { complete: false }),
      absent(stamp),
    ],
  );
  expect(first).toMatchObject({ outcome: 'mismatched', severity: 'major', records: 2, mismatched: 2, severe: 2 });
  expect(first?.differences.map(({ recordId, field, after }) => [recordId, field, after])).toEqual([
    ['pt_1', 'complete', 'NOT_ASKABLE'],
    ['pt_2', 'complete', 'IDENTITY_IN_DOUBT'],
  ]);
});

test('an answer that is not whole and a record in it that differs are two, also once they are confirmed', async () => {
  const stamp = { instance: CANDIDATE, asOf: AT, retrievedAt: AT, freshness: 'LIVE' } as const;
  const named = (family: string) => ({ key: 'k', source: {}, name: { text: family, family, given: [] } });
  const compare = () =>
    comparing(
      'demographics',
      [found(named('ONE'), { ...stamp, instance: CONTROL })],
      [found(named('EINS'), stamp, { complete: false })],
    );
  const [[first], again] = [await compare(), await compare()];
  if (first === undefined) throw new Error('Both answered');
  const counts = { records: 2, mismatched: 2, severe: 2 };
  expect(first).toMatchObject(counts);
  expect(confirmed(first, again)).toMatchObject(counts);
});

test('what a control left out of one person holds nothing of another back', async () => {
  const stamp = { instance: CONTROL, asOf: AT, retrievedAt: AT, freshness: 'LIVE' } as const;
  const [first] = await comparing(
    'documents',
    [found([], stamp, { complete: false }), found([], stamp)],
    [letter(CANDIDATE, 'Clinic'), letter(CANDIDATE, 'Clinic')],
  );
  expect(first).toMatchObject({ outcome: 'mismatched', records: 2, mismatched: 1 });
  expect(first?.differences.map(({ recordId, ignoredBy }) => [recordId, ignoredBy])).toEqual([
    ['pt_2', null],
    ['pt_1', 'control-incomplete'],
  ]);
});
