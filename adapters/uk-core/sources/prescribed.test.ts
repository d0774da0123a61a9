import { medicationRequest } from '../fhir/care-record';
import { prescribed, prescriptions } from './prescribed';
import { AT, recordsWith, serverWith, type Lists } from './server-under-test';

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
  expect(read(dose('40 mg daily', 1, '2026-11-20', '2026-11-24'), dose('10 mg daily', 2))?.effective).toEqual({
    start: '2026-11-20T00:00:00.000Z',
  });
  expect(read()).toMatchObject({ effective: { start: AT } });
});

const inpatient: Lists = (server) => (people, _, asking) =>
  server.dialect.people.ask(
    server,
    people,
    prescriptions(server, () => 'inpatient'),
    asking,
  );
const medicines = (...requests: readonly object[]) =>
  recordsWith(inpatient, 'a@RT5', ...requests.map((more, at) => ({ ...line, id: `${at}`, ...more })));

test.each(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'])(
  'a request of intent %s is prescribed',
  async (intent) => {
    expect(await medicines({ intent })).toMatchObject([{ status: 'active', prescriptionType: 'inpatient' }]);
  },
);

test.each(['proposal', 'option'])('a %s is not: nobody ordered it', async (intent) => {
  expect(await medicines({ intent }, { intent: 'order' })).toHaveLength(1);
});

test('what is planned is intended, and no prescription; a plan that is over is none', async () => {
  const [planned, ...others] = await medicines({ intent: 'plan' }, { intent: 'plan', status: 'stopped' });
  expect(planned).toMatchObject({ status: 'intended', medication: { text: 'Prednisolone' } });
  expect(planned).not.toHaveProperty('prescriptionType');
  expect(others).toEqual([]);
  const wrong = await medicines({ intent: 'plan', status: 'entered-in-error' });
  expect(wrong).toMatchObject([{ status: 'entered-in-error' }]);
});

test('an intent that nobody has heard of cannot be read', async () => {
  await expect(medicines({ intent: 'wish' })).rejects.toThrow('intent');
});

test.each<[string, object, string]>([
  [
    'that it contains',
    {
      contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Prednisolone 5 mg' } }],
      medicationReference: { reference: '#m' },
    },
    'Prednisolone 5 mg',
  ],
  [
    'that is shown where it is named',
    { medicationReference: { reference: 'Medication/9', display: 'Prednisolone 5 mg' } },
    'Prednisolone 5 mg',
  ],
])('a medicine is that %s', async (_, more, text) => {
  expect(await medicines({ medicationCodeableConcept: undefined, ...more })).toMatchObject([{ medication: { text } }]);
});

test('a medicine that nothing names cannot be read', async () => {
  const medicationReference = { reference: 'Medication/9' };
  await expect(medicines({ medicationCodeableConcept: undefined, medicationReference })).rejects.toThrow('medication');
});

test('one that was written on a day, nobody says when, is there from its beginning', async () => {
  expect(await medicines({ authoredOn: '2026-06-01' })).toMatchObject([
    { effective: { start: '2026-05-31T23:00:00.000Z' } },
  ]);
});
