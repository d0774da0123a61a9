import type { Encounter, EncounterStatus } from '../../schema/clinical/encounter';
import type { Bed } from '../../schema/clinical/location';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { occupancy } from './bed-occupancy';
import type { Kept } from './fold/row';

const ward = { organisation: 'RWE' as OdsCode, code: 'W12' };
const at = (hour: number): Instant => `2026-11-20T0${hour}:00:00.000Z` as Instant;
const bed = (code: string): Kept<Bed> => ({
  key: `RWE|W12|${code}`,
  ward,
  code,
  name: `Bed ${code}`,
  status: 'unoccupied',
  source: { instance: 'pas@RWE', asOf: at(1) },
});
const stay = (visit: string, code: string, status: EncounterStatus, since = at(2)): Kept<Encounter> => ({
  key: `RWE|${visit}`,
  source: { instance: 'pas@RWE', asOf: since },
  identifier: { system: 'visit', value: visit },
  status,
  class: 'IMP',
  subject: { identifiers: [] },
  period: { start: since },
  place: { ward, bed: code, period: { start: since } },
  previousPlaces: [],
});
const shown = (stock: readonly Kept<Bed>[], stays: readonly Kept<Encounter>[]): unknown =>
  occupancy(stock, stays).beds.map((one) => [one.code, one.name, one.status, one.visit]);

test('current stays and those on leave hold their beds; planned and ended ones do not', () => {
  expect(
    shown(
      [bed('B1'), bed('B2'), bed('B3'), bed('B4')],
      [
        stay('1', 'B1', 'in-progress'),
        stay('2', 'B2', 'onleave'),
        stay('3', 'B3', 'planned'),
        stay('4', 'B4', 'finished'),
      ],
    ),
  ).toEqual([
    ['B1', 'Bed B1', 'occupied', '1'],
    ['B2', 'Bed B2', 'occupied', '2'],
    ['B3', 'Bed B3', 'unoccupied', undefined],
    ['B4', 'Bed B4', 'unoccupied', undefined],
  ]);
});

test('a person in a bed that is not in the stock is shown in it, by its code', () => {
  expect(shown([], [stay('1', 'TROLLEY', 'in-progress')])).toEqual([['TROLLEY', 'TROLLEY', 'occupied', '1']]);
});

test('two stays in one bed are said, and the later-placed is shown', () => {
  const { beds, warnings } = occupancy(
    [bed('B1')],
    [stay('2', 'B1', 'in-progress', at(3)), stay('1', 'B1', 'in-progress')],
  );
  expect(beds.map((one) => one.visit)).toEqual(['2']);
  expect(warnings.map((one) => one.code)).toEqual(['BED_CONFLICT']);
});
