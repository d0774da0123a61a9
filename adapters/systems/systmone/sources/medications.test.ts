import { fixedClock } from '../../../../schema/clock';
import { BORN, NUMBER, patientAt, personAt } from '../../../uk-core/sources/registered-under-test';
import { LOCAL } from '../fhir/vocabulary';
import { ANCHOR, askOf, RT5, valueOf } from '../systmone-under-test';
import { medicationsOfPeople } from './medications';
import { byPatient } from '../../../uk-core/sources/by-patient';
import type { SourceStamp } from '../../../../schema/answer';
import type { UkCoreServer } from '../../../uk-core/server';

const clock = fixedClock(ANCHOR);
const source: SourceStamp = { instance: 'systmone@RT5', asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' };
const subject = { reference: 'Patient/a' };
const medicine = { id: '1', status: 'active', subject, medicationCodeableConcept: { text: 'Aspirin 75 mg' } };
const HELD = [
  patientAt(RT5)({ id: 'a', numbers: ['L1000001'], nhsNumber: NUMBER, birthDate: BORN }),
  { resourceType: 'MedicationRequest', ...medicine },
  { resourceType: 'MedicationStatement', ...medicine },
];
const systmone: UkCoreServer = {
  dialect: { name: 'SystmOne', local: LOCAL, lastN: false, people: byPatient },
  ...{ instance: 'systmone@RT5', organisation: RT5, clock, stamp: () => source },
  search: (what) => {
    const matches = HELD.filter(({ resourceType }) => resourceType === what);
    return Promise.resolve({ matches, included: [], warnings: [], complete: true, source });
  },
  close: () => Promise.resolve(),
};

test('what is prescribed and what is said to be taken are two, though an id of one is an id of the other', async () => {
  const [answer] = await medicationsOfPeople(systmone)([personAt(RT5)(['L1000001'])], {}, askOf(clock));
  expect(valueOf(answer).map(({ key }) => key)).toEqual([
    'systmone@RT5|MedicationRequest/1',
    'systmone@RT5|MedicationStatement/1',
  ]);
});
