import type { Answer } from '../../../schema/answer';
import { openUnderTest, valueOf, type UnderTest } from './gp-connect-under-test';
import { simulatorWithout } from './simulator';
import type { PersonCapability } from '../../../schema/capabilities';
import type { PartialDate } from '../../../schema/time';

let practice: UnderTest;
beforeAll(async () => {
  practice = await openUnderTest();
});
afterAll(() => practice.close());

const people = () => practice.connection.sources.people;
const allergies = async (key: string) => (await people().allergies?.([practice.identity(key)], {}, practice.ask))?.[0];

const messageOf = (answers: readonly Answer<unknown>[] | undefined): string => {
  const [answer] = answers ?? [];
  if (answer?.kind !== 'failed') throw new Error('Expected the ask to fail');
  return `${answer.error.code} ${answer.error.message}`;
};

test('an allergy: the record, when the practice wrote it, under a key of the practice', async () => {
  const answer = await allergies('p001');
  expect(answer).toMatchObject({ kind: 'found', complete: true, warnings: [], source: { freshness: 'LIVE' } });
  expect(valueOf(answer)).toMatchObject([
    {
      key: expect.stringMatching(/^gp-connect@C82999\|AllergyIntolerance\//) as string,
      code: { text: 'Allergy to penicillin', codings: [{ system: 'http://snomed.info/sct', code: '91936005' }] },
      assertsNone: false,
      clinicalStatus: 'active',
      // A day written as the midnight of summer time is that day, not the evening before.
      recordedDate: '2019-05-01',
      source: { instance: 'gp-connect@C82999', asOf: '2026-11-20T10:00:00.000Z' },
    },
  ]);
});

test('"no known allergies" is a record; "nothing recorded" is a warning and never none', async () => {
  const none = await allergies('p002');
  expect(none).toMatchObject({ complete: true, warnings: [] });
  expect(valueOf(none)).toMatchObject([{ assertsNone: true, code: { codings: [{ code: '716186003' }] } }]);

  const nothing = await allergies('p025');
  expect(nothing).toMatchObject({ kind: 'found', value: [], warnings: [{ code: 'no-content-recorded' }] });
});

test('items kept confidential are said on every list they are left out of', async () => {
  const answer = await allergies('p007');
  expect(valueOf(answer)).toHaveLength(1);
  expect(answer).toMatchObject({
    complete: false,
    warnings: [
      {
        code: 'confidential-items',
        text: 'Items excluded due to confidentiality and/or patient preferences.',
      },
    ],
  });
});

test('statement, plan and issues stay apart', async () => {
  const [answer] = (await people().medications?.([practice.identity('p001')], {}, practice.ask)) ?? [];
  const medicines = valueOf(answer);
  expect(medicines).toMatchObject([
    {
      medication: { text: 'Metformin 500mg tablets' },
      status: 'active',
      prescriptionType: 'repeat',
      dosageText: 'One tablet twice a day',
      effective: { start: '2025-01-31T00:00:00.000Z' },
      lastIssued: '2026-11-02',
      issues: [{ issuedOn: '2026-11-02', quantity: '28 dose' }, { issuedOn: '2026-10-05' }, { issuedOn: '2026-09-07' }],
    },
    { medication: { text: 'Ramipril 5mg capsules' }, lastIssued: '2026-09-14', issues: [{}, {}] },
    {
      medication: { text: 'Amoxicillin 500mg capsules' },
      status: 'stopped',
      prescriptionType: 'acute',
      lastIssued: '2024-06-03',
    },
  ]);
  const keys = medicines.flatMap(({ key, issues }) => [key, ...issues.map((issue) => issue.key)]);
  expect(new Set(keys).size).toBe(3 + 3 + 2 + 1);
});

test('problems with their significance, immunisations with their day', async () => {
  const mavis = [practice.identity('p001')];
  expect(valueOf((await people().problems?.(mavis, {}, practice.ask))?.[0])).toMatchObject([
    {
      code: { text: 'Type 2 diabetes mellitus' },
      clinicalStatus: 'active',
      significance: 'major',
      onset: '2012-06-11',
    },
    { clinicalStatus: 'active', significance: 'major', onset: '2021-09-30' },
    { code: { text: 'Asthma' }, clinicalStatus: 'inactive', significance: 'minor', onset: '1975-01-15' },
  ]);
  expect(valueOf((await people().immunisations?.(mavis, {}, practice.ask))?.[0])).toMatchObject([
    { vaccine: { text: 'Influenza vaccination' }, status: 'completed', occurred: '2026-10-06' },
    { vaccine: { text: 'Pneumococcal vaccination' }, occurred: '2015-10-07' },
  ]);
});

test('dissent, a sensitive record, death and a stranger are one refusal that nobody can tell apart', async () => {
  const second = await openUnderTest('C82997');
  const ask = async (one: UnderTest, key: string, capability: 'allergies' | 'problems' = 'allergies') =>
    messageOf(await one.connection.sources.people[capability]?.([one.identity(key)], {}, one.ask)).replace(
      /gp-connect@\w+: /,
      '',
    );
  try {
    const refusals = await Promise.all([
      ask(second, 'p024'), // dissents
      ask(second, 'p005'), // sensitive
      ask(practice, 'p022'), // deceased
      ask(second, 'p001', 'problems'), // registered elsewhere
    ]);
    expect(new Set(refusals)).toEqual(
      new Set(['SOURCE_REFUSED The practice has no record it can share; this is not the same as none recorded']),
    );
  } finally {
    await second.close();
  }
});

test('who has no NHS number, one that is not verified, or no certain birth date is not asked for', async () => {
  practice.asked();
  const named = practice.identity('p001');
  const { nhsNumber: _, ...nameless } = named;
  const unverified = { ...named, nhsNumberVerified: false };
  expect(messageOf(await people().allergies?.([nameless], {}, practice.ask))).toContain('without an NHS number');
  expect(messageOf(await people().allergies?.([unverified], {}, practice.ask))).toContain('not verified');
  const { birthDate: __, ...undated } = named;
  const toTheYear = { ...named, birthDate: '1948' as PartialDate };
  for (const unsure of [undated, toTheYear, { ...named, birthDateEstimated: true as const }])
    expect(messageOf(await people().appointments?.([unsure], {}, practice.ask))).toMatch(
      /^SOURCE_REFUSED .* birth date is not known$/,
    );
  expect(practice.asked()).toEqual([]);
});

test('nobody is asked for in another name than direct care', async () => {
  practice.asked();
  for (const purpose of ['HOPERAT', 'SYSADMIN', 'PATRQT'] as const) {
    const answers = await people().allergies?.([practice.identity('p001')], {}, { ...practice.ask, purpose });
    expect(messageOf(answers)).toMatch(/^SOURCE_REFUSED .*direct care only/);
  }
  expect(practice.asked()).toEqual([]);
});

test('one who fails fails alone; each person and area is one call', async () => {
  practice.asked();
  const asked = ['p001', 'p022', 'p002'].map((key) => practice.identity(key));
  const answers = (await people().problems?.(asked, {}, practice.ask)) ?? [];
  expect(answers.map(({ kind }) => kind)).toEqual(['found', 'failed', 'found']);
  expect(answers[1]).toMatchObject({ error: { code: 'SOURCE_REFUSED', retryable: false } });
  expect(practice.asked()).toEqual(Array(3).fill('POST $gpc.getstructuredrecord'));
});

test('a parameter that the practice has not built is a warning of an answer that is not whole', async () => {
  const older = await openUnderTest('C82999', simulatorWithout(['includeImmunisations']));
  try {
    const ask = (capability: PersonCapability & ('immunisations' | 'problems')) =>
      older.connection.sources.people[capability]?.([older.identity('p001')], {}, older.ask);
    expect((await ask('immunisations'))?.[0]).toMatchObject({
      kind: 'found',
      value: [],
      complete: false,
      warnings: [{ code: 'NOT_IMPLEMENTED', text: expect.stringContaining('includeImmunisations') as string }],
    });
    expect((await ask('problems'))?.[0]).toMatchObject({ complete: true, warnings: [] });
  } finally {
    await older.close();
  }
});
