import { formerKeysOf, keyOfResource, systemOfKey } from './record-key';

test('a record that only its system names is named with the system, and by its type: each counts for itself', () => {
  const key = keyOfResource('systmone@RT5', { resourceType: 'MedicationRequest', id: '1' });
  const others = [
    keyOfResource('nervecentre@RT5', { resourceType: 'MedicationRequest', id: '1' }),
    keyOfResource('systmone@RT5', { resourceType: 'MedicationStatement', id: '1' }),
  ];
  expect(others).not.toContain(key);
  expect([key, ...others].map(systemOfKey)).toEqual(['systmone@RT5', 'nervecentre@RT5', 'systmone@RT5']);
  expect(formerKeysOf(key)).toEqual(['RT5|MedicationRequest/1', 'RT5|1']);
});

test.each(['RWE|700001', 'RWE|W12|B3-02', 'RWE|2.25.1', 'RWE|26/1', 'RWE|a@b|c/d', ''])(
  'a name that the hospital gives (%j) is no system’s, and was never another',
  (key) => {
    expect(systemOfKey(key)).toBeUndefined();
    expect(formerKeysOf(key)).toEqual([]);
  },
);

test('an id that holds what keys are made of is still that id', () => {
  const key = keyOfResource('nervecentre@RWE', { resourceType: 'Observation', id: 'a|b/c@d' });
  expect([systemOfKey(key), ...formerKeysOf(key)]).toEqual([
    'nervecentre@RWE',
    'RWE|Observation/a|b/c@d',
    'RWE|a|b/c@d',
  ]);
});
