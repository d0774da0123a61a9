import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { createRecordIds, RECORD_KINDS } from './record-id';

const ids = createRecordIds(randomBytes(32));

test('what is sealed opens again, as the same kind only, and is the same every time', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (key) => {
      const id = ids.seal('encounter', key);
      expect(ids.open('encounter', id)).toBe(key);
      expect(ids.seal('encounter', key)).toBe(id);
      expect(ids.open('bed', id)).toBeNull();
      expect(ids.open('ward', `wd${id.slice(2)}`)).toBeNull();
    }),
  );
});

test('an altered or foreign id opens to nothing', () => {
  const id = ids.seal('ward', 'RWE|W12');
  // Behind the prefix, and another letter than was there: the last one may hold bits that mean nothing.
  const altered = `${id.slice(0, 5)}${id[5] === 'A' ? 'B' : 'A'}${id.slice(6)}`;
  expect(ids.open('ward', altered)).toBeNull();
  expect(ids.open('ward', 'wd_')).toBeNull();
  expect(createRecordIds(randomBytes(32)).open('ward', id)).toBeNull();
  expect(id).not.toContain('W12');
});

test('each kind has a prefix of its own, of two letters, and people’s is none of them', () => {
  const prefixes: readonly string[] = Object.values(RECORD_KINDS);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.filter((prefix) => !/^[a-z]{2}$/.test(prefix) || prefix === 'pt')).toEqual([]);
});
