import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Translation } from '../../contract';
import { parseMessage } from '../../wire/hl7v2/parse';
import { RADIOLOGY_PROFILE } from './profiles';
import { translate } from './translate';

const SAMPLES = join(__dirname, 'samples');
const names = readdirSync(SAMPLES)
  .filter((file) => file.endsWith('.hl7'))
  .map((file) => file.replace(/\.hl7$/, ''));
const textOf = (name: string): string => readFileSync(join(SAMPLES, `${name}.hl7`), 'utf8');

const translated = (text: string): Translation | null => {
  const parsed = parseMessage(text);
  return parsed.kind === 'message' ? translate(parsed.message, RADIOLOGY_PROFILE) : null;
};

test.each(names)('%s says what its expectation says', (name) => {
  const expected: unknown = JSON.parse(readFileSync(join(SAMPLES, `${name}.json`), 'utf8'));
  expect(translated(textOf(name))).toEqual({ kind: 'events', events: expected, notes: [] });
});

/** A sample with one field of one segment replaced: by nothing, by null, by something hostile. */
const mutated = fc
  .tuple(
    fc.constantFrom(...names.map(textOf)),
    fc.nat(),
    fc.nat(),
    fc.oneof(fc.constantFrom('', '""', '^^^', '~~', '\\', '99999999999999', 'X\\F\\Y', '&&1^2', '""^""'), fc.string()),
  )
  .map(([text, line, field, value]) => {
    const lines = text.split('\r').filter((one) => one !== '');
    const at = 1 + (line % (lines.length - 1));
    const fields = (lines[at] ?? '').split('|');
    fields[1 + (field % Math.max(fields.length - 1, 1))] = value.replace(/[\r\n]/g, ' ');
    lines[at] = fields.join('|');
    return lines.join('\r');
  });

test('a damaged message is translated or refused, never thrown at; twice gives the same; a refusal names a place and no value', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const first = translated(text);
      expect(translated(text)).toEqual(first);
      if (first?.kind === 'refused') {
        expect(first.refusal.at).toMatch(/^[A-Z][A-Z0-9]{2}(-\d+)?$/);
        expect(first.refusal.reason).not.toMatch(/TESTER|S1234567|9990000018/);
      }
    }),
    { numRuns: 300 },
  );
});
