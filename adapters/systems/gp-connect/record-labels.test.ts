import { answerWhen, bundle, closeHospital, listOf, patient, searchset } from './replying-under-test';

afterAll(closeHospital);

const subject = { reference: 'Patient/7' };
const labelled = (code: string) => ({
  meta: { security: [{ system: 'http://hl7.org/fhir/v3/Confidentiality', code }] },
});

test('how a practice labels a record goes with it', async () => {
  const asthma = { resourceType: 'Condition', id: 'c1', code: { text: 'Asthma' }, subject, ...labelled('V') };
  const { outcome } = await answerWhen('problems', () =>
    bundle(patient(), asthma, listOf('problems', ['Condition/c1'])),
  );
  expect(outcome).toMatchObject({ value: [{ source: { securityLabels: ['very-restricted'] } }] });
});

test('a medicine is labelled as its plan and its issues are: they are told in it', async () => {
  const medicine = {
    ...{ resourceType: 'MedicationStatement', id: 's1', status: 'active', subject },
    ...{ basedOn: [{ reference: 'MedicationRequest/p1' }], medicationCodeableConcept: { text: 'Metformin' } },
  };
  const request = { resourceType: 'MedicationRequest', subject, authoredOn: '2026-11-02' };
  const { outcome } = await answerWhen('medications', () =>
    bundle(
      ...[patient(), medicine, { ...request, id: 'p1', intent: 'plan', ...labelled('R') }],
      { ...request, id: 'i1', intent: 'order', basedOn: [{ reference: 'MedicationRequest/p1' }], ...labelled('V') },
      listOf('medications', ['MedicationStatement/s1']),
    ),
  );
  expect(outcome).toMatchObject({ value: [{ source: { securityLabels: ['restricted', 'very-restricted'] } }] });
});

test('and so is an appointment', async () => {
  const booked = {
    ...{ resourceType: 'Appointment', id: '1', status: 'booked', start: '2026-11-25T10:10:00Z' },
    ...{ participant: [{ actor: subject }], ...labelled('V') },
  };
  const { outcome } = await answerWhen('appointments', ({ path }) =>
    path.endsWith('/Appointment') ? searchset(booked) : searchset(patient()),
  );
  expect(outcome).toMatchObject({ value: [{ source: { securityLabels: ['very-restricted'] } }] });
});
