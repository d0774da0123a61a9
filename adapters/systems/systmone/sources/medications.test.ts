import { fixedClock } from '../../../../schema/clock';
import { BORN, NUMBER, patientAt, personAt } from '../../../uk-core/sources/registered-under-test';
import { LOCAL } from '../fhir/vocabulary';
import { ANCHOR, askOf, RT5, valueOf } from '../systmone-under-test';
import { medicationsOfPeople } from './medications';
import { byPatient } from '../../../uk-core/sources/by-patient';
import type { SourceStamp } from '../../../../schema/answer';
import type { UkCoreServer } from '../../../uk-core/server';
import type { FhirResource } from '../../../wire/fhir/values';

const clock = fixedClock(ANCHOR);
const source: SourceStamp = { instance: 'systmone@RT5', asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' };
const subject = { reference: 'Patient/a' };
const medicine = { id: '1', status: 'active', subject, medicationCodeableConcept: { text: 'Aspirin 75 mg' } };
const patient = patientAt(RT5)({ id: 'a', numbers: ['L1000001'], nhsNumber: NUMBER, birthDate: BORN });
const request = { resourceType: 'MedicationRequest', ...medicine };
const statement = { resourceType: 'MedicationStatement', ...medicine };
const systmoneWith = (held: readonly FhirResource[]): UkCoreServer => ({
  dialect: { name: 'SystmOne', local: LOCAL, lastN: false, people: byPatient },
  ...{ instance: 'systmone@RT5', organisation: RT5, clock, stamp: () => source },
  search: (what) => {
    const matches = held.filter(({ resourceType }) => resourceType === what);
    return Promise.resolve({ matches, included: [], warnings: [], complete: true, source });
  },
  close: () => Promise.resolve(),
});
const told = async (...held: readonly FhirResource[]) => {
  const [answer] = await medicationsOfPeople(systmoneWith(held))([personAt(RT5)(['L1000001'])], {}, askOf(clock));
  return answer;
};

test('what is prescribed and what is said to be taken are two, though an id of one is an id of the other', async () => {
  expect(valueOf(await told(patient, request, statement)).map(({ key }) => key)).toEqual([
    'systmone@RT5|MedicationRequest/1',
    'systmone@RT5|MedicationStatement/1',
  ]);
});

test('a dose that a modifier may turn into another is not shown as it stands, whoever told of it', async () => {
  const doses = [{ text: 'One a day', modifierExtension: [{ url: 'urn:not', valueBoolean: true }] }];
  const answer = await told(
    ...[patient, { ...request, dosageInstruction: doses }, { ...request, id: '2' }],
    ...[
      { ...statement, dosage: doses },
      { ...statement, id: '2' },
    ],
  );
  expect(valueOf(answer).map(({ key }) => key)).toEqual([
    'systmone@RT5|MedicationRequest/2',
    'systmone@RT5|MedicationStatement/2',
  ]);
  expect(answer).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }] });
});
