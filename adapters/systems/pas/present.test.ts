import { stay, W12, W14 } from './stay-under-test';
import type { Said } from './stay-under-test';

/** Whoever is there stays there, in their bed and their class, whatever is only planned, left out or cannot be read. */

const ED = 'RWE^ED^^RWE';
const registered: Said = { trigger: 'A04', put: '0801', happened: '0800', place: ED, patientClass: 'E' };
const admitted: Said = { trigger: 'A01', put: '1001', happened: '1000', place: W12, came: '1000' };
const inEd = { status: 'in-progress', class: 'EMER', place: { ward: { code: 'ED' } }, previousPlaces: [] };
const inBed = { status: 'in-progress', class: 'IMP', place: { ward: { code: 'W12' }, bed: 'B3-02' } };

test('an attender whose admission is planned is still in the emergency department', () => {
  for (const trigger of ['A14', 'A05']) {
    const planned: Said = { trigger, put: '0900', happened: '0900', place: W14, came: null };
    expect(stay(registered, planned)).toMatchObject(inEd);
    expect(stay(registered, planned, admitted)).toMatchObject(inBed);
  }
});

test('an attender who is not admitted after all is still in the emergency department', () => {
  const notAdmitted: Said = { trigger: 'A11', put: '1030', happened: '1000', place: W12, came: '1000' };
  expect(stay(registered, admitted, notAdmitted)).toMatchObject({
    ...{ ...inEd, period: { start: '2026-11-20T08:00:00.000Z' } },
  });
  expect(
    stay(registered, admitted, notAdmitted, { ...notAdmitted, put: '1040', happened: '0800', place: ED }),
  ).toMatchObject({
    status: 'cancelled',
  });
});

test('a transfer that leaves the place out moves nobody', () => {
  expect(stay(admitted, { trigger: 'A02', put: '1101', happened: '1100', place: '', came: null })).toMatchObject(inBed);
});

test('a class that cannot be read leaves the class as it was', () => {
  for (const patientClass of ['U', 'N', 'XX'])
    expect(stay(admitted, { ...admitted, trigger: 'A08', put: '1101', happened: '1100', patientClass })).toMatchObject(
      inBed,
    );
});

test('whoever comes has come when they came, and not when they were planned to', () => {
  const planned: Said = { trigger: 'A05', put: '0700', happened: '0700', place: W14, came: '1400' };
  const since = '2026-11-20T10:00:00.000Z';
  const there = { period: { start: since }, place: { period: { start: since } } };
  expect(stay(planned, { ...admitted, came: null })).toMatchObject(there);
  expect(stay(planned, { ...admitted, trigger: 'A06', came: null })).toMatchObject(there);
  expect(stay(planned, admitted)).toMatchObject(there);
  expect(stay(planned)).toMatchObject({ status: 'planned', period: { start: '2026-11-20T14:00:00.000Z' } });
});

test('nobody has been on a ward where they were only planned to be', () => {
  const planned: Said = { trigger: 'A05', put: '0700', happened: '0700', place: W14, came: null };
  const elsewhere: Said = { ...planned, put: '0730', happened: '0730', place: 'RWE^W15^^RWE' };
  expect(stay(planned, elsewhere)).toMatchObject({
    ...{ status: 'planned', place: { ward: { code: 'W15' } }, previousPlaces: [] },
  });
  expect(stay(planned, elsewhere, admitted)).toMatchObject({ ...inBed, previousPlaces: [] });
  const there = { ward: { code: 'W14' }, period: { start: '2026-11-20T10:00:00.000Z' } };
  for (const place of ['', 'RWE^W14^^RWE'])
    expect(stay(planned, { ...admitted, place })).toMatchObject({ place: there, previousPlaces: [] });
});
