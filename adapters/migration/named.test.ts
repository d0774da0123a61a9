import { named, namedSystem } from './named';

test.each(['RWE/lab-reports/pathology', '*/allergies/gp', 'A1/x/y'])('the route %s keeps its name', (route) =>
  expect(named(route)).toBe(route),
);

test.each([
  ...['', '9990000018', 'RWE/lab-reports/9990000018', '999000001/lab-reports/pathology', 'RWE/lab-reports'],
  ...['RWE/lab-reports/pathology/more', ' RWE/lab-reports/pathology', 'RWE/lab-reports/pathology\nDOE Jane'],
  `RWE/${'x'.repeat(41)}/pathology`,
])('what was typed in place of a route is not kept: %j', (typed) => expect(named(typed)).toBe('no route'));

test.each(['pas@RWE', 'gp-connect2@*', 'a@C82999'])('the system %s keeps its name', (system) =>
  expect(namedSystem(system)).toBe(system),
);

test.each(['', 'pas', '9990000018@RWE', 'pas@999000001', 'DOE@RWE', 'pas@RWE\n9990000018', `a${'x'.repeat(40)}@RWE`])(
  'what was typed in place of a system is not kept: %j',
  (typed) => expect(namedSystem(typed)).toBe('no system'),
);
