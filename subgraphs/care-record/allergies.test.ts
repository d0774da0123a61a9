import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import { allergies } from './allergies';

const source = { instance: 'nervecentre@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const recorded = (key: string, said: Partial<AllergyIntolerance> = {}): AllergyIntolerance => ({
  key,
  source,
  code: { text: said.assertsNone ? 'No known allergies' : 'Latex', codings: [] },
  assertsNone: false,
  clinicalStatus: 'active',
  verificationStatus: 'confirmed',
  category: [],
  reactions: [],
  ...said,
});
const NONE = { assertsNone: true } as const;

const assertedNone = async (...records: readonly AllergyIntolerance[]): Promise<unknown> => {
  const context = contextOver({ person: () => [answerOf('allergies', records)] });
  const page = await allergies({ id: 'pt_1' }, {}, context, INFO);
  return page && 'assertedNone' in page ? page.assertedNone : undefined;
};

test('"no known allergies" is asserted by a record that stands, whatever it leaves unsaid', async () => {
  expect(await assertedNone(recorded('1', NONE))).toBe(true);
  expect(await assertedNone(recorded('1', { ...NONE, clinicalStatus: 'unknown', verificationStatus: 'unknown' }))).toBe(
    true,
  );
  expect(await assertedNone()).toBe(false);
  expect(await assertedNone(recorded('1', NONE), recorded('2'))).toBe(false);
});

test.each([
  ['entered in error', { verificationStatus: 'entered-in-error' }],
  ['refuted', { verificationStatus: 'refuted' }],
  ['inactive', { clinicalStatus: 'inactive' }],
  ['resolved', { clinicalStatus: 'resolved' }],
] as const)(
  '"no known allergies" that was %s asserts nothing, and takes nothing from one that stands',
  async (_, said) => {
    const withdrawn = recorded('1', { ...NONE, ...said });
    expect(await assertedNone(withdrawn)).toBe(false);
    expect(await assertedNone(withdrawn, recorded('2', NONE))).toBe(true);
  },
);
