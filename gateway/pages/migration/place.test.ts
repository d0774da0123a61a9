import fc from 'fast-check';
import { readPlace, writePlace, type Place } from '../client/migration/place';

const words = fc.string({ minLength: 1 });
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom('timeline' as const, 'gates' as const, 'board' as const).map((view) => ({ view, id: '', asked: {} })),
  fc.tuple(fc.constantFrom('route' as const, 'system' as const), words).map(([view, id]) => ({ view, id, asked: {} })),
  fc
    .record({ route: words, severity: words, field: words })
    .map((asked) => ({ view: 'comparisons' as const, id: '', asked })),
);

describe('where a planner is, in the address', () => {
  test('what was written is read again', () => {
    fc.assert(fc.property(place, (each) => expect(readPlace(writePlace(each))).toEqual(each)));
  });

  test('what a view does not ask by is never written', () => {
    fc.assert(
      fc.property(words, (value) => {
        const asked = { reason: value, patient: value, difference: value };
        expect(writePlace({ view: 'comparisons', id: '', asked })).toBe('#/comparisons');
      }),
    );
  });

  test.each(['', '#', '#/', '#/nowhere', '#/route', '#/system/'])('%p is the timeline', (fragment) => {
    expect(readPlace(fragment).view).toBe('timeline');
  });

  test('the board page has a short address', () => {
    expect(readPlace('#board').view).toBe('board');
  });
});
