import { clockChangeWords, londonEarliest, londonLatest } from '../client/london-time';

test.each([
  ['in the hour that October repeats, the first or the second', '2027-10-31T01:30', '2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z', /second time/],
  ['in the hour that March leaves out, when the clocks go forward or as much later', '2027-03-28T01:30', '2027-03-28T01:00:00.000Z', '2027-03-28T01:30:00.000Z', /go forward/],
  ['on any other day, what it says', '2027-07-01T01:30', '2027-07-01T00:30:00.000Z', '2027-07-01T00:30:00.000Z', /^$/],
])('a time %s: as early and as late as it may be meant, and the words say which', (_when, wall, first, last, words) => {
  expect([londonEarliest(wall), londonLatest(wall)]).toEqual([first, last]);
  expect(clockChangeWords(wall)).toMatch(words);
}); // prettier-ignore

test('what is no time is none', () => {
  expect([londonEarliest(''), londonLatest(''), clockChangeWords('')]).toEqual([null, null, '']);
});
