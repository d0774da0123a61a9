import * as fc from 'fast-check';
import type { NewPrivacyDirective } from '../../schema/privacy';
import { fixedClock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import { hospitalNumberSystem, type InstanceName, type NhsNumber, type PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createIdentityIndex, type IdentityIndex } from './index-of-people';

/** What the index tells of directives: of whom, how long, and through merges and their undoing. */
const NUMBER = '9990000018' as NhsNumber;
const BORN = { birthDate: '1948-03-02' as PartialDate };
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const rwe = (value: string) => ({ system: hospitalNumberSystem('RWE'), value });

let fresh: FreshDatabase;
let index: IdentityIndex;
beforeEach(async () => {
  fresh = await freshDatabase();
  index = createIdentityIndex({ store: fresh.store, clock });
});
afterEach(() => fresh.drop());

const link = async (
  instance: InstanceName,
  recordId: string,
  facts: Partial<PersonFacts>,
  absorbedBy: readonly string[] = [],
): Promise<PersonId> => {
  const record = { instance, recordId, facts: { identifiers: [], ...BORN, ...facts }, restricted: false, absorbedBy };
  const [linked] = await fresh.store.db.transaction().execute((trx) => index.linkAll(trx, [record]));
  if (!linked) throw new Error('The index linked nothing');
  return linked.person;
};

let made = 0;
/** As adapters/privacy puts one down. */
const mark = async (id: PersonId, kind: NewPrivacyDirective['kind'], more: Record<string, string | null> = {}) => {
  const [person] = await index.byIds([id]);
  made += 1;
  const directive = `pd_${made}`;
  await fresh.store.db
    .insertInto('privacy_directive')
    .values({
      ...{ id: directive, person_id: id, kind, from_at: '2026-11-20T09:00:00.000Z' as Instant, until_at: null },
      ...{
        at: '2026-11-20T09:00:00.000Z' as Instant,
        by_user_id: 'u',
        by_name: 'WATCH Petra',
        role: 'privacy-officer',
      },
      ...{ reason: 'As was agreed with them', ...more },
    })
    .execute();
  for (const { instance, recordId } of person?.records ?? [])
    await fresh.store.db
      .insertInto('privacy_directive_record')
      .values({ instance, record_id: recordId, directive })
      .execute();
  return directive;
};
const isHidden = async (id: PersonId): Promise<boolean> => (await index.byIds([id]))[0]?.veryRestricted === true;
const knows = ({ veryRestricted }: { veryRestricted?: true }): boolean => veryRestricted !== true;

test('a mark goes into a merge, and out of it with each of the records: the officer alone lifts it', async () => {
  const one = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
  const other = await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')] });
  await mark(other, 'very-restricted');
  await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')] }, ['RWE|S1']);
  expect([await isHidden(one), await isHidden(other)]).toEqual([true, true]);
  await mark(one, 'dissent');
  await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')] });
  expect([await isHidden(one), await isHidden(other)]).toEqual([true, true]);
  expect((await index.byIds([one, other])).map((person) => person?.dissents)).toEqual([true, true]);
});

test('a record that joins after the mark keeps it when the link is undone', async () => {
  const number = { nhsNumber: NUMBER, traceStatus: '01' } as const;
  const one = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...number });
  await mark(one, 'very-restricted');
  expect(await link('lims@RWE', 'RWE|L1', number)).toBe(one);
  await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
  const later = await link('lims@RWE', 'RWE|L1', number);
  const first = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
  expect(first).not.toBe(later);
  expect([await isHidden(first), await isHidden(later)]).toEqual([true, true]);
});

describe('what a source says of a record', () => {
  const marked = { veryRestricted: true, dissents: true } as const;
  const both = async (ids: readonly PersonId[]) =>
    (await index.byIds(ids)).map((person) => [person?.veryRestricted === true, person?.dissents === true]);

  test('binds whoever the record is joined to, later too, and whichever absorbs the other; parted, it is theirs alone', async () => {
    const one = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...marked });
    const other = await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')] });
    expect(await both([one, other])).toEqual([[true, true], [false, false]]); // prettier-ignore
    // The marked record is absorbed: it speaks no more of who they are, and still of this.
    await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...marked }, ['RWE|S2']);
    expect(await both([one, other])).toEqual([[true, true], [true, true]]); // prettier-ignore
    await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')], nhsNumber: NUMBER, traceStatus: '01' });
    const joined = await link('lims@RWE', 'RWE|L1', { nhsNumber: NUMBER, traceStatus: '01' });
    expect([await both([joined]), await both([other])]).toEqual([[[true, true]], [[true, true]]]);
    expect(await index.find({ by: 'nhsNumber', nhsNumber: NUMBER }, knows)).toEqual({ kind: 'none' });
    await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')], ...marked });
    expect(await both([one, other])).toEqual([[true, true], [false, false]]); // prettier-ignore
  });

  test('holds of everybody with a marked record, and of nobody else, through any merges, partings and words taken back', async () => {
    const step = fc.record({
      record: fc.constantFrom(1, 2, 3),
      marked: fc.boolean(),
      absorbedBy: fc.subarray([1, 2, 3], { maxLength: 1 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        run += 1;
        const number = (record: number) => `S${run}-${record}`;
        const family = `Tester${run}`;
        const isMarked = new Map<string, boolean>();
        for (const { record, marked: says, absorbedBy } of steps) {
          isMarked.set(`RWE|${number(record)}`, says);
          await link(
            'pas@RWE',
            `RWE|${number(record)}`,
            {
              ...{ identifiers: [rwe(number(record))], name: { text: family, family, given: ['Mavis'] } },
              ...(says && { veryRestricted: true }),
            },
            absorbedBy.filter((one) => one !== record).map((one) => `RWE|${number(one)}`),
          );
        }
        const [open, hidden] = [
          await index.search({ family, given: 'Mavis' }, 10),
          await index.search({ family, given: 'Mavis' }, 10, 'very-restricted'),
        ];
        const says = (people: typeof open) =>
          people.map(({ records }) => records.some(({ recordId }) => isMarked.get(recordId) === true));
        expect([...says(open), ...says(hidden)]).toEqual([...open.map(() => false), ...hidden.map(() => true)]);
        const told = [...open, ...hidden].flatMap(({ records }) => records.map(({ recordId }) => recordId));
        // Nobody is lost between the two, and nobody in both.
        expect(told).toEqual(expect.arrayContaining([...isMarked.keys()]));
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: 30 },
    );
  });
});

test('only what stands is told: not before it begins, nor after it ran out or was ended', async () => {
  const one = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
  await mark(one, 'sealed', { capability: 'documents', from_at: '2026-11-21T00:00:00.000Z' });
  await mark(one, 'sealed', { capability: 'problems', until_at: '2026-11-20T09:30:00.000Z' });
  const ended = await mark(one, 'dissent');
  await mark(one, 'sealed-and-locked', { organisation: 'RT5' });
  await fresh.store.pool.query(`update privacy_directive set ended_at = now() where id = $1`, [ended]);
  const [person] = await index.byIds([one]);
  expect([person?.dissents, person?.seals]).toEqual([undefined, [{ kind: 'sealed-and-locked', organisation: 'RT5' }]]);
});

test('a number that somebody hidden shares is the other one’s; looked for by name, the two are kept apart', async () => {
  const facts = {
    nhsNumber: NUMBER,
    traceStatus: '02',
    name: { text: 'T', family: 'Tester', given: ['Mavis'] },
  } as const;
  const open = await link('pas@RWE', 'RWE|S1', facts);
  const hidden = await link('pas@RWE', 'RWE|S2', facts);
  const query = { by: 'nhsNumber', nhsNumber: NUMBER } as const;
  expect(await index.find(query, knows)).toEqual({ kind: 'several', count: 2 });
  await mark(hidden, 'very-restricted');
  expect(await index.find(query, knows)).toMatchObject({ kind: 'one', person: { id: open } });
  expect(await index.find(query)).toEqual({ kind: 'several', count: 2 });
  const criteria = { family: 'tester', given: 'mavis' };
  expect((await index.search(criteria, 1)).map(({ id }) => id)).toEqual([open]);
  expect((await index.search(criteria, 1, 'very-restricted')).map(({ id }) => id)).toEqual([hidden]);
});

test('what was put down is kept: nothing of it changes but its end, once', async () => {
  const one = await link('pas@RWE', 'RWE|S1', { identifiers: [rwe('S1')] });
  const id = await mark(one, 'dissent');
  const run = (text: string) => fresh.store.pool.query(text, [id]);
  await expect(run(`update privacy_directive set kind = 'sealed' where id = $1`)).rejects.toThrow('append-only');
  await expect(run('delete from privacy_directive_record where directive = $1')).rejects.toThrow('append-only');
  await run('update privacy_directive set ended_at = now() where id = $1');
  await expect(run('update privacy_directive set ended_at = now() where id = $1')).rejects.toThrow('append-only');
});

describe('a record in doubt that no patient index knows', () => {
  const facts = { name: { text: 'T', family: 'Tester', given: ['Mavis'] }, identifiers: [rwe('S1')] };
  const lookedFor = { family: 'tester', given: 'mavis' };
  const unborn = { birthDateEstimated: true } as const;

  test.each([
    ['comes near', unborn],
    ['is linked to somebody else, too', { identifiers: [rwe('S1'), rwe('S2')] }],
  ])('and that %s to somebody very restricted tells of them as little as their own', async (_, more) => {
    const hidden = await link('pas@RWE', 'RWE|S1', { ...facts, veryRestricted: true });
    const other = await link('pas@RWE', 'RWE|S2', { identifiers: [rwe('S2')] });
    const doubtful = await link('lims@RWE', 'RWE|S1', { ...facts, ...more });
    expect([hidden, other]).not.toContain(doubtful);
    expect(await index.search(lookedFor, 10)).toEqual([]);
    expect((await index.search(lookedFor, 10, 'very-restricted')).map(({ id }) => id).sort()).toEqual([hidden, doubtful].sort()); // prettier-ignore
    expect(await index.find({ by: 'identifier', identifier: rwe('S1') }, knows)).toEqual({ kind: 'none' });
    expect([await isHidden(doubtful), await isHidden(other)]).toEqual([true, false]);
    // Nobody is hidden for longer than they are.
    await link('pas@RWE', 'RWE|S1', facts);
    expect(await isHidden(doubtful)).toBe(false);
    expect((await index.search(lookedFor, 10)).map(({ id }) => id).sort()).toEqual([hidden, doubtful].sort());
  });

  test('is bound by the wishes of whoever it may be of, and its address is theirs', async () => {
    const one = await link('pas@RWE', 'RWE|S1', facts);
    await mark(one, 'dissent');
    await mark(one, 'sealed', { capability: 'lab-reports' });
    const doubtful = await link('lims@RWE', 'RWE|S1', { ...facts, ...unborn });
    expect((await index.byIds([doubtful]))[0]).toMatchObject({
      dissents: true,
      seals: [{ capability: 'lab-reports' }],
    });
    // A patient index knows its own: they are bound by nobody's wishes but theirs.
    const known = await link('pas@RWE', 'RWE|S3', { ...facts, identifiers: [rwe('S1')], ...unborn });
    expect((await index.byIds([known]))[0]).not.toHaveProperty('dissents');
  });
});
