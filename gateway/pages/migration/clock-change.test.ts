import { clockChangeWords, londonEnd } from '../client/london-time';

test.each([
  ['in the hour that October repeats, the later of the two', '2027-10-31T01:30', '2027-10-31T01:30:00.000Z', /second time/],
  ['in the hour that March leaves out, as much later', '2027-03-28T01:30', '2027-03-28T01:30:00.000Z', /go forward/],
  ['on any other day, what it says', '2027-07-01T01:30', '2027-07-01T00:30:00.000Z', /^$/],
])('a span that ends %s: never an hour early, and the words say which is meant', (_when, wall, end, words) => {
  expect(londonEnd(wall)).toBe(end);
  expect(clockChangeWords(wall)).toMatch(words);
}); // prettier-ignore

test('what is no time ends nothing', () => {
  expect([londonEnd(''), clockChangeWords('')]).toEqual([null, '']);
});
