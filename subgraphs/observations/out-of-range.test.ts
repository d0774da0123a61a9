import type { EarlyWarningScore, Observation } from '../../schema/clinical/observation';
import type { CodeableConcept } from '../../schema/clinical/values';
import { assess } from './out-of-range';

const marked = (...codes: readonly string[]): { interpretation?: CodeableConcept } =>
  codes.length === 0 ? {} : { interpretation: { text: '', codings: codes.map((code) => ({ system: 'v3', code })) } };
const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
const reading = (code: string, hour: number, marks: readonly string[] = [], more: object = {}): Observation =>
  ({
    ...{ key: `${code} ${hour}`, status: 'final', effective: at(hour), components: [] },
    ...{ code: { text: code, codings: [{ system: 's', code }] }, ...marked(...marks), ...more },
  }) as unknown as Observation;
const score = (hour: number, total: number, more: object = { singleThree: false }): EarlyWarningScore =>
  ({
    key: `s${hour}`,
    status: 'final',
    effective: at(hour),
    total,
    parts: [],
    ...more,
  }) as unknown as EarlyWarningScore;

const of = (scores: readonly EarlyWarningScore[], readings: readonly Observation[] = [], told = true): string =>
  assess(scores, readings, told).assessment;

test('a score calls for somebody from 5 in sum, or at 3 in one parameter', () => {
  expect([4, 5].map((total) => of([score(8, total)]))).toEqual(['IN_RANGE', 'OUT_OF_RANGE']);
  expect(of([score(8, 3, { singleThree: true })])).toBe('OUT_OF_RANGE');
  expect(of([score(8, 5, {})])).toBe('OUT_OF_RANGE');
});

test('a low score without its parts says of nobody that they are well', () => {
  expect(of([score(8, 4, {})])).toBe('NOT_ASSESSED');
});

test.each(['H', 'L', 'HH', 'LL', 'HU', 'LU', 'A', 'AA'])('the mark %s is out of range, beside others too', (mark) => {
  expect(of([], [reading('pulse', 8, ['U', mark])])).toBe('OUT_OF_RANGE');
});

test('so is one part of a reading', () => {
  const pressure = (...marks: readonly string[]) =>
    reading('bp', 8, [], { components: marks.map((mark) => marked(mark)) });
  expect([of([], [pressure('N', 'L')]), of([], [pressure('N', 'N')])]).toEqual(['OUT_OF_RANGE', 'IN_RANGE']);
});

test('the newest reading of each code speaks, and the newest score', () => {
  expect(of([], [reading('pulse', 7, ['H']), reading('pulse', 9, ['N'])])).toBe('IN_RANGE');
  expect(of([], [reading('pulse', 9, ['N']), reading('spo2', 7, ['L'])])).toBe('OUT_OF_RANGE');
  expect(of([score(7, 8), score(9, 1)])).toBe('IN_RANGE');
});

test('what was entered in error speaks for nobody', () => {
  const wrong = { status: 'entered-in-error' };
  expect(of([score(7, 8), score(9, 0, { ...wrong, singleThree: false })])).toBe('OUT_OF_RANGE');
  expect(of([], [reading('pulse', 7, ['H']), reading('pulse', 9, ['N'], wrong)])).toBe('OUT_OF_RANGE');
});

test('nothing read, or nothing that can be judged, is not assessed', () => {
  expect(of([])).toBe('NOT_ASSESSED');
  expect(of([], [reading('pulse', 8)])).toBe('NOT_ASSESSED');
  expect(of([], [reading('pulse', 8, ['N']), reading('weight', 8)])).toBe('NOT_ASSESSED');
  expect(of([], [reading('pulse', 8, ['IND'])])).toBe('NOT_ASSESSED');
});

test('a score judges the readings up to it, and none after it', () => {
  expect(of([score(8, 1)], [reading('pulse', 8)])).toBe('IN_RANGE');
  expect(of([score(8, 1)], [reading('pulse', 9)])).toBe('NOT_ASSESSED');
  expect(of([score(8, 1)], [reading('pulse', 9, ['N'])])).toBe('IN_RANGE');
});

test('of what was not told whole nobody is well, but whoever is unwell stays so', () => {
  expect([of([score(8, 1)], [], false), of([score(8, 5)], [], false)]).toEqual(['NOT_ASSESSED', 'OUT_OF_RANGE']);
});
