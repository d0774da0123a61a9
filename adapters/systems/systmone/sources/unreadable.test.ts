import { allergiesOfPeople } from '../../../uk-core/sources/allergies';
import { patientAt, personAt } from '../../../uk-core/sources/registered-under-test';
import { ask, serverWith } from '../../../uk-core/sources/server-under-test';
import { SourceFault } from '../../../contract';
import { RT5 } from '../systmone-under-test';
import { medicationsOfPeople } from './medications';
import { byPatient } from '../../../uk-core/sources/by-patient';
import type { UkCoreServer } from '../../../uk-core/server';
import type { FhirResource } from '../../../wire/fhir/values';

const theirs = { reference: 'Patient/a' };
const base = serverWith('systmone@RT5');
/** A SystmOne that holds one Patient and these resources; or does not answer. */
const holding = (held: Readonly<Record<string, readonly FhirResource[] | SourceFault>>): UkCoreServer => ({
  ...base,
  dialect: { ...base.dialect, name: 'SystmOne', people: byPatient },
  search: async (what, ...asked) => {
    const matches = what === 'Patient' ? [patientAt(RT5)({ id: 'a', numbers: ['L1'] })] : (held[what] ?? []);
    if (matches instanceof SourceFault) throw matches;
    return { ...(await base.search(what, ...asked)), matches };
  },
});
const person = personAt(RT5)(['L1'], { nhsNumberVerified: false });

test('a list with an allergy that cannot be read is not whole', async () => {
  const latex = { resourceType: 'AllergyIntolerance', id: '1', code: { text: 'Latex' }, patient: theirs };
  const allergies = (...held: readonly FhirResource[]) =>
    allergiesOfPeople(holding({ AllergyIntolerance: held }))([person], {}, ask);
  expect(await allergies(latex)).toMatchObject([{ complete: true, warnings: [] }]);
  for (const more of [{ recordedDate: 'soon' }, { code: {} }])
    expect(await allergies(latex, { ...latex, id: '2', ...more })).toMatchObject([
      { complete: false, warnings: [{ code: 'RECORD_PARTLY_READ' }], value: [{}, { clinicalStatus: 'unknown' }] },
    ]);
});

describe('medicines', () => {
  const medicine = { status: 'active', subject: theirs, medicationCodeableConcept: { text: 'Aspirin 75 mg' } };
  const taken = { resourceType: 'MedicationStatement', id: '1', ...medicine };
  const prescribed = { resourceType: 'MedicationRequest', id: '1', ...medicine };

  test('what is prescribed and cannot be read costs nothing of what is taken, nor the other way round', async () => {
    const medicines = (request: FhirResource, statement: FhirResource) =>
      medicationsOfPeople(holding({ MedicationRequest: [request], MedicationStatement: [statement] }))(
        [person],
        {},
        ask,
      );
    const partly = { kind: 'found', complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }] };
    expect(await medicines({ ...prescribed, subject: 'me' }, taken)).toMatchObject([
      { ...partly, value: [{ key: 'systmone@RT5|MedicationStatement/1' }] },
    ]);
    expect(await medicines(prescribed, { ...taken, subject: 'me' })).toMatchObject([
      { ...partly, value: [{ key: 'systmone@RT5|MedicationRequest/1' }] },
    ]);
    await expect(medicines({ ...prescribed, subject: 'me' }, { ...taken, subject: 'me' })).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
    });
  });

  test('what could not be asked for is asked again', async () => {
    const down = new SourceFault('SOURCE_UNAVAILABLE', 'down');
    const asked = medicationsOfPeople(holding({ MedicationRequest: [prescribed], MedicationStatement: down }));
    await expect(asked([person], {}, ask)).rejects.toBe(down);
  });

  test('what is taken since a day has its beginning', async () => {
    const since = { ...taken, effectiveDateTime: '2026-06-10' };
    const asked = medicationsOfPeople(holding({ MedicationStatement: [since] }));
    expect(await asked([person], {}, ask)).toMatchObject([
      { value: [{ effective: { start: '2026-06-09T23:00:00.000Z' } }] },
    ]);
  });
});
