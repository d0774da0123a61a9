import type { KyselyPlugin } from 'kysely';
import { freshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, parseNhsNumber } from '../../schema/identifiers';
import type { InstanceName, NhsNumber, PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import type { Store } from '../store';
import { createIdentityIndex } from './index-of-people';
import type { IdentityIndex } from './index-of-people';
import type { RecordOfPerson } from './link';

const nhs = (text: string): NhsNumber => {
  const number = parseNhsNumber(text);
  if (number === null) throw new Error('Not a number of the test range');
  return number;
};
const VERIFIED = { nhsNumber: nhs('9990000018'), traceStatus: '01' } as const;
const BORN = { birthDate: '1948-03-02' as PartialDate };
const rwe = (value: string): PersonFacts['identifiers'][number] => ({ system: hospitalNumberSystem('RWE'), value });

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
let store: Store;
let drop: () => Promise<void>;
let index: IdentityIndex;
beforeEach(async () => {
  const database = await freshDatabase();
  ({ store, drop } = database);
  index = createIdentityIndex({ store, clock });
});
afterEach(() => drop());

const linkOne = async (record: RecordOfPerson): Promise<PersonId> => {
  const [linked] = await store.db.transaction().execute((trx) => index.linkAll(trx, [record]));
  if (linked === undefined) throw new Error('The index linked nothing');
  return linked.person;
};
const link = (
  instance: InstanceName,
  recordId: string,
  facts: Partial<PersonFacts>,
  restricted = false,
): Promise<PersonId> => linkOne({ instance, recordId, facts: { identifiers: [], ...facts }, restricted });
const merge = (survivor: string, recordId: string, facts: Partial<PersonFacts> = {}): Promise<PersonId> =>
  linkOne({
    ...{ instance: 'pas@RWE', recordId, restricted: false, absorbedBy: [survivor] },
    facts: { identifiers: [], ...facts },
  });

test('a laboratory that quotes the hospital number is the same person; the verified number speaks for all', async () => {
  const person = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...VERIFIED, ...BORN });
  expect(await link('lims@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...BORN, nhsNumber: VERIFIED.nhsNumber })).toBe(
    person,
  );
  expect(person).toMatch(/^pt_[0-9a-z]{16}$/);
  const [known] = await index.byIds([person]);
  expect(known).toMatchObject({
    id: person,
    nhsNumber: '9990000018',
    nhsNumberVerified: true,
    identifiers: [rwe('S1')],
    records: [
      { instance: 'pas@RWE', recordId: 'RWE|S1' },
      { instance: 'lims@RWE', recordId: 'RWE|S1' },
    ],
  });
});

test('organisations are joined by verified numbers, in either order of hearing', async () => {
  const here = await link('pas@RWE', 'RWE|S1', { ...VERIFIED, ...BORN });
  expect(await link('systmone@RT5', 'RT5|L1', { ...VERIFIED, ...BORN })).toBe(here);
  const other = { ...VERIFIED, nhsNumber: nhs('9990000026'), ...BORN };
  const heardFirst = await link('systmone@RT5', 'RT5|L2', other);
  const person = await link('pas@RWE', 'RWE|S2', other);
  expect((await index.byIds([heardFirst]))[0]).toMatchObject({ id: person, mergedIds: [heardFirst] });
});

describe('a record that was linked, and now says another birth date', () => {
  const quoted = { identifiers: [rwe('S1')], nhsNumber: VERIFIED.nhsNumber };
  const lims = (birthDate: string): Promise<PersonId> =>
    link('lims@RWE', 'RWE|S1', { ...quoted, birthDate: birthDate as PartialDate });
  const pas = (): Promise<PersonId> => link('pas@RWE', 'RWE|S1', { ...VERIFIED, ...quoted, ...BORN });

  test.each([
    ['before the patient index', [() => lims(BORN.birthDate), pas]],
    ['after it', [pas, () => lims(BORN.birthDate)]],
  ])('heard %s, leaves the person their id, and is theirs again when it is put right', async (_, hearing) => {
    for (const hear of hearing) await hear();
    const person = await pas();
    const parted = await lims('1949-03-02');
    expect(parted).not.toBe(person);
    const [still, apart] = await index.byIds([person, parted]);
    expect(still).toMatchObject({
      id: person,
      records: [{ instance: 'pas@RWE' }],
      inDoubt: [{ instance: 'lims@RWE', recordId: 'RWE|S1' }],
    });
    expect(apart).toMatchObject({ id: parted, inDoubt: [{ instance: 'pas@RWE', recordId: 'RWE|S1' }] });
    expect(await lims(BORN.birthDate)).toBe(person);
    const [whole] = await index.byIds([person]);
    expect(whole?.records).toHaveLength(2);
    expect(whole).not.toHaveProperty('inDoubt');
  });

  test('does not make her NHS number ambiguous: what it has of it is a copy', async () => {
    const person = await pas();
    await lims(BORN.birthDate);
    await lims('1949-03-02');
    const asked = { by: 'nhsNumber', nhsNumber: VERIFIED.nhsNumber } as const;
    expect(await index.find(asked)).toMatchObject({ kind: 'one', person: { id: person } });
    // Under a hospital number of its own it is no copy, and nobody knows whose number it is.
    await link('lims@RWE', 'RWE|S9', { ...quoted, identifiers: [rwe('S9')], ...BORN });
    expect(await index.find(asked)).toMatchObject({ kind: 'several' });
  });

  test('is not told of where whoever it belongs to is very restricted', async () => {
    const person = await pas();
    await link('lims@RWE', 'RWE|S1', { ...quoted, birthDate: '1949-03-02' as PartialDate, veryRestricted: true });
    expect((await index.byIds([person]))[0]).not.toHaveProperty('inDoubt');
  });
});

test('lookalikes are two people, and not even candidates', async () => {
  const name = { text: 'TESTER, Mavis', family: 'Tester', given: ['Mavis'] };
  const one = await link('pas@RWE', 'RWE|S1', { name, ...BORN, identifiers: [rwe('S1')] });
  const other = await link('pas@RWE', 'RWE|S2', { name, ...BORN, identifiers: [rwe('S2')] });
  expect(other).not.toBe(one);
  expect(await index.candidates([one, other])).toEqual([[], []]);
  const found = await index.search({ family: 'tes', given: 'mav' }, 10);
  expect(found.map((person) => person.id).sort()).toEqual([one, other].sort());
});

test('an estimated birth date never links: the result has a person of its own, and both show the candidate', async () => {
  const facts = { ...BORN, birthDateEstimated: true, identifiers: [rwe('S1')] };
  const patient = await link('pas@RWE', 'RWE|S1', facts);
  const doubtful = await link('lims@RWE', 'RWE|S1', facts);
  expect(doubtful).not.toBe(patient);
  const [of, back] = await index.candidates([patient, doubtful]);
  expect(of).toEqual([{ person: doubtful, reason: expect.stringMatching(/estimated/) as string }]);
  expect(back?.map((one) => one.person)).toEqual([patient]);
  const known = await index.byIds([patient, doubtful]);
  expect(known.map((person) => person?.inDoubt)).toEqual([
    [{ instance: 'lims@RWE', recordId: 'RWE|S1' }],
    [{ instance: 'pas@RWE', recordId: 'RWE|S1' }],
  ]);
  // The patient index still says whom its own number names.
  expect(await index.find({ by: 'identifier', identifier: rwe('S1') })).toMatchObject({
    kind: 'one',
    person: { id: patient },
  });
});

test('that a birth date is estimated is known of the person until a source knows better', async () => {
  const guessed = { ...BORN, birthDateEstimated: true, identifiers: [rwe('S1')] };
  const patient = await link('pas@RWE', 'RWE|S1', guessed);
  expect((await index.byIds([patient]))[0]).toMatchObject({ ...BORN, birthDateEstimated: true });
  // Whose record it is was said by a merge; its own date is nobody's guess.
  const better = { birthDate: '1951-07-09' as PartialDate, identifiers: [rwe('S2')] };
  await link('pas@RWE', 'RWE|S2', better);
  await merge('RWE|S2', 'RWE|S1', guessed);
  const [merged] = await index.byIds([patient]);
  expect(merged).toMatchObject({ birthDate: better.birthDate });
  expect(merged).not.toHaveProperty('birthDateEstimated');
  await link('pas@RWE', 'RWE|S2', { ...VERIFIED, identifiers: [rwe('S2')], birthDateEstimated: true });
  expect((await index.byIds([patient]))[0]).not.toHaveProperty('birthDateEstimated');
});

test('an NHS number that two people hold is ambiguous', async () => {
  await link('pas@RWE', 'RWE|S1', { ...BORN, nhsNumber: VERIFIED.nhsNumber, traceStatus: '02' });
  await link('pas@RWE', 'RWE|S2', { ...BORN, nhsNumber: VERIFIED.nhsNumber, traceStatus: '02' });
  expect(await index.find({ by: 'nhsNumber', nhsNumber: VERIFIED.nhsNumber })).toEqual({ kind: 'several', count: 2 });
  expect(await index.find({ by: 'nhsNumber', nhsNumber: nhs('9990000026') })).toEqual({ kind: 'none' });
});

test('a number corrected at its source undoes the link that the wrong one made', async () => {
  const one = await link('pas@RWE', 'RWE|S1', { ...VERIFIED, ...BORN });
  expect(await link('systmone@RT5', 'RT5|L1', { ...VERIFIED, ...BORN })).toBe(one);
  const apart = await link('systmone@RT5', 'RT5|L1', { ...VERIFIED, nhsNumber: nhs('9990000026'), ...BORN });
  expect(apart).not.toBe(one);
  expect(await link('systmone@RT5', 'RT5|L1', { ...VERIFIED, ...BORN })).toBe(one);
  expect(await index.find({ by: 'id', id: apart })).toMatchObject({
    kind: 'one',
    person: { id: one, mergedIds: [apart] },
  });
});

describe('a merge', () => {
  test('joins two persons under the older id; the other id resolves to it, and the retired facts no longer speak', async () => {
    const facts = { ...BORN, identifiers: [rwe('S1')], nhsNumber: nhs('9990000026') };
    const older = await link('pas@RWE', 'RWE|S1', facts);
    const newer = await link('pas@RWE', 'RWE|S2', { ...VERIFIED, ...BORN, identifiers: [rwe('S2')] });
    const before = (await index.byIds([older]))[0]?.epoch ?? 0;
    expect(await merge('RWE|S2', 'RWE|S1', facts)).toBe(older);
    const [a, b] = await index.byIds([older, newer]);
    expect(a).toEqual(b);
    expect(a).toMatchObject({ id: older, mergedIds: [newer], nhsNumber: '9990000018', nhsNumberVerified: true });
    expect(a?.epoch).toBeGreaterThan(before);
    expect(a?.identifiers).toEqual([rwe('S2'), rwe('S1')]);
    expect(await index.find({ by: 'identifier', identifier: rwe('S1') })).toMatchObject({
      kind: 'one',
      person: { id: older },
    });
  });

  test('that comes while somebody is looked up does not take what is known of them away', async () => {
    await link('pas@RWE', 'RWE|S1', { ...BORN, identifiers: [rwe('S1')] });
    const newer = await link('pas@RWE', 'RWE|S2', { ...BORN, identifiers: [rwe('S2')] });
    let isMerged = false;
    const mergedMeanwhile: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (!isMerged) await merge('RWE|S2', 'RWE|S1', { ...BORN, identifiers: [rwe('S1')] });
        isMerged = true;
        return result;
      },
    };
    const looking = createIdentityIndex({ store: { db: store.db.withPlugin(mergedMeanwhile) }, clock });
    const [known] = await looking.byIds([newer]);
    expect(isMerged).toBe(true);
    expect(known?.identifiers).toContainEqual(rwe('S2'));
  });

  test('heard before either record, holds when they come', async () => {
    await merge('RWE|S2', 'RWE|S1');
    const survivor = await link('pas@RWE', 'RWE|S2', { ...BORN, identifiers: [rwe('S2')] });
    expect(await merge('RWE|S2', 'RWE|S1', { ...BORN, identifiers: [rwe('S1')] })).toBe(survivor);
  });

  test('into a record of which nothing is told yet leaves what is known of the person; once it is told of, it speaks', async () => {
    const facts = { ...VERIFIED, ...BORN, identifiers: [rwe('S1')] };
    const person = await merge('RWE|S2', 'RWE|S1', facts);
    expect((await index.byIds([person]))[0]).toMatchObject({ ...BORN, nhsNumber: VERIFIED.nhsNumber, nhsNumberVerified: true }); // prettier-ignore
    await link('lims@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...BORN });
    expect((await index.byIds([person]))[0]).toMatchObject({ nhsNumber: VERIFIED.nhsNumber, nhsNumberVerified: true });
    await link('pas@RWE', 'RWE|S2', { ...BORN, identifiers: [rwe('S2')] });
    expect((await index.byIds([person]))[0]).not.toHaveProperty('nhsNumber');
  });

  test('no longer said, is undone: both have their own ids again', async () => {
    const one = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
    const two = await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')] });
    expect(await merge('RWE|S2', 'RWE|S1', { identifiers: [rwe('S1')] })).toBe(one);
    expect(await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] })).toBe(one);
    expect((await index.byIds([two]))[0]).toMatchObject({ id: two, mergedIds: [], identifiers: [rwe('S2')] });
  });
});

test('any sensitive record makes the person restricted; the practice is the patient index first', async () => {
  const practice = (odsCode: string): Partial<PersonFacts> => ({ generalPractice: { odsCode: odsCode as never } });
  await link('lims@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...BORN, ...practice('C81001') }, true);
  const person = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...BORN, ...practice('C82999') });
  expect((await index.byIds([person]))[0]).toMatchObject({ restricted: true, generalPractice: 'C82999' });
});

test('subjects are found by their record, else by their numbers; numbers that disagree leave doubt', async () => {
  const one = await link('pas@RWE', 'RWE|S1', { ...BORN, identifiers: [rwe('S1')] });
  await link('pas@RWE', 'RWE|S2', { ...BORN, identifiers: [rwe('S2')] });
  const found = await index.bySubjects([
    { record: { instance: 'pas@RWE', recordId: 'RWE|S1' }, identifiers: [] },
    { record: { instance: 'nervecentre@RWE', recordId: 'x' }, identifiers: [rwe('S1')] },
    { identifiers: [rwe('S1'), rwe('S2')] },
    { identifiers: [] },
  ]);
  expect(found.map((person) => person?.id ?? null)).toEqual([one, one, null, null]);
});

describe('a subject of a record under a number of its own organisation', () => {
  const nhsNumber = VERIFIED.nhsNumber;
  const row = (number: string) => ({
    record: { instance: 'nervecentre@RWE', recordId: `RWE|${number}` } as const,
    identifiers: [rwe(number), { system: NHS_NUMBER_SYSTEM, value: nhsNumber }],
  });
  const personsOf = async (...numbers: readonly string[]) =>
    (await index.bySubjects(numbers.map(row))).map((person) => person?.id ?? null);

  test('is not who holds its NHS number, when they have another hospital number there', async () => {
    const one = await link('pas@RWE', 'RWE|S1', { ...VERIFIED, ...BORN, identifiers: [rwe('S1')] });
    expect(await personsOf('S1', 'S2')).toEqual([one, null]);
    // Joined over there, and the index has not heard of it: one of its numbers is theirs.
    const { record, identifiers } = row('S1');
    const [joined] = await index.bySubjects([{ record, identifiers: [rwe('S2'), ...identifiers] }]);
    expect(joined?.id).toBe(one);
  });

  test('is who holds its NHS number, when they are not known there yet', async () => {
    const identifiers = [{ system: hospitalNumberSystem('RT5'), value: 'L1' }];
    const one = await link('nervecentre@RT5', 'RT5|L1', { ...VERIFIED, ...BORN, identifiers });
    expect(await personsOf('S1')).toEqual([one]);
  });

  test('stays in doubt when several others hold its NHS number, and is one of several who hold it', async () => {
    const unverified = { ...BORN, nhsNumber, traceStatus: '02' } as const;
    await link('pas@RWE', 'RWE|S1', { ...BORN, identifiers: [rwe('S1')] });
    const two = await link('pas@RWE', 'RWE|S2', { ...unverified, identifiers: [rwe('S2')] });
    const three = await link('pas@RWE', 'RWE|S3', { ...unverified, identifiers: [rwe('S3')] });
    expect(await personsOf('S1', 'S2', 'S3', 'S4')).toEqual([null, two, three, null]);
  });
});

test('a search too wide is refused, and its wildcards are letters', async () => {
  await link('pas@RWE', 'RWE|S1', { ...BORN, name: { text: '', family: 'Tester', given: ['Mavis'] } });
  for (const criteria of [
    { family: 'Tester' },
    { given: 'M', postalCode: 'LE1 1AA' },
    { family: ' ', birthDate: BORN.birthDate },
  ]) {
    await expect(index.search(criteria, 10)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
  expect(await index.search({ family: '%', birthDate: BORN.birthDate }, 10)).toEqual([]);
  expect(await index.search({ family: 'test', birthDate: '1948' as PartialDate }, 10)).toHaveLength(1);
});

test('touching raises the epoch', async () => {
  const person = await link('pas@RWE', 'RWE|S1', BORN);
  const before = (await index.byIds([person]))[0]?.epoch ?? 0;
  await store.db.transaction().execute((trx) => index.touch(trx, [person]));
  expect((await index.byIds([person]))[0]?.epoch).toBe(before + 1);
});

test('nobody found while a feed was never heard, or is behind, is not "nobody"', async () => {
  const stranger = { by: 'nhsNumber', nhsNumber: nhs('9990000026') } as const;
  await store.db.insertInto('known_feed').values({ name: 'pas', instance: 'pas@RWE' }).execute();
  expect(await index.find(stranger)).toEqual({ kind: 'none', unheard: ['pas@RWE'] });
});

test('a number that was only ever named as merged away finds whom it became, and what is filed under it is in doubt', async () => {
  const system = hospitalNumberSystem('RWE');
  const [kept, gone] = [`${system}|S1`, `${system}|S2`];
  const person = await link('pas@RWE', kept, { identifiers: [rwe('S1')], ...BORN });
  await merge(kept, gone);
  expect(await index.find({ by: 'identifier', identifier: rwe('S2') })).toMatchObject({
    kind: 'one',
    person: { id: person },
  });
  // The laboratory was not told of the merge. The PAS never said when S2 was born, so it is not linked, and not unknown.
  await link('lims@RWE', gone, { identifiers: [rwe('S2')], ...BORN });
  expect((await index.byIds([person]))[0]).toMatchObject({
    inDoubt: [{ instance: 'lims@RWE', recordId: gone }],
    identifiers: [rwe('S1'), rwe('S2')],
  });
});
