import { absent, found } from '../schema/answer';
import type { Answer, Warning } from '../schema/answer';
import type { RoutedAnswer } from '../schema/capabilities';
import { completenessOf, sourceOf } from './completeness';
import { answerOf, contextOver, INFO, NOW } from './context-under-test';

const source = { instance: 'systmone@RT5', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const said = (code: string): readonly Warning[] => [{ code, text: '' }];

/** What a list is that two systems were asked for, of which the first answered whole. */
const statusWith = (answer: Answer<never>, more: Partial<RoutedAnswer<never>> = {}): string => {
  const other = { ...answerOf('demographics', [], 'systmone@RT5'), answer, ...more };
  return completenessOf(contextOver({}), INFO.path, [answerOf('demographics', []), other]).status;
};

test('a source that has nothing is whole, whatever else it says of its answer', () => {
  expect(statusWith(absent(source))).toBe('COMPLETE');
  expect(statusWith(absent(source, said('PAST_NOT_AVAILABLE')))).toBe('COMPLETE');
});

test.each([
  ...['NOT_ASKABLE', 'IDENTITY_IN_DOUBT', 'SUBJECT_IN_DOUBT', 'RECORD_UNREADABLE', 'PAGES_MISSING', 'ANSWER_NOT_WHOLE'],
])('a source that has nothing and says %s is not, unless nobody needs it', (code) => {
  expect(statusWith(absent(source, said(code)))).toBe('PARTIAL');
  expect(statusWith(absent(source, said(code)), { needed: false })).toBe('COMPLETE');
});

test('of one that found something, its own word counts', () => {
  const value = [] as never;
  expect(statusWith(found(value, source, { warnings: said('NOT_ASKABLE') }))).toBe('COMPLETE');
  expect(statusWith(found(value, source, { complete: false }))).toBe('PARTIAL');
});

test('every record says how its source labels it', () => {
  const labelled = { ...source, securityLabels: ['very-restricted', 'not-for-patient'] } as const;
  expect(sourceOf(labelled, new Map())).toMatchObject({ securityLabels: ['VERY_RESTRICTED', 'NOT_FOR_PATIENT'] });
  expect(sourceOf(source, new Map())).toMatchObject({ securityLabels: [] });
});
