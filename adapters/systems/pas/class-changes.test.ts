import { stay, stayOf, W12, W14 } from './stay-under-test';
import type { Said } from './stay-under-test';

/** A06 and A07 (HL7 v2.4 sections 3.3.6 and 3.3.7): PV1-2 is the new class, PV1-3 the new place, PV1-6 the old one where it differs. */

const ED = 'RWE^ED^^RWE';
const planned: Said = { trigger: 'A05', put: '0700', happened: '0700', place: W12, came: null };
const registered: Said = { trigger: 'A04', put: '0801', happened: '0800', place: ED, patientClass: 'E' };
const admitted: Said = { trigger: 'A01', put: '0801', happened: '0800', place: W12 };
const toInpatient: Said = { trigger: 'A06', put: '0901', happened: '0900', place: W12 };
const toOutpatient: Said = { trigger: 'A07', put: '1001', happened: '1000', place: W12, patientClass: 'O' };

const inBed = (code: string, bed: string): object => ({ status: 'in-progress', place: { ward: { code }, bed } });

test('whoever was planned to come and is made an inpatient lies in the bed, though no prior place is said', () => {
  for (const came of [null, '0900'])
    expect(stay(planned, { ...toInpatient, came })).toMatchObject({
      ...{ ...inBed('W12', 'B3-02'), class: 'IMP' },
      period: { start: '2026-11-20T09:00:00.000Z' },
    });
});

test('a feed that begins with it tells of somebody who is there', () => {
  expect(stay({ ...toInpatient, came: null })).toMatchObject(inBed('W12', 'B3-02'));
  expect(stay({ ...toOutpatient, came: null })).toMatchObject({ status: 'in-progress', class: 'AMB' });
});

test('an attender made an inpatient is in the new bed, and was where they came from', () => {
  for (const prior of ['', ED])
    expect(stay(registered, { ...toInpatient, prior })).toMatchObject({
      ...{ ...inBed('W12', 'B3-02'), class: 'IMP' },
      previousPlaces: [{ ward: { code: 'ED' } }],
    });
});

test('an inpatient made an outpatient is still there until the discharge', () => {
  expect(stay(admitted, toOutpatient)).toMatchObject({ ...inBed('W12', 'B3-02'), class: 'AMB' });
  const discharged: Said = { ...toOutpatient, trigger: 'A03', put: '1101', happened: '1100', gone: '1100' };
  expect(stay(admitted, toOutpatient, discharged)).toMatchObject({ status: 'finished', class: 'AMB' });
});

test('the trigger is the class where PV1-2 says none', () => {
  expect(stay(registered, { ...toInpatient, patientClass: '' })).toMatchObject({ class: 'IMP' });
  expect(stay(admitted, { ...toOutpatient, patientClass: '' })).toMatchObject({ class: 'AMB' });
});

test('told late, it brings back nobody who has gone or was never admitted', () => {
  const late = { ...toInpatient, put: '1300' };
  const discharged: Said = { ...admitted, trigger: 'A03', put: '1201', happened: '1200', gone: '1200' };
  expect(stay(admitted, discharged, { ...late, happened: '1230', gone: '1200' })).toMatchObject({ status: 'finished' });
  expect(stay(admitted, discharged, late)).toMatchObject({ status: 'finished' });
  const notAdmitted: Said = { ...admitted, trigger: 'A11', put: '1200', happened: '0800' };
  expect(stay(admitted, notAdmitted, late)).toMatchObject({ status: 'cancelled' });
  expect(stay(planned, notAdmitted, late)).toMatchObject({ status: 'planned' });
});

test('a cancelled transfer takes back the move, and nobody is an outpatient again', () => {
  const moved: Said = { ...toInpatient, prior: ED };
  const notMoved: Said = { trigger: 'A12', put: '1000', happened: '0900', place: W12 };
  expect(stay(registered, moved, notMoved)).toMatchObject({
    ...{ status: 'in-progress', class: 'IMP', place: { ward: { code: 'ED' } }, previousPlaces: [] },
  });
});

test('a cancelled transfer leaves alone a change of class after it', () => {
  const transferred: Said = { trigger: 'A02', put: '0841', happened: '0840', place: W14, prior: W12 };
  const notTransferred: Said = { trigger: 'A12', put: '0950', happened: '0840', place: W12, patientClass: 'O' };
  const made: Said = { ...toOutpatient, put: '0901', happened: '0900', place: W14 };
  expect(stay(admitted, transferred, made, notTransferred)).toMatchObject({ ...inBed('W12', 'B3-02'), class: 'AMB' });
});

test('a change that gives the visit another number leaves nobody under the old one', () => {
  const changed: Said = { ...toInpatient, visit: '700002', more: ['MRG|S1234567^^^RWE||||700001^^^VISITID'] };
  expect(stayOf('700001', registered, changed)).toMatchObject({
    status: 'finished',
    period: { end: '2026-11-20T09:00:00.000Z' },
  });
  expect(stayOf('700002', registered, changed)).toMatchObject(inBed('W12', 'B3-02'));
});
