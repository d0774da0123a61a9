import { judging, type CanonicalRecord } from '../comparison';
import { inPieces } from './in-pieces';

const observations = (value: string): readonly CanonicalRecord[] =>
  Array.from({ length: 500 }, (_, at): CanonicalRecord => ({
    ...{ capability: 'observations', key: `${value} ${at}`, recordId: `pt_${at}` },
    record: { key: `${value} ${at}`, code: { text: 'Pulse' }, effective: '2026-11-20T10:00:00.000Z', valueText: value },
  }));

test('while a long record is compared, whoever waits for something else has a turn every few records', async () => {
  let [turns, over] = [0, false];
  const another = (): void => {
    turns += 1;
    if (!over) setImmediate(another);
  };
  setImmediate(another);
  const between = { control: 'nervecentre', candidate: 'systmone', controlToldAll: () => true };
  const { records, mismatched } = await inPieces(judging(observations('70'), observations('90'), between));
  over = true;
  expect([records, mismatched]).toEqual([500, 500]);
  expect(turns).toBeGreaterThan(50);
});
