import { ANCHOR, identityOf, openUnderTest, valueOf, type UnderTest } from './simulator/under-test';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Instant, PartialDate } from '../../../schema/time';

let acute: UnderTest;
beforeAll(async () => {
  acute = await openUnderTest('RWE');
});
afterAll(() => acute.close());

const person = (key: string, ...also: readonly string[]): PersonIdentity => {
  const named = (each: string) => {
    const one = acute.hospital.current.people.find((candidate) => candidate.key === each);
    if (one === undefined) throw new Error(`There is no ${each}`);
    return one;
  };
  return identityOf(named(key), also.map(named));
};
const people = () => acute.connection.sources.people;

test('who somebody is, as Nervecentre has them: by a traced NHS number, else by their number here', async () => {
  acute.asked();
  const demographics = people().demographics;
  const [mavis, unnamed] = (await demographics?.([person('p001'), person('p004')], {}, acute.ask)) ?? [];
  expect(acute.asked()).toEqual(['GET Patient']);
  expect(valueOf(mavis)).toMatchObject({
    ...{ key: 'RWE|S1234567', nhsNumber: '9990000018', traceStatus: '01', birthDate: '1948-03-02', deceased: false },
    ...{ name: { text: 'TESTER, Mavis (Mrs)', family: 'Tester', given: ['Mavis'] }, gender: 'female' },
    generalPractice: {
      ...{ odsCode: 'C82999', name: 'Test Practice' },
      generalPractitioner: { text: 'G9999998', identifier: { system: 'https://fhir.hl7.org.uk/Id/gmp-number' } },
    },
  });
  expect(valueOf(unnamed)).toMatchObject({ key: 'RWE|S1234570', birthDate: '1970-01-01' });
  expect(valueOf(unnamed)).not.toHaveProperty('nhsNumber');
});

test('of whom Nervecentre has another birth date it says nobody, and why', async () => {
  const born = { ...person('p001'), birthDate: '1948-02-03' as PartialDate };
  const [answer] = (await people().demographics?.([born], {}, acute.ask)) ?? [];
  expect(answer).toMatchObject({
    kind: 'absent',
    warnings: [{ code: 'IDENTITY_IN_DOUBT' }, { code: 'BIRTH_DATE_DIFFERS' }],
  });
  expect(JSON.stringify(answer)).not.toMatch(/1948|9990000018|S1234567|Mavis/);
});

test('bedside facts of one person', async () => {
  const mavis = [person('p001')];
  const allergies = valueOf((await people().allergies?.(mavis, {}, acute.ask))?.[0]);
  expect(allergies).toMatchObject([
    {
      code: { text: 'Allergy to penicillin' },
      assertsNone: false,
      clinicalStatus: 'active',
      recordedDate: '2026-11-20',
    },
  ]);
  const flags = valueOf((await people().flags?.(mavis, {}, acute.ask))?.[0]);
  expect(flags).toMatchObject([
    {
      key: 'nervecentre@RWE|Flag/fl-1',
      code: { text: 'At increased risk for falls' },
      category: { text: 'alert' },
      status: 'active',
    },
  ]);
  const preferences = valueOf((await people().preferences?.(mavis, {}, acute.ask))?.[0]);
  expect(preferences).toMatchObject([
    {
      key: 'nervecentre@RWE|Flag/pf-1',
      category: 'resuscitation',
      recordedDate: '2026-08-22T10:00:00.000Z',
      note: 'Discussed with Mrs Tester and her husband',
    },
    { key: 'nervecentre@RWE|Flag/pf-2', category: 'capacity' },
  ]);
  const medications = valueOf((await people().medications?.(mavis, {}, acute.ask))?.[0]);
  expect(medications).toMatchObject([
    {
      key: 'nervecentre@RWE|MedicationRequest/nm-1',
      status: 'active',
      prescriptionType: 'inpatient',
      effective: { start: '2026-11-20T09:22:00.000Z' },
    },
  ]);
  const [team] = valueOf((await people()['care-team']?.(mavis, {}, acute.ask))?.[0]);
  expect(team).toMatchObject({
    name: 'Ward 12 team',
    members: [
      {
        name: 'Dr Ann Ward',
        role: { text: 'Consultant physician' },
        telecom: [{ system: 'phone', value: '01162580001' }],
      },
      { name: 'Nora Nurse' },
    ],
  });
});

test('"none known" is a record that says so; nothing recorded is an empty list', async () => {
  const [none, nothing] =
    (await people().allergies?.([person('p002'), person('p004')], {}, acute.ask))?.map(valueOf) ?? [];
  expect(none).toMatchObject([{ assertsNone: true, code: { codings: [{ code: '716186003' }] } }]);
  expect(nothing).toEqual([]);
});

test('vital signs with their units, parts and words; a window and a number narrow them', async () => {
  const ivy = [person('p002')];
  const all = valueOf((await people().observations?.(ivy, {}, acute.ask))?.[0]);
  const round = all.filter(({ effective }) => effective === '2026-11-20T08:10:00.000Z');
  expect(round.find(({ key }) => key === 'nervecentre@RWE|Observation/obs-011-spo2')).toMatchObject({
    valueText: '94 %',
    quantity: { value: '94', unit: '%', ucum: '%' },
    performer: { text: 'Nora Nurse' },
  });
  expect(round.find(({ key }) => key === 'nervecentre@RWE|Observation/obs-011-bp')?.components).toMatchObject([
    { valueText: '108 mmHg', quantity: { ucum: 'mm[Hg]' } },
    { valueText: '64 mmHg' },
  ]);
  expect(round.find(({ key }) => key === 'nervecentre@RWE|Observation/obs-011-acvpu')).toMatchObject({
    concept: { text: 'Mentally alert' },
  });
  expect(round.find(({ key }) => key === 'nervecentre@RWE|Observation/obs-011-air')).toMatchObject({ valueText: 'No' });
  expect(round).toHaveLength(7);

  const window = { from: '2026-11-20T00:00:00.000Z' as Instant, to: ANCHOR };
  expect(valueOf((await people().observations?.(ivy, { window }, acute.ask))?.[0])).toHaveLength(7);
  const codes = [{ system: 'http://snomed.info/sct', code: '364075005' }];
  const pulse = valueOf((await people().observations?.(ivy, { codes, latest: 1 }, acute.ask))?.[0]);
  expect(pulse.map(({ valueText }) => valueText)).toEqual(['92 /min']);
});

test('scores, escalations and opened results of one person', async () => {
  const scores = valueOf((await people()['early-warning']?.([person('p002')], {}, acute.ask))?.[0]);
  expect(scores.map(({ total, visit }) => [total, visit])).toEqual([
    [7, '700002'],
    [0, '700002'],
  ]);
  expect(valueOf((await people()['early-warning']?.([person('p007')], {}, acute.ask))?.[0])).toEqual([]);
  const escalations = valueOf((await people().escalations?.([person('p002')], {}, acute.ask))?.[0]);
  expect(escalations).toMatchObject([{ scoreKey: 'nervecentre@RWE|Observation/obs-011-news2', status: 'requested' }]);
  const [opened, waiting] =
    (await people()['result-acknowledgements']?.([person('p006'), person('p007')], {}, acute.ask))?.map(valueOf) ?? [];
  expect(opened).toMatchObject([
    { resultKey: '26H0001240', acknowledgedAt: '2026-11-20T09:35:00.000Z', by: { text: 'WARD Ann' } },
  ]);
  expect(waiting?.map(({ resultKey, acknowledgedAt }) => [resultKey, acknowledgedAt])).toEqual([
    ['26B0001210', undefined],
  ]);
});

test('theatre cases and letters', async () => {
  const { appointments, bedside } = acute.hospital.current;
  const theatre = appointments.find(({ kind }) => kind === 'theatre');
  const cases = valueOf((await people().appointments?.([person(theatre?.person ?? '')], {}, acute.ask))?.[0]);
  expect(cases).toMatchObject([
    {
      key: `nervecentre@RWE|Appointment/${theatre?.id}`,
      kind: 'theatre',
      start: theatre?.start,
      description: theatre?.description,
      place: theatre?.place,
    },
  ]);
  const filed = bedside.find(({ organisation, documents }) => organisation === 'RWE' && documents.length > 0);
  const letters = valueOf((await people().documents?.([person(filed?.person ?? '')], {}, acute.ask))?.[0]);
  expect(letters.map(({ title, bytes }) => [title, bytes])).toEqual(
    filed?.documents.map(({ title, bytes }) => [title, bytes]),
  );
});

test('many people cost one ask, each gets their own, and people without an NHS number are asked by hospital number', async () => {
  const everyone = ['p007', 'p004', 'p001', 'p002'].map((key) => person(key));
  acute.asked();
  const answers = await people().encounters?.(everyone, {}, acute.ask);
  expect(acute.asked()).toEqual(['GET Encounter']);
  expect(answers?.map((answer) => valueOf(answer).map(({ key }) => key))).toEqual([
    ['RWE|700007'],
    ['RWE|700004'],
    ['RWE|700001'],
    ['RWE|700002'],
  ]);
});

test('one person with two records has the facts of both', async () => {
  const [both, one] = (await people().encounters?.([person('p020', 'p021'), person('p001')], {}, acute.ask)) ?? [];
  expect(valueOf(both).map(({ key }) => key)).toContain('RWE|700021');
  expect(valueOf(one).map(({ key }) => key)).toEqual(['RWE|700001']);
});

test('a record that two of those asked could own is given to neither, and both answers say so', async () => {
  const mavis = person('p001');
  const double = { ...mavis, id: 'id-double' as PersonIdentity['id'] };
  const answers = (await people().encounters?.([mavis, double], {}, acute.ask)) ?? [];
  for (const answer of answers) expect(answer).toMatchObject({ kind: 'found', complete: false });
  expect(valueOf(answers[0])).toEqual([]);
});

test('an unverified NHS number reaches nobody; without a number of this organisation the answer is not whole', async () => {
  const { identifiers, ...stranger } = person('p001');
  expect(identifiers).not.toEqual([]);
  acute.asked();
  const answers = await people().allergies?.(
    [{ ...stranger, identifiers: [], nhsNumberVerified: false }],
    {},
    acute.ask,
  );
  expect(answers).toMatchObject([{ kind: 'found', value: [], complete: false, warnings: [{ code: 'NOT_ASKABLE' }] }]);
  expect(acute.asked()).toEqual([]);
});
