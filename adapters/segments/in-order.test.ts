import { momentsInOrder } from './in-order';

const read = (...texts: readonly string[]) =>
  momentsInOrder(texts).map((moment) => moment && `${moment.instant.slice(11, 16)}${moment.ambiguous ? '?' : ''}`);

test.each([
  ['nothing else told', ['20261025013000'], ['00:30?']],
  ['reported by an earlier hand than received', ['20261025011000', '20261025010000'], ['00:10', '01:00']],
  ['received after the hour', ['20261025020000', '20261025021000'], ['02:00', '02:10']],
  ['taken in summer time, by its offset', ['20261025014000+0100', '20261025013000'], ['00:40', '01:30']],
  ['sent in summer time, by its offset', ['20261025013000', '20261025014000+0100'], ['00:30', '00:40']],
  ['both in the hour, and neither order impossible', ['20261025011000', '20261025012000'], ['00:10?', '00:20?']],
  ['through one that is not there', ['20261025011000', '', '20261025010000'], ['00:10', null, '01:00']],
  [
    'three, of which one settles all',
    ['20261025015000', '20261025011000', '20261025012000'],
    ['00:50', '01:10', '01:20'],
  ],
  ['times that contradict each other', ['20261025030000', '20261025013000'], ['03:00', '00:30?']],
])('October’s repeated hour: %s', (_, texts, expected) => {
  expect(read(...texts)).toEqual(expected);
});
