import type { Capability } from '../../schema/capabilities';
import { answerOf, contextOver, ids, INFO, NOW } from '../context-under-test';
import { criticalResults } from './critical-results';

const stamp = (instance: string) => ({ instance, asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' });
const STAY = {
  ...{ key: 'RWE|1', source: stamp('pas@RWE'), status: 'in-progress', subject: { identifiers: [] } },
  ...{ identifier: { system: 'visit', value: '1' }, period: { start: '2026-11-20T07:00:00.000Z' } },
};
const POTASSIUM = {
  ...{ key: 'K', code: { text: 'Potassium', codings: [] }, status: 'final', referenceRanges: [], notes: [] },
  ...{ interpretation: { text: 'Critically high', codings: [{ system: 'v2-0078', code: 'HH' }] } },
};
const reportIssued = (issued: string) => ({
  ...{ key: 'RWE|F1', source: stamp('lims@RWE'), fillerNumber: 'F1', status: 'final', laboratory: 'LRI', issued },
  ...{ code: { text: 'U&E', codings: [] }, results: [POTASSIUM], organisms: [], previous: [], retracted: false },
});

const listedAt = async (now: string, issued: string, opened?: string, ...stays: readonly object[]) => {
  const when = opened === 'undated' ? { undated: true } : { acknowledgedAt: opened };
  const task = { key: 'T1', source: stamp('nervecentre@RWE'), resultKey: 'F1', ...when };
  const told: Partial<Record<Capability, readonly object[]>> = {
    'lab-reports': [reportIssued(issued)],
    'result-acknowledgements': [task],
  };
  const context = contextOver({
    place: (capability) => [
      answerOf(
        capability,
        (stays.length === 0 ? [{}] : stays).map((stay) => ({ ...STAY, ...stay })),
        'pas@RWE',
      ),
    ],
    person: (capability: Capability) => [answerOf(capability, told[capability] ?? [], 'lims@RWE')],
  });
  const at = {
    ...context,
    ask: { ...context.ask, clock: { ...context.ask.clock, millis: () => Date.parse(now) } },
    door: { ...context.door, identity: { ...context.door.identity, bySubjects: (asked: readonly unknown[]) => Promise.resolve(asked.map(() => ({ id: 'pt_1' }))) } }, // prettier-ignore
  } as unknown as typeof context;
  const list = await criticalResults(undefined, { filter: { wards: [ids.seal('ward', 'RWE|W12')] } }, at, INFO);
  return (list as { nodes: readonly { acknowledgement: string; acknowledgedAt: string | null; encounter: object }[] })
    .nodes;
};
const ofTheLastHour = async (now: string, issued: string) => (await listedAt(now, issued)).length;

test('a critical result of the last hour is not lost to the hour that October repeats', async () => {
  expect(await ofTheLastHour('2026-10-25T01:45:00.000Z', '2026-10-25T00:30:00.000Z')).toBe(1);
  expect(await ofTheLastHour('2026-10-25T03:45:00.000Z', '2026-10-25T00:30:00.000Z')).toBe(0);
  expect(await ofTheLastHour('2026-11-20T01:45:00.000Z', '2026-11-20T00:30:00.000Z')).toBe(0);
});

test.each([
  ...[['arrived', 1] as const, ['triaged', 1] as const, ['onleave', 1] as const],
  ...[['finished', 0] as const, ['planned', 0] as const],
])('of somebody whose stay is %s there are so many: %d', async (status, count) => {
  const nodes = await listedAt('2026-11-20T10:00:00.000Z', '2026-11-20T09:30:00.000Z', undefined, { status });
  expect(nodes).toHaveLength(count);
});

test.each([
  ['nobody yet', undefined, 'UNOPENED', null],
  ['somebody, since it was issued', '2026-11-20T09:40:00.000Z', 'OPENED', '2026-11-20T09:40:00.000Z'],
  ['somebody, as it stood before it was corrected', '2026-11-20T09:20:00.000Z', 'UNOPENED', null],
  ['somebody, and nobody says when', 'undated', 'UNKNOWN', null],
])('who opened it: %s', async (_who, opened, acknowledgement, acknowledgedAt) => {
  const nodes = await listedAt('2026-11-20T10:00:00.000Z', '2026-11-20T09:30:00.000Z', opened);
  expect(nodes).toMatchObject([{ acknowledgement, acknowledgedAt }]);
});

test('a result of somebody with two stays that nobody has closed is one, of the later stay', async () => {
  const later = { key: 'RWE|2', period: { start: '2026-11-20T09:00:00.000Z' } };
  const [at, issued] = ['2026-11-20T10:00:00.000Z', '2026-11-20T09:30:00.000Z'] as const;
  for (const stays of [
    [later, {}],
    [{}, later],
  ]) {
    const nodes = await listedAt(at, issued, undefined, ...stays);
    expect(nodes.map(({ encounter }) => encounter)).toEqual([{ id: ids.seal('encounter', 'RWE|2') }]);
  }
});
