import { stay, W12, W14 } from './stay-under-test';
import type { Said } from './stay-under-test';

/** Senders that write the day into EVN-6, PV1-44 and PV1-45 (HL7 2.5.1 section 2.A.22), and not the time of day. */

const DAY = '2026-11-20';
const admitted: Said = { trigger: 'A01', put: '0916', happened: '0915', place: W12, came: '' };
const update: Said = { trigger: 'A08', put: '1001', happened: '1000', place: W12, came: null };
const cameAt = { start: '2026-11-20T09:15:00.000Z' };

test('who came on the day of the message came when it says that it happened, and the day alone takes that away from nobody', () => {
  const there = { status: 'in-progress', period: cameAt, place: { period: cameAt } };
  expect(stay(admitted)).toMatchObject(there);
  expect(stay({ ...admitted, came: '0915' }, { ...update, came: '' })).toMatchObject(there);
  expect(stay(admitted)).not.toHaveProperty('period.startDate');
});

test('who came on another day came on that day, at no time that was told', () => {
  const since = { start: '2026-11-19T00:00:00.000Z', startDate: '2026-11-19' };
  expect(stay({ ...admitted, came: '20261119' })).toMatchObject({ period: since, place: { period: since } });
  expect(stay({ ...admitted, came: '20260701' })).toMatchObject({
    period: { start: '2026-06-30T23:00:00.000Z', startDate: '2026-07-01' },
  });
});

test('who left on the day of the message left when it says so, and not before they came', () => {
  const left: Said = { trigger: 'A03', put: '1401', happened: '1400', place: W12, came: null, gone: '' };
  const end = { end: '2026-11-20T14:00:00.000Z' };
  expect(stay(admitted, left)).toMatchObject({
    status: 'finished',
    period: { ...cameAt, ...end },
    place: { period: end },
  });
  const told: Said = { ...left, put: '202611210801', happened: '202611210800' };
  expect(stay(admitted, told)).toMatchObject({
    period: { ...cameAt, end: '2026-11-20T23:59:59.999Z', endDate: DAY },
    place: { period: { endDate: DAY } },
  });
});

test('nobody is taken out of their bed by an update that names a day which is not over', () => {
  const expected = { ...update, gone: '' };
  expect(stay(admitted, expected)).toMatchObject({ status: 'in-progress', place: { bed: 'B3-02' } });
  expect(stay(admitted, { ...expected, put: '202611210801', happened: '202611210800' })).toMatchObject({
    status: 'finished',
    period: { endDate: DAY },
  });
});

test('who was moved on a day is not back where they came from', () => {
  const moved: Said = { trigger: 'A02', put: '1201', happened: '', place: W14, came: null };
  const there = { ward: { code: 'W14' }, bed: 'B1-01' };
  expect(stay(admitted, moved)).toMatchObject({ place: { ...there, period: { start: '2026-11-20T12:01:00.000Z' } } });
  const told: Said = { ...moved, put: '202611210801' };
  expect(stay(admitted, told)).toMatchObject({ place: there, previousPlaces: [{ bed: 'B3-02' }] });
});
