import { fixedClock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { InstanceName, NhsNumber, PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createIdentityIndex, type IdentityIndex } from './index-of-people';
import type { RecordOfPerson } from './link';

/** Two patients of one birth date, twins for one, whom the PAS holds as two: no other system's record makes them one. */
const BORN = { birthDate: '1948-03-02' as PartialDate };
const VERIFIED = { nhsNumber: '9990000018' as NhsNumber, traceStatus: '01' } as const;
const rwe = (value: string): PersonFacts['identifiers'][number] => ({ system: hospitalNumberSystem('RWE'), value });

let fresh: FreshDatabase;
let index: IdentityIndex;
beforeEach(async () => {
  fresh = await freshDatabase();
  index = createIdentityIndex({ store: fresh.store, clock: fixedClock('2026-11-20T10:00:00.000Z' as Instant) });
});
afterEach(() => fresh.drop());

const link = async (
  instance: InstanceName,
  recordId: string,
  facts: Partial<PersonFacts> = {},
  said: Pick<Partial<RecordOfPerson>, 'absorbedBy' | 'apartFrom'> = {},
): Promise<PersonId> => {
  const record = { instance, recordId, facts: { identifiers: [], ...BORN, ...facts }, restricted: false, ...said };
  const [linked] = await fresh.store.db.transaction().execute((trx) => index.linkAll(trx, [record]));
  if (!linked) throw new Error('The index linked nothing');
  return linked.person;
};
const pas = (number: string, facts: Partial<PersonFacts> = {}, said: Parameters<typeof link>[3] = {}) =>
  link('pas@RWE', `RWE|${number}`, { identifiers: [rwe(number)], ...facts }, said);
const lims = (number: string, ...quoted: readonly string[]) =>
  link('lims@RWE', `RWE|${number}`, { identifiers: quoted.map(rwe) });
/** Whom a hospital number finds. */
const found = async (number: string): Promise<PersonId | string> => {
  const finding = await index.find({ by: 'identifier', identifier: rwe(number) });
  return finding.kind === 'one' ? finding.person.id : finding.kind;
};
const inDoubt = async (person: PersonId) => (await index.byIds([person]))[0]?.inDoubt ?? [];

describe('a laboratory’s record that quotes the numbers of both', () => {
  const orders: readonly (readonly ('first' | 'second' | 'laboratory')[])[] = [
    ['first', 'second', 'laboratory'],
    ['laboratory', 'first', 'second'],
    ['first', 'laboratory', 'second'],
  ];
  test.each(orders)('is neither’s, and in doubt of each: heard %s, %s, %s', async (...order) => {
    const tell = {
      first: () => pas('S1'),
      second: () => pas('S2'),
      laboratory: () => lims('S1', 'S1', 'S2'),
    };
    for (const who of order) await tell[who]();
    const [one, other] = [await pas('S1'), await pas('S2')];
    expect(one).not.toBe(other);
    expect([await found('S1'), await found('S2')]).toEqual([one, other]);
    const [doubtful] = await index.bySubjects([
      { record: { instance: 'lims@RWE', recordId: 'RWE|S1' }, identifiers: [] },
    ]);
    expect([one, other]).not.toContain(doubtful?.id);
    const record = { instance: 'lims@RWE', recordId: 'RWE|S1' };
    expect([await inDoubt(one), await inDoubt(other)]).toEqual([[record], [record]]);
    const reason = expect.stringMatching(/kept apart/) as string;
    expect(await index.candidates([one])).toEqual([[{ person: doubtful?.id, reason }]]);
  });

  test('is theirs whose number alone it goes on to quote, and the other keeps nothing of it', async () => {
    const [one, other] = [await pas('S1'), await pas('S2')];
    await lims('S1', 'S1', 'S2');
    expect(await lims('S1', 'S1')).toBe(one);
    expect([await inDoubt(one), await inDoubt(other)]).toEqual([[], []]);
  });

  test('is theirs who is left of its birth date, once the other’s is put right', async () => {
    const [one] = [await pas('S1'), await pas('S2')];
    await lims('S1', 'S1', 'S2');
    await pas('S2', { birthDate: '1951-07-09' as PartialDate });
    const [whose] = await index.bySubjects([{ record: { instance: 'lims@RWE', recordId: 'RWE|S1' }, identifiers: [] }]);
    expect(whose?.id).toBe(one);
  });

  test('is theirs when the PAS says that they are one, and nobody’s again when it takes that back', async () => {
    const [one, other] = [await pas('S1'), await pas('S2')];
    const doubtful = await lims('S1', 'S1', 'S2');
    const [before] = await index.byIds([one]);
    await pas('S1', {}, { absorbedBy: ['RWE|S2'] });
    expect((await index.byIds([one, other, doubtful])).map((person) => person?.id)).toEqual([one, one, one]);
    expect(await inDoubt(one)).toEqual([]);
    await pas('S1');
    expect((await index.byIds([one, other, doubtful])).map((person) => person?.id)).toEqual([one, other, doubtful]);
    // What was cached of them while they were one is not read again.
    expect((await index.byIds([one]))[0]?.epoch).toBeGreaterThan((before?.epoch ?? 0) + 1);
  });
});

test('other systems’ records that are linked to one another stay each with whose number they quote', async () => {
  const [one, other] = [await pas('S1'), await pas('S2')];
  await link('lims@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...VERIFIED });
  await link('ris@RWE', 'RWE|S2', { identifiers: [rwe('S2')], ...VERIFIED });
  expect([await found('S1'), await found('S2')]).toEqual([one, other]);
  const [first, second] = await index.byIds([one, other]);
  expect(first?.records.map(({ instance }) => instance)).toEqual(['pas@RWE', 'lims@RWE']);
  expect(second?.records.map(({ instance }) => instance)).toEqual(['pas@RWE', 'ris@RWE']);
});

describe('two records that their sender says are two people’s (A37)', () => {
  test('are not one by a number that one of them quotes of the other', async () => {
    const one = await pas('S1');
    const both = { identifiers: [rwe('S2'), rwe('S1')] };
    expect(await pas('S2', both)).toBe(one);
    const other = await pas('S2', both, { apartFrom: ['RWE|S1'] });
    expect(other).not.toBe(one);
    // What their sender says is in no doubt.
    expect([await inDoubt(one), await inDoubt(other)]).toEqual([[], []]);
    expect(await index.candidates([one, other])).toEqual([[], []]);
    // Once neither says so they are one again, as before.
    expect(await pas('S1')).toBe(one);
    expect(await pas('S2', both)).toBe(one);
  });

  test('are not one by one traced NHS number, nor by somebody else’s record of that number', async () => {
    const one = await pas('S1', VERIFIED);
    const other = await pas('S2', VERIFIED, { apartFrom: ['RWE|S1'] });
    const elsewhere = await link('systmone@RT5', 'RT5|L1', VERIFIED);
    expect(new Set([one, other, elsewhere]).size).toBe(3);
    expect(await index.find({ by: 'nhsNumber', nhsNumber: VERIFIED.nhsNumber })).toMatchObject({ kind: 'several' });
  });

  test('are not one by a third record of a system that is no patient index', async () => {
    const one = await link('nervecentre@RT5', 'RT5|L1', VERIFIED);
    const other = await link('nervecentre@RT5', 'RT5|L2', VERIFIED, { apartFrom: ['RT5|L1'] });
    await link('systmone@RT5', 'RT5|C1', VERIFIED);
    const [first, second] = await index.byIds([one, other]);
    expect(first?.id).not.toBe(second?.id);
  });

  test('are both in doubt where they quote one number, and take nothing else from whose it is', async () => {
    const one = await pas('S1');
    await link('nervecentre@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
    await lims('S1', 'S1');
    await link('lims@RWE', 'RWE|L9', { identifiers: [rwe('S1')] }, { apartFrom: ['RWE|S1'] });
    const [person] = await index.byIds([one]);
    expect(person?.records.map(({ instance }) => instance)).toEqual(['pas@RWE', 'nervecentre@RWE']);
    expect(person?.inDoubt?.map(({ recordId }) => recordId).sort()).toEqual(['RWE|L9', 'RWE|S1']);
  });
});
