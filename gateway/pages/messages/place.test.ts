import fc from 'fast-check';
import { NO_SEARCH, readPlace, writePlace, type Place, type Search } from '../client/messages/place';

const search: fc.Arbitrary<Search> = fc.record(
  Object.fromEntries(Object.keys(NO_SEARCH).map((field) => [field, fc.string()])) as Record<
    keyof Search,
    fc.Arbitrary<string>
  >,
);

const place: fc.Arbitrary<Place> = fc.oneof(
  search.map((asked) => ({
    view: 'list' as const,
    search: { ...asked, nhsNumber: '', hospitalNumber: '', visit: '' },
  })),
  fc.string({ minLength: 1 }).map((id) => ({ view: 'message' as const, id })),
  fc.constantFrom('problems' as const, 'actions' as const).map((view) => ({ view })),
);

describe('where somebody is, in the address', () => {
  test('what was written is read again', () => {
    fc.assert(fc.property(place, (each) => expect(readPlace(writePlace(each))).toEqual(each)));
  });

  test('no number of a person is ever written', () => {
    fc.assert(
      fc.property(search, (asked) => {
        const bare = { ...asked, nhsNumber: '', hospitalNumber: '', visit: '' };
        expect(writePlace({ view: 'list', search: asked })).toBe(writePlace({ view: 'list', search: bare }));
      }),
    );
  });

  test.each(['', '#', '#/', '#/nowhere', '#/?unknown=1'])('%p is the list, asking nothing', (fragment) => {
    expect(readPlace(fragment)).toEqual({ view: 'list', search: NO_SEARCH });
  });
});
