import { traceStatusIn } from './trace-status';

const SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus';

test.each([
  ['a Data Dictionary code under UK Core’s own system, as PDS sends it', [{ system: SYSTEM, code: '01' }], '01'],
  ['the England variant', [{ system: `${SYSTEM}England`, code: '02' }], '02'],
  ['UK Core’s word', [{ system: SYSTEM, code: 'number-present-and-verified' }], '01'],
  ['both, whichever comes first', [{ code: 'trace-postponed' }, { code: '08' }], '08'],
  ['one that is known beside one that is not', [{ code: 'SUCCEEDED' }, { code: '01' }], '01'],
])('%s is read', (_, coding, expected) => {
  expect(traceStatusIn({ coding })).toBe(expected);
});

test('codings that say different things, or nothing known, vouch for nobody', () => {
  expect(traceStatusIn({ coding: [{ code: '01' }, { code: 'trace-required' }] })).toBeUndefined();
  expect(traceStatusIn({ coding: [{ code: 'verified' }, { display: 'Number present and verified' }] })).toBeUndefined();
  expect(traceStatusIn(undefined)).toBeUndefined();
});
