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
