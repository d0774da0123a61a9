import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEstate, type Estate } from './estate';

const SHIPPED = readFileSync(join(__dirname, 'leicester.yaml'), 'utf8');

const withDestinations = (yaml: string): Estate => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-estate-'));
  try {
    writeFileSync(join(folder, 'estate.yaml'), `${SHIPPED}\n${yaml}`);
    return readEstate(join(folder, 'estate.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const one = '{ name: test-engine, host: engine.example.nhs.uk, port: 2575 }';

test('destinations are read as they stand; none is needed', () => {
  expect(withDestinations('').destinations).toBeUndefined();
  expect(withDestinations(`destinations: [${one}]`).destinations).toEqual([
    { name: 'test-engine', host: 'engine.example.nhs.uk', port: 2575 },
  ]);
});

test.each([
  ['a port that there is not', 'destinations: [{ name: a, host: b, port: 70000 }]', /destinations\.0\.port/],
  ['two of one name', `destinations: [${one}, ${one}]`, /destinations\.test-engine: is named twice/],
])('%s is refused', (_what, yaml, expected) => {
  expect(() => withDestinations(yaml)).toThrow(expected);
});
