import { shadowSection } from './shadow';

const problems = (shadow: object): readonly string[] =>
  shadowSection.safeParse(shadow).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

test('nothing settles for so long that a ramp which differs would stand all the while', () => {
  expect(problems({ settle: '5m', routes: [{ route: 'RWE/wards/inpatient-record', settle: '30s' }] })).toEqual([]);
  expect(problems({ settle: '1h', routes: [{ route: 'RWE/wards/inpatient-record', settle: '301s' }] })).toEqual([
    'settle must be 5m at most',
    'routes.0.settle must be 5m at most',
  ]);
});
