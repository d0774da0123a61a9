import { medicationRequest } from '../fhir/care-record';
import { prescribed } from './prescribed';
import { AT, serverWith } from './server-under-test';

const server = serverWith('a@RT5');
const line = {
  ...{ resourceType: 'MedicationRequest', id: '1', status: 'active', authoredOn: AT },
  ...{ medicationCodeableConcept: { text: 'Prednisolone' }, subject: { reference: 'Patient/1' } },
};
const dose = (text: string | undefined, sequence?: number, start?: string, end?: string) => ({
  ...{ text, sequence },
  timing: { repeat: { boundsPeriod: { start, end } } },
});
const read = (...dosageInstruction: readonly object[]) =>
  prescribed(
    medicationRequest.parse({ ...line, dosageInstruction }),
    { instance: 'a@RT5', asOf: AT, retrievedAt: AT, freshness: 'LIVE' },
    'inpatient',
    server,
  );

test('a medicine with several doses is all of them, in their order, and ends with the last', () => {
  const [first, then] = [
    dose('40 mg daily', 1, '2026-11-20', '2026-11-24'),
    dose('20 mg daily', 2, '2026-11-25', '2026-11-29'),
  ];
  const expected = {
    dosageText: '40 mg daily; 20 mg daily',
    effective: { start: '2026-11-20T00:00:00.000Z', end: '2026-11-29T23:59:59.999Z' },
  };
  expect(read(first, then)).toMatchObject(expected);
  expect(read(then, first)).toMatchObject(expected);
  expect(read(dose('8 mg in the morning'), dose('4 mg at night'))).toMatchObject({
    dosageText: '8 mg in the morning; 4 mg at night',
  });
});

test('a dose without words, or without an end, is not passed over for the others', () => {
  expect(read(dose('40 mg daily'), dose(undefined))).not.toHaveProperty('dosageText');
  expect(read(dose('40 mg daily', 1, '2026-11-20', '2026-11-24'), dose('10 mg daily', 2)).effective).toEqual({
    start: '2026-11-20T00:00:00.000Z',
  });
  expect(read()).toMatchObject({ effective: { start: AT } });
});
