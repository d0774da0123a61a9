import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMessage } from '../../wire/hl7v2/parse';
import { ITK_PROFILE } from './profiles';
import { translate } from './translate';

const SAMPLES = join(__dirname, 'samples');
const messages = readdirSync(SAMPLES)
  .filter((file) => file.endsWith('.hl7'))
  .map((file) => {
    const parsed = parseMessage(readFileSync(join(SAMPLES, file), 'utf8'));
    if (parsed.kind !== 'message') throw new Error(`${file}: ${parsed.reason}`);
    return { name: file.replace(/\.hl7$/, ''), message: parsed.message };
  });

test('every ITK event has a sample', () => {
  const itk = 'A01 A02 A03 A04 A05 A08 A11 A12 A13 A14 A15 A16 A21 A22 A25 A26 A27 A28 A31 A38 A40 A52 A53 M05'.split(
    ' ',
  );
  const triggers = messages.map(({ message }) => message.triggerEvent);
  expect(itk.filter((trigger) => !triggers.includes(trigger))).toEqual([]);
});

test('an hour that October repeats and a segment nobody specified are noted; nothing else in the samples is in doubt', () => {
  const noted = messages.flatMap(({ name, message }) => {
    const translation = translate(message, ITK_PROFILE);
    return translation.kind === 'events' && translation.notes.length > 0 ? [[name, translation.notes]] : [];
  });
  expect(noted).toEqual([
    ['a01-repeated-october-hour', [expect.stringMatching(/^EVN-6 .*October/)]],
    ['a08-nulls', [expect.stringMatching(/^ZXX /)]],
  ]);
});
