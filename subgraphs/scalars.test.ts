import { scalars } from './scalars';

it.each([
  ['2019', '2019'],
  ['2019-05', '2019-05'],
  ['2019-05-01', '2019-05-01'],
  ['2026-11-20T09:25:00.000Z', '2026-11-20'],
  ['2026-08-21T23:30:00.000Z', '2026-08-22'],
])('says %s as the partial date %s', (recorded, said) => {
  expect(scalars.PartialDate.serialize(recorded)).toBe(said);
});
