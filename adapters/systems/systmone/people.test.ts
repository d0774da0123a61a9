import { openUnderTest, valueOf, type UnderTest } from './systmone-under-test';
import type { Instant, PartialDate } from '../../../schema/time';

let community: UnderTest;
beforeAll(async () => {
  community = await openUnderTest();
});
afterAll(() => community.close());

const people = () => community.connection.sources.people;
const mavis = () => [community.identity('p001')];

test('demographics as SystmOne has them', async () => {
  const [answer] = (await people().demographics?.(mavis(), {}, community.ask)) ?? [];
  expect(valueOf(answer)).toMatchObject({
    key: 'RT5|L200001',
    nhsNumber: '9990000018',
    traceStatus: '01',
    identifiers: [{ system: 'https://fhir.rt5.example.nhs.uk/Id/hospital-number', value: 'L200001' }],
    name: { text: 'TESTER, Mavis (Mrs)', family: 'Tester', given: ['Mavis'] },
    gender: 'female',
    birthDate: '1948-03-02',
    deceased: false,
    generalPractice: { odsCode: 'C82999', name: 'Test Practice' },
    restricted: false,
  });
});

test('the community record of one person', async () => {
  const { problems, preferences, 'care-team': careTeam, appointments } = people();
  expect(valueOf((await problems?.(mavis(), {}, community.ask))?.[0])).toMatchObject([
    { code: { text: 'Heart failure' }, clinicalStatus: 'active', onset: '2024-02-19' },
  ]);
  expect(valueOf((await preferences?.(mavis(), {}, community.ask))?.[0])).toMatchObject([
    {
      key: 'systmone@RT5|Flag/cf-1',
      category: 'end-of-life',
      status: 'active',
      recordedDate: '2026-09-21T13:00:00.000Z',
    },
  ]);
  expect(valueOf((await careTeam?.(mavis(), {}, community.ask))?.[0])).toMatchObject([
    {
      name: 'City heart failure team',
      members: [
        {
          name: 'Cora Community',
          role: { text: 'Heart failure nurse' },
          telecom: [{ system: 'phone', value: '01162950001', use: 'work' }],
        },
      ],
    },
  ]);
  const window = { from: '2026-11-20T10:00:00.000Z' as Instant, to: '2027-01-15T10:00:00.000Z' as Instant };
  expect(valueOf((await appointments?.(mavis(), { window }, community.ask))?.[0])).toMatchObject([
    { kind: 'community', status: 'booked', start: '2026-11-29T13:00:00.000Z' },
  ]);
});

test('an asserted "no known allergies" is a record; what nothing was recorded of is an empty list, complete', async () => {
  const [asserted, silent] =
    (await people().allergies?.([community.identity('p013'), community.identity('p001')], {}, community.ask)) ?? [];
  expect(valueOf(asserted)).toMatchObject([{ assertsNone: true }]);
  expect(silent).toMatchObject({ kind: 'found', value: [], complete: true });
  for (const capability of ['medications', 'immunisations', 'documents'] as const)
    expect((await people()[capability]?.(mavis(), {}, community.ask))?.[0]).toMatchObject({
      kind: 'found',
      value: [],
      complete: true,
    });
});

test('the chart, the letter and the immunisation of a person on Cedar Ward', async () => {
  const joan = [community.identity('p014')];
  expect(valueOf((await people().medications?.(joan, {}, community.ask))?.[0])).toMatchObject([
    {
      key: 'systmone@RT5|MedicationRequest/nm-14',
      status: 'active',
      prescriptionType: 'inpatient',
      dosageText: '1 g four times a day',
    },
  ]);
  expect(valueOf((await people().documents?.(joan, {}, community.ask))?.[0])).toMatchObject([
    { key: 'systmone@RT5|DocumentReference/doc-14', title: 'Discharge letter: respite stay', bytes: 31_870 },
  ]);
  expect(valueOf((await people().immunisations?.(joan, {}, community.ask))?.[0])).toMatchObject([
    {
      key: 'systmone@RT5|Immunization/L200004-ci-14',
      status: 'completed',
      vaccine: { text: 'Influenza vaccination' },
      occurred: '2026-11-15',
    },
  ]);
});

test('readings as their source marked them, whole or in part, and unmarked ones without a mark', async () => {
  const of = async (key: string) =>
    valueOf((await people().observations?.([community.identity(key)], {}, community.ask))?.[0]);
  const codings = [
    { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'L', display: 'Low' },
  ];
  expect((await of('p342')).find(({ valueText }) => valueText === '91 %')?.interpretation).toEqual({
    text: 'Low',
    codings,
  });
  const pressure = (await of('p345')).find(({ components }) => components.length > 0);
  expect(pressure?.components.map(({ interpretation }) => interpretation?.text)).toEqual(['Low', 'Normal']);
  expect((await of('p343')).flatMap(({ interpretation }) => interpretation ?? [])).toEqual([]);
});

test('stays, observations and the score of a person on Cedar Ward', async () => {
  const bertie = [community.identity('p013')];
  expect(valueOf((await people().encounters?.(bertie, {}, community.ask))?.[0])).toMatchObject([
    { key: 'RT5|900002', status: 'in-progress', place: { ward: { organisation: 'RT5', code: 'CEDAR' }, bed: 'B2-01' } },
  ]);
  const observations = valueOf((await people().observations?.(bertie, { latest: 1 }, community.ask))?.[0]);
  expect(observations).toContainEqual(
    expect.objectContaining({
      key: 'systmone@RT5|Observation/obs-071-pulse',
      valueText: '76 /min',
      effective: '2026-11-20T07:50:00.000Z',
    }),
  );
  expect(valueOf((await people()['early-warning']?.(bertie, { latest: 1 }, community.ask))?.[0])).toMatchObject([
    { key: 'systmone@RT5|Observation/obs-071-news2', total: 1, singleThree: false, visit: '900002' },
  ]);
});

test('many people are two calls, answered in their order; a stranger has nothing here', async () => {
  community.asked();
  const asked = ['p015', 'p002', 'p001', 'p013'].map((key) => community.identity(key));
  const answers = (await people().problems?.(asked, {}, community.ask)) ?? [];
  expect(answers.map((answer) => valueOf(answer).map(({ code }) => code.text))).toEqual([
    ['Type 2 diabetes mellitus'],
    [],
    ['Heart failure'],
    ['Depressive disorder'],
  ]);
  expect(community.asked()).toEqual(['GET Patient', 'GET Condition']);
  expect((await people().demographics?.([community.identity('p002')], {}, community.ask))?.[0]?.kind).toBe('absent');
});

test('a record is joined by the identity rules only; one that is not is left out and said', async () => {
  const known = community.identity('p001');
  const { nhsNumber: _, ...numbered } = known;
  const otherwise = '1950-01-01' as PartialDate;
  const cases = [
    [{ ...known, identifiers: [] }, 1, true], // a traced NHS number and the same birth date
    [{ ...numbered, nhsNumberVerified: false }, 1, true], // its own number
    [{ ...known, identifiers: [], birthDate: otherwise }, 0, false],
    [{ ...known, birthDate: otherwise }, 0, false],
    [{ ...known, identifiers: [], nhsNumberVerified: false }, 0, false], // nothing to ask by
  ] as const;
  for (const [person, length, complete] of cases) {
    const [answer] = (await people().problems?.([person], {}, community.ask)) ?? [];
    expect(answer).toMatchObject({ kind: 'found', complete });
    expect(valueOf(answer)).toHaveLength(length);
  }
  // The same record claimed by two people is given to neither.
  const claimed = (await people().problems?.([known, known], {}, community.ask)) ?? [];
  expect(claimed.map((answer) => valueOf(answer))).toEqual([[], []]);
  expect(claimed[0]).toMatchObject({ complete: false, warnings: [{ code: 'IDENTITY_IN_DOUBT' }] });
});
