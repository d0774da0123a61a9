import type { Encounter } from '../../schema/clinical/encounter';
import type { Appointment } from '../../schema/clinical/scheduling';
import { londonDay, type LocalDate } from '../../schema/time';
import { lastContact } from './contact';

const DAY = londonDay('2026-11-20' as LocalDate);
const visit = (status: string, start = '2026-11-20T09:00:00.000Z', kind = 'community'): Appointment =>
  ({ status, start, kind }) as unknown as Appointment;
const encounter = (kind: string, status: string, start = '2026-11-20T08:00:00.000Z'): Encounter =>
  ({ class: kind, status, period: { start } }) as unknown as Encounter;

test.each([
  ['arrived', true],
  ['fulfilled', true],
  ['booked', false],
  ['cancelled', false],
  ['noshow', false],
  ['unknown', false],
])('a community appointment that is %s: %s', (status, counts) => {
  expect(lastContact(DAY, [visit(status)], []) !== null).toBe(counts);
});

test.each([
  ['HH', 'finished', true],
  ['HH', 'in-progress', true],
  ['AMB', 'finished', true],
  ['HH', 'planned', false],
  ['HH', 'cancelled', false],
  ['VR', 'in-progress', false],
  ['IMP', 'in-progress', false],
])('an encounter of class %s that is %s: %s', (kind, status, counts) => {
  expect(lastContact(DAY, [], [encounter(kind, status)]) !== null).toBe(counts);
});

test('only what began today counts, whatever is still going on', () => {
  expect(lastContact(DAY, [visit('fulfilled', '2026-11-19T23:59:00.000Z')], [])).toBeNull();
  expect(lastContact(DAY, [], [encounter('HH', 'in-progress', '2026-11-01T08:00:00.000Z')])).toBeNull();
});

test('a clinic or the theatre is no visit of the community', () => {
  expect(lastContact(DAY, [visit('fulfilled', undefined, 'outpatient')], [])).toBeNull();
});

test('the last of the day is told', () => {
  expect(lastContact(DAY, [visit('fulfilled')], [encounter('HH', 'finished')])).toBe('2026-11-20T09:00:00.000Z');
});
