import { answerWhen, bundle, closeHospital, listOf, patient, searchset } from './replying-under-test';
import type { Area } from './vocabulary';

afterAll(closeHospital);

const theirs = { reference: 'Patient/7' };
const said = (area: Area, references: readonly string[], ...resources: readonly object[]) =>
  answerWhen(area, () => bundle(patient(), listOf(area, references), ...resources)).then(({ outcome }) => outcome);
const modifierExtension = [{ url: 'https://systems.example/StructureDefinition/negated', valueBoolean: true }];

describe('medicines', () => {
  const statement = (id: string, plan: string, more: object = {}) => ({
    ...{ resourceType: 'MedicationStatement', id, status: 'active', subject: theirs },
    ...{ basedOn: [{ reference: `MedicationRequest/${plan}` }], medicationCodeableConcept: { text: id } },
    ...more,
  });
  const request = (id: string, intent: string, more: object = {}) => ({
    ...{ resourceType: 'MedicationRequest', id, intent, subject: theirs, authoredOn: '2026-11-02' },
    ...more,
  });
  const issueOf = (plan: string) => ({ basedOn: [{ reference: `MedicationRequest/${plan}` }] });
  const both = ['MedicationStatement/metformin', 'MedicationStatement/ramipril'];
  const [metformin, ramipril] = [statement('metformin', 'p1'), statement('ramipril', 'p2')];

  test('a plan or an issue that cannot be read costs no medicine: each is shown with what can be', async () => {
    const outcome = await said(
      ...(['medications', both, metformin, ramipril] as const),
      request('p1', 'plan', { modifierExtension }),
      request('p2', 'plan', { dosageInstruction: [{ text: 'One a day' }] }),
      request('i1', 'order', { ...issueOf('p2'), authoredOn: 'soon' }),
      request('i2', 'order', issueOf('p2')),
    );
    expect(outcome).toMatchObject({
      ...{ kind: 'found', complete: false, warnings: [{ code: 'RECORD_PARTLY_READ' }] },
      value: [
        { medication: { text: 'metformin' }, issues: [] },
        { medication: { text: 'ramipril' }, dosageText: 'One a day', issues: [{ issuedOn: '2026-11-02' }] },
      ],
    });
  });

  test('whose product cannot be read is shown by the name that stands beside it', async () => {
    const named = { medicationCodeableConcept: undefined };
    const medicationReference = { reference: 'Medication/m1', display: 'Metformin 500mg tablets' };
    const outcome = await said(
      ...(['medications', ['MedicationStatement/s1']] as const),
      statement('s1', 'p1', { ...named, medicationReference }),
      request('p1', 'plan'),
      { resourceType: 'Medication', id: 'm1', code: 'metformin' },
    );
    expect(outcome).toMatchObject({
      ...{ complete: false, warnings: [{ code: 'RECORD_PARTLY_READ' }] },
      value: [{ medication: { text: 'Metformin 500mg tablets' } }],
    });
  });

  test('are taken in all their doses, not in the first alone', async () => {
    const dosage = [
      { sequence: 2, text: '20 mg daily' },
      { sequence: 1, text: '40 mg daily' },
    ];
    const outcome = await said(
      ...(['medications', ['MedicationStatement/s1']] as const),
      ...[statement('s1', 'p1', { dosage }), request('p1', 'plan')],
    );
    expect(outcome).toMatchObject({ complete: true, value: [{ dosageText: '40 mg daily; 20 mg daily' }] });
  });
});

describe('an allergy that cannot be read', () => {
  const penicillin = {
    coding: [{ system: 'http://snomed.info/sct', code: '91936005', display: 'Penicillin allergy' }],
  };
  const allergy = (id: string, more: object = {}) => ({
    ...{ resourceType: 'AllergyIntolerance', id, clinicalStatus: 'active', verificationStatus: 'confirmed' },
    ...{ code: { text: 'Latex' }, patient: theirs, ...more },
  });
  const noneKnown = {
    coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergies' }],
  };
  const unread = { text: 'Entry about an allergy that could not be read', codings: [] };
  const unknown = { clinicalStatus: 'unknown', verificationStatus: 'unknown', assertsNone: false };

  test.each<[string, object, object]>([
    ['what to, where that can be read', { code: penicillin, assertedDate: 'soon' }, { text: 'Penicillin allergy' }],
    ['that there is one, where it cannot', { code: 'penicillin' }, unread],
    ['that there is one, where nothing is said', { code: {} }, unread],
    ['that there is one, where its meaning may be turned round', { code: penicillin, modifierExtension }, unread],
    ['not that there are none', { code: noneKnown, assertedDate: 'soon' }, unread],
  ])('is on the list, and says %s', async (_, more, code) => {
    const references = ['AllergyIntolerance/a1', 'AllergyIntolerance/a2'];
    const outcome = await said('allergies', references, allergy('a1', more), allergy('a2'));
    expect(outcome).toMatchObject({
      ...{ kind: 'found', complete: false, warnings: [{ code: 'RECORD_PARTLY_READ' }] },
      value: [
        { key: 'gp-connect@C82999|AllergyIntolerance/a1', code, ...unknown },
        { code: { text: 'Latex' }, clinicalStatus: 'active' },
      ],
    });
  });

  test('is nobody’s where nothing says whose it is', async () => {
    const references = ['AllergyIntolerance/a1', 'AllergyIntolerance/a2'];
    const outcome = await said('allergies', references, allergy('a1', { patient: 'me' }), allergy('a2'));
    expect(outcome).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }], value: [{}] });
  });

  test('and belongs to somebody else is shown to nobody', async () => {
    const others = allergy('a1', { patient: { reference: 'Patient/8' }, assertedDate: 'soon' });
    expect(await said('allergies', ['AllergyIntolerance/a1'], others)).toMatchObject({ code: 'SOURCE_INVALID' });
  });
});

test('an entry of another kind than its list is said to be missing', async () => {
  const condition = { resourceType: 'Condition', id: 'c1', code: { text: 'Asthma' }, subject: theirs };
  const outcome = await said('problems', ['Condition/c1', 'Observation/o1'], condition);
  expect(outcome).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_MISSING' }], value: [{}] });
});

describe('a record that was sent and that no list names', () => {
  const allergy = (id: string, more: object = {}) => ({
    ...{ resourceType: 'AllergyIntolerance', id, clinicalStatus: 'active', verificationStatus: 'confirmed' },
    ...{ code: { text: id }, patient: theirs, ...more },
  });

  test('is shown, and the answer says that it is not whole', async () => {
    const outcome = await said('allergies', ['AllergyIntolerance/latex'], allergy('penicillin'), allergy('latex'));
    expect(outcome).toMatchObject({
      ...{ kind: 'found', complete: false, warnings: [{ code: 'RECORD_NOT_LISTED' }] },
      value: [{ code: { text: 'latex' } }, { code: { text: 'penicillin' } }],
    });
  });

  test('is no sign that nothing is recorded', async () => {
    const outcome = await said('allergies', [], allergy('penicillin'));
    expect(outcome).toMatchObject({ warnings: [{ code: 'RECORD_NOT_LISTED' }], value: [{}] });
  });

  test('is shown where it stands contained in a list that does not name it', async () => {
    const ended = { contained: [allergy('ended', { clinicalStatus: 'resolved' })] };
    const { outcome } = await answerWhen('allergies', () => bundle(patient(), listOf('allergies', [], ended)));
    expect(outcome).toMatchObject({ complete: false, value: [{ clinicalStatus: 'resolved' }] });
  });

  test('is no matter where it is of another kind: a medicine’s problem comes with it', async () => {
    const asthma = { resourceType: 'Condition', id: 'c1', code: { text: 'Asthma' }, subject: theirs };
    const outcome = await said('allergies', ['AllergyIntolerance/latex'], allergy('latex'), asthma);
    expect(outcome).toMatchObject({ complete: true, warnings: [], value: [{}] });
  });

  test('and is somebody else’s, the answer is about them', async () => {
    const others = allergy('nuts', { patient: { reference: 'Patient/8' } });
    const outcome = await said('allergies', ['AllergyIntolerance/latex'], allergy('latex'), others);
    expect(outcome).toMatchObject({ code: 'SOURCE_INVALID' });
  });
});

test('a list beside the one that was asked for takes nothing from it where it cannot be read', async () => {
  const asthma = { resourceType: 'Condition', id: 'c1', code: { text: 'Asthma' }, subject: theirs };
  const other = { resourceType: 'List', id: 'l2', code: 'ended' };
  expect(await said('problems', ['Condition/c1'], asthma, other)).toMatchObject({
    ...{ complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }] },
    value: [{ code: { text: 'Asthma' } }],
  });
});

describe('appointments', () => {
  const booked = (id: string, more: object = {}) => ({
    ...{ resourceType: 'Appointment', id, status: 'booked', start: '2026-11-25T10:10:00Z' },
    ...{ participant: [{ actor: theirs }], ...more },
  });
  const appointments = (...held: readonly object[]) =>
    answerWhen('appointments', ({ path }) =>
      path.endsWith('/Appointment') ? searchset(...held) : searchset(patient()),
    ).then(({ outcome }) => outcome);

  test.each([
    ['that cannot be read', { start: 'soon' }],
    ['that names no patient', { participant: [] }],
  ])('one %s costs none of the others', async (_, more) => {
    expect(await appointments(booked('1', more), booked('2'))).toMatchObject({
      ...{ kind: 'found', complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }] },
      value: [{ key: 'gp-connect@C82999|Appointment/2' }],
    });
    expect(await appointments(booked('1', more))).toMatchObject({ code: 'SOURCE_INVALID' });
  });

  test('of a group that they declined is cancelled for them', async () => {
    const others = { actor: { reference: 'Patient/8' }, status: 'declined' };
    const participant = (status: string) => [others, { actor: theirs, status }];
    const outcome = await appointments(
      booked('1', { participant: participant('declined') }),
      booked('2', { participant: participant('accepted') }),
    );
    expect(outcome).toMatchObject({ complete: true, value: [{ status: 'cancelled' }, { status: 'booked' }] });
  });

  test('of a group is theirs wherever they stand in it', async () => {
    const participant = [{ actor: { reference: 'Patient/8' } }, { actor: theirs }];
    expect(await appointments(booked('1', { participant }))).toMatchObject({ complete: true, value: [{}] });
    expect(await appointments(booked('1', { participant: participant.slice(0, 1) }))).toMatchObject({
      code: 'SOURCE_INVALID',
    });
  });
});

describe('what the practice holds not to be so', () => {
  test.each(['refuted', 'entered-in-error'])('a problem that is %s is none of theirs', async (verificationStatus) => {
    const asthma = { resourceType: 'Condition', id: 'c1', code: { text: 'Asthma' }, subject: theirs };
    const not = { ...asthma, id: 'c2', verificationStatus };
    expect(await said('problems', ['Condition/c1', 'Condition/c2'], asthma, not)).toMatchObject({
      ...{ complete: true, value: [{ key: 'gp-connect@C82999|Condition/c1' }] },
    });
  });

  test('an appointment that was entered in error is none', async () => {
    const booked = { resourceType: 'Appointment', start: '2026-11-25T10:10:00Z', participant: [{ actor: theirs }] };
    const wrong = { ...booked, id: '1', status: 'entered-in-error' };
    const { outcome } = await answerWhen('appointments', ({ path }) =>
      path.endsWith('/Appointment') ? searchset(wrong, { ...booked, id: '2', status: 'booked' }) : searchset(patient()),
    );
    expect(outcome).toMatchObject({ complete: true, value: [{ key: 'gp-connect@C82999|Appointment/2' }] });
  });
});

describe('a record about somebody of another server, who has the same id there', () => {
  const allergyOf = (id: string, reference: string) => ({
    ...{ resourceType: 'AllergyIntolerance', id, clinicalStatus: 'active', verificationStatus: 'unconfirmed' },
    ...{ code: { text: id }, patient: { reference } },
  });

  test('is not shown as theirs', async () => {
    const outcome = await said(
      ...(['allergies', ['AllergyIntolerance/latex', 'AllergyIntolerance/nuts']] as const),
      allergyOf('latex', 'Patient/7'),
      allergyOf('nuts', 'https://elsewhere.example/fhir/Patient/7'),
    );
    expect(JSON.stringify(outcome)).not.toContain('nuts');
  });
});
