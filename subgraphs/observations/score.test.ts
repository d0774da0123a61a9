import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import type { ReportedError } from '../subgraph';
import { earlyWarningFields } from './score';

const source = { instance: 'nervecentre@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' };
const score = { key: 'RWE|S1', source, total: 7, parts: [], effective: NOW, status: 'final', subject: { identifiers: [] } } as never; // prettier-ignore
const whole = answerOf('escalations', []);
const cut = {
  ...whole,
  answer: { ...whole.answer, complete: false, warnings: [{ code: 'PAGES_MISSING', text: 'More than it handed over' }] },
} as never;

test('an acceptance at a time that nobody says is no other moment, and is not "nobody"', async () => {
  const raised = { key: 'RWE|T1', source, scoreKey: 'RWE|S1', priority: 'urgent', authoredOn: NOW, subject: {} };
  const at = '2026-11-20T09:10:00.000Z';
  for (const [more, time, expected] of [
    [{ status: 'accepted', acknowledgedAt: at }, at, []],
    [{ status: 'completed' }, null, [{ code: 'SOURCE_INVALID', capability: 'escalations', system: 'nervecentre' }]],
    [{ status: 'requested' }, null, []],
  ] as const) {
    const errors: ReportedError[] = [];
    const answer = answerOf('escalations', [{ ...raised, ...more }]);
    const context = { ...contextOver({ person: () => [answer] }), report: (error: ReportedError) => void errors.push(error) }; // prettier-ignore
    const parent = { score, escalations: [answer] } as Parameters<typeof earlyWarningFields.acknowledgedAt>[0];
    expect(await earlyWarningFields.acknowledgedAt(parent, {}, context, INFO)).toBe(time);
    expect(errors).toMatchObject(expected);
  }
});

test.each(['a person', 'a ward'])(
  'an acknowledgement that may stand on a page that is missing is not "none": of %s',
  async (of) => {
    for (const [answer, expected] of [
      [whole, []],
      [cut, [{ code: 'SOURCE_INVALID', capability: 'escalations', system: 'nervecentre' }]],
    ] as const) {
      const errors: ReportedError[] = [];
      const plain = contextOver({ person: () => [answer] });
      const identity = { ...plain.door.identity, bySubjects: () => Promise.resolve([{ id: 'pt_1' }]) };
      const context = { ...plain, door: { ...plain.door, identity }, report: (error: ReportedError) => errors.push(error) } as unknown as typeof plain; // prettier-ignore
      const parent = of === 'a ward' ? { score, escalations: [answer] } : { score };
      expect(await earlyWarningFields.acknowledgedAt(parent, {}, context, INFO)).toBeNull();
      expect(errors).toMatchObject(expected);
    }
  },
);
