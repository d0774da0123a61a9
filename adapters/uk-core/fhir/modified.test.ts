import { appointment, allergyIntolerance, medicationRequest } from './care-record';
import { observation } from './observation';

const subject = { reference: 'Patient/1' };
const code = { text: 'Something' };
const AT = '2026-11-20T10:00:00Z';
const modifierExtension = [{ url: 'https://systems.example/StructureDefinition/negated', valueBoolean: true }];
const allergy = { resourceType: 'AllergyIntolerance', id: '1', code, patient: subject };
const pulse = { resourceType: 'Observation', id: '1', status: 'final', code, subject, effectiveDateTime: AT };
const line = { resourceType: 'MedicationRequest', id: '1', status: 'active', medicationCodeableConcept: code, subject };

test.each([
  ['an allergy', allergyIntolerance, allergy, { modifierExtension }],
  [
    'an appointment',
    appointment,
    { resourceType: 'Appointment', id: '1', status: 'booked', start: AT, participant: [] },
    { modifierExtension },
  ],
  ['an observation', observation, pulse, { modifierExtension }],
  ['a part of an observation', observation, pulse, { component: [{ code, modifierExtension }] }],
  ['a dose', medicationRequest, line, { dosageInstruction: [{ text: '1 g', modifierExtension }] }],
  ['a prescription that is a prohibition', medicationRequest, line, { doNotPerform: true }],
])('%s: with a modifier that nobody here understands it cannot be read', (_, schema, resource, modified) => {
  expect(schema.safeParse(resource).success).toBe(true);
  expect(schema.safeParse({ ...resource, modifierExtension: [], doNotPerform: false }).success).toBe(true);
  expect(schema.safeParse({ ...resource, ...modified }).success).toBe(false);
});
