import fc from 'fast-check';
import { etagToKeep, keptPages, pageKey, sameEtag } from './kept-pages';
import type { FhirBundle } from '../wire/fhir/bundle';

const page: FhirBundle = { type: 'searchset', total: 0, matches: [], included: [], warnings: [] };
const kept = (etag: string) => ({ etag, page });

test('the longest unused goes first, and asking counts as use', () => {
  const pages = keptPages(2_100);
  pages.keep('a', kept('"1"'), 500);
  pages.keep('b', kept('"2"'), 500);
  expect(pages.get('a')?.etag).toBe('"1"');
  pages.keep('c', kept('"3"'), 500);
  expect(['a', 'b', 'c'].map((key) => pages.get(key)?.etag)).toEqual(['"1"', undefined, '"3"']);
});

test('one too large for the whole is not kept, nor is what stood there before; none at all with 0', () => {
  const pages = keptPages(2_000);
  pages.keep('a', kept('"1"'), 10);
  pages.keep('a', kept('"2"'), 2_000);
  expect(pages.get('a')).toBeUndefined();
  const none = keptPages(0);
  none.keep('a', kept('"1"'), 0);
  expect(none.get('a')).toBeUndefined();
});

test('whatever is kept and forgotten, the bodies never weigh more than was allowed, and the newest is there', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), size: fc.nat(3_000), forget: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const pages = keptPages(4_000);
      const sizes = new Map<string, number>();
      for (const { key, size, forget } of steps) {
        if (forget) pages.forget([key]);
        else pages.keep(key, kept(`"${size}"`), size);
        sizes.set(key, size);
        expect(pages.get(key)?.etag).toBe(forget ? undefined : `"${size}"`);
      }
      const left = [...sizes].filter(([key]) => pages.get(key) !== undefined);
      expect(left.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(4_000);
    }),
  );
});

test('weak and strong are compared weakly; what is no ETag is like nothing (RFC 9110, 8.8.3.2)', () => {
  expect(sameEtag('W/"1"', '"1"')).toBe(true);
  expect(sameEtag('W/"1"', 'W/"2"')).toBe(false);
  expect(sameEtag('1', '1')).toBe(false);
});

test.each([
  [{ etag: 'W/"1"' }, 'W/"1"'],
  [{ etag: '"1"', 'cache-control': 'private, no-cache' }, '"1"'],
  [{ etag: '"1"', 'cache-control': 'private, No-Store' }, undefined],
  [{ etag: '"1"', vary: 'accept, *' }, undefined],
  [{ etag: 'unquoted' }, undefined],
  [{}, undefined],
])('%j: kept as %s', (headers, etag) => expect(etagToKeep(headers as Record<string, string>)).toBe(etag));

test('a page is one asker’s: another user, another page or another question is another key', () => {
  const keys = [
    pageKey({ path: 'Flag', query: { patient: '1' } }, {}),
    pageKey({ path: 'Flag', query: { patient: '2' } }, {}),
    pageKey({ path: 'Flag?_offset=2', query: { patient: '1' } }, {}),
    pageKey({ path: 'Flag', query: { patient: '1' } }, { 'x-user-claims': 'a' }),
    pageKey({ path: 'Flag', query: { patient: '1' } }, { 'x-user-claims': 'b' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
