import type { Ask, PersonQuery, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { NewPrivacyDirective } from '../../schema/privacy';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import type { ReadRecord } from '../audit';
import { createRecorder } from '../routing';
import { createPrivacyDirectives } from '.';

const START = Date.parse('2026-11-20T10:00:00Z');
const clock = { millis: () => START };
const MAVIS = '9990000018' as NhsNumber;
const REASON = 'She asked for it at the desk';
const PERSON: PersonIdentity = {
  ...{ id: 'pt_mavis' as PersonId, mergedIds: [], nhsNumber: MAVIS, nhsNumberVerified: true, identifiers: [] },
  ...{ restricted: false, epoch: 1, records: [{ instance: 'pas@RWE' as InstanceName, recordId: 'S1' }] },
};

/** Whose hospital number at the trust's other system is Mavis's at this one. */
const IVY: PersonIdentity = {
  ...PERSON,
  ...{ id: 'pt_ivy' as PersonId, nhsNumber: '9990000034' as NhsNumber },
  records: [
    { instance: 'pas@RWE' as InstanceName, recordId: 'S2' },
    { instance: 'lims@RWE' as InstanceName, recordId: 'S1' },
  ],
};

let fresh: FreshDatabase;
let audited: ReadRecord[] = [];
/** What happens while a step is put on record. */
let meanwhile: (() => Promise<void>) | null = null;
beforeEach(async () => {
  fresh = await freshDatabase();
  audited = [];
  meanwhile = null;
});
afterEach(() => fresh.drop());

const directives = () => {
  const find = (query: PersonQuery) => {
    const person = [PERSON, IVY].find(({ id, nhsNumber }) =>
      query.by === 'id' ? query.id === id : query.by === 'nhsNumber' && query.nhsNumber === nhsNumber,
    );
    return Promise.resolve(person ? ({ kind: 'one', person } as const) : ({ kind: 'none' } as const));
  };
  const recordRead = async (read: ReadRecord): Promise<void> => {
    audited.push(read);
    await meanwhile?.();
  };
  const recorder = createRecorder({ recordRead }, rolePolicy, {});
  return createPrivacyDirectives({
    ...{ store: fresh.store, identity: { find }, recorder, clock },
    ledger: { systems: () => [{ name: 'pas@RWE' }, { name: 'systmone@RT5' }] as never },
  });
};

const as = (role: Role, nhsNumber?: NhsNumber): Ask => {
  const viewer: Viewer = {
    ...{ userId: `u-${role}`, name: `NAME of ${role}`, role, roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL', ...(nhsNumber && { nhsNumber }) },
  };
  return {
    ...{ viewer, purpose: role === 'patient' ? 'PATRQT' : 'HOPERAT', client: 'test', operation: 'Wish' },
    ...{ requestId: 'r-1', clock, deadline: START + 3_000, signal: new AbortController().signal },
  };
};
const officer = as('privacy-officer');
const seal = (more: Partial<NewPrivacyDirective> = {}): NewPrivacyDirective => ({
  ...{ nhsNumber: MAVIS, kind: 'sealed', part: { capability: 'lab-reports' }, reason: REASON, ...more },
});
const mavis = as('patient', MAVIS);
const rows = (): readonly unknown[] =>
  audited.map(({ capability, outcome, persons, note }) => [capability, outcome, persons, note]);
const refusals = (): readonly unknown[] =>
  audited.filter(({ outcome }) => outcome === 'refused').map(({ note }) => note);

test('the same wish put down again is the one that stands, and ended once it is ended; another is another', async () => {
  const wishes = directives();
  const first = await wishes.put(seal(), officer);
  expect((await wishes.put(seal(), officer)).id).toBe(first.id);
  const others = [
    await wishes.put(seal({ kind: 'sealed-and-locked' }), officer),
    await wishes.put(seal({ part: { capability: 'observations' } }), officer),
    await wishes.put(seal({ part: { capability: 'lab-reports', record: 'r1' } }), officer),
  ];
  expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(4);
  await wishes.end(first.id, REASON, officer);
  const again = await wishes.put(seal(), officer);
  expect(again.id).not.toBe(first.id);
  const standing = (await wishes.of({ nhsNumber: MAVIS }, officer)).filter(({ endedAt }) => endedAt === null);
  expect(standing.map(({ id }) => id)).toEqual([again.id, ...others.map(({ id }) => id).reverse()]);
});

test('a person has two hundred that stand at the most; one that is ended makes room', async () => {
  const wishes = directives();
  const put = (at: number) => wishes.put(seal({ part: { capability: 'lab-reports', record: `r${at}` } }), officer);
  const first = await put(0);
  for (let at = 1; at < 200; at += 1) await put(at);
  await expect(put(200)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await put(0)).id).toBe(first.id);
  await wishes.end(first.id, REASON, officer);
  await expect(put(200)).resolves.toBeDefined();
});

test('whoever tries numbers, others’ records or ids of others is on record, each time', async () => {
  const wishes = directives();
  const nobody = { nhsNumber: '9990000026' as NhsNumber };
  await expect(wishes.put(seal(nobody), officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(wishes.of(nobody, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(wishes.of({ nhsNumber: MAVIS }, as('patient', nobody.nhsNumber))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(wishes.end('pd_none', REASON, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(refusals()).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'FORBIDDEN', 'not theirs to end']);
});

test('what was put down is listed as it was put down, and is its person’s alone', async () => {
  const wishes = directives();
  const until = '2026-12-31T00:00:00.000Z' as Instant;
  const parts = [
    { capability: 'lab-reports', organisation: 'RWE' as OdsCode, instance: 'pas@RWE' as InstanceName, record: 'r1' },
    { organisation: 'RT5' as OdsCode },
  ] as const;
  const put = [
    await wishes.put(seal({ part: parts[0], until }), mavis),
    await wishes.put(seal({ part: parts[1] }), mavis),
    await wishes.put({ nhsNumber: MAVIS, kind: 'dissent', reason: REASON }, officer),
  ];
  const now = '2026-11-20T10:00:00.000Z';
  expect(put).toMatchObject([
    { patient: 'pt_mavis', kind: 'sealed', from: now, until, at: now, role: 'patient', by: 'NAME of patient' },
    { patient: 'pt_mavis', until: null, endedAt: null, endedBy: null, endedReason: null },
    { kind: 'dissent', role: 'privacy-officer', reason: REASON },
  ]);
  expect(put.map(({ part }) => part)).toEqual([...parts, null]);
  const ended = await wishes.end(put[1]?.id ?? '', 'I no longer wish it', mavis);
  expect(ended).toEqual({ ...put[1], endedAt: now, endedBy: 'NAME of patient', endedReason: 'I no longer wish it' });
  expect(await wishes.of({}, mavis)).toEqual([put[2], ended, put[0]]);
  expect(await wishes.of({ patient: IVY.id }, officer)).toEqual([]);
});

test('what says anything else, or was put down by somebody else, is another', async () => {
  const wishes = directives();
  const tomorrow = '2026-11-21T10:00:00.000Z' as Instant;
  const until = '2026-12-31T00:00:00.000Z' as Instant;
  const lab = { capability: 'lab-reports' } as const;
  const different: Partial<NewPrivacyDirective>[] = [
    {},
    { kind: 'sealed-and-locked' },
    { part: { capability: 'observations' } },
    { part: { ...lab, organisation: 'RWE' as OdsCode } },
    { part: { ...lab, instance: 'pas@RWE' as InstanceName } },
    { part: { ...lab, record: 'r1' } },
    { until },
    { until: '2027-01-31T00:00:00.000Z' as Instant },
  ];
  const put = async (more: Partial<NewPrivacyDirective>, ask: Ask) => (await wishes.put(seal(more), ask)).id;
  // One that begins later does not stand for one that is to begin now.
  const ids = [await put({ from: tomorrow, part: { capability: 'documents' } }, officer)];
  ids.push(await put({ part: { capability: 'documents' } }, officer));
  for (const more of different) ids.push(await put(more, officer), await put(more, mavis));
  expect(new Set(ids).size).toBe(ids.length);
  // One that began already stands for one that is to begin later.
  expect(await put({ from: tomorrow }, officer)).toBe(ids[2]);
});

test('each step is on record before it takes effect, with whom it is about', async () => {
  const wishes = directives();
  const { id } = await wishes.put(seal(), officer);
  await wishes.put(seal(), officer);
  const own = await wishes.put(seal(), mavis);
  await wishes.of({}, mavis);
  await wishes.end(id, REASON, officer);
  expect(rows()).toEqual([
    ['privacy-directives', 'answered', ['pt_mavis'], `privacy directive ${id} put down: sealed`],
    ['privacy-directives', 'answered', ['pt_mavis'], `privacy directive ${id} stands already: sealed`],
    ['own-wishes', 'answered', ['pt_mavis'], `privacy directive ${own.id} put down: sealed`],
    ['own-wishes', 'answered', ['pt_mavis'], 'privacy directives'],
    ['privacy-directives', 'answered', ['pt_mavis'], `privacy directive ${id} to be ended`],
  ]);
  const listed = await wishes.of({}, mavis);
  meanwhile = () => Promise.reject(new Error('the disk is full'));
  await expect(wishes.put(seal({ kind: 'sealed-and-locked' }), mavis)).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(wishes.end(own.id, REASON, mavis)).rejects.toMatchObject({ code: 'INTERNAL' });
  meanwhile = null;
  expect(await wishes.of({}, mavis)).toEqual(listed);
});

test('a patient ends what they put down themself, the officer any, each once and no other', async () => {
  const wishes = directives();
  const [theirs, hers, still] = [
    await wishes.put(seal(), officer),
    await wishes.put(seal(), mavis),
    await wishes.put({ kind: 'dissent', reason: REASON }, mavis),
  ];
  const refused = { code: 'BAD_USER_INPUT' };
  await expect(wishes.end(theirs.id, REASON, mavis)).rejects.toMatchObject(refused);
  await expect(wishes.end('pd_none', REASON, officer)).rejects.toMatchObject(refused);
  await expect(wishes.end(hers.id, 'no', mavis)).rejects.toMatchObject(refused);
  await wishes.end(hers.id, REASON, officer);
  audited = [];
  await expect(wishes.end(hers.id, REASON, mavis)).rejects.toMatchObject(refused);
  expect(rows()).toEqual([['own-wishes', 'refused', [], 'not theirs to end']]);
  const standing = (await wishes.of({}, mavis)).filter(({ endedAt }) => endedAt === null);
  expect(standing.map(({ id }) => id)).toEqual([still.id, theirs.id]);
});

test('one that another ended at the same moment was ended by them', async () => {
  const wishes = directives();
  const { id } = await wishes.put(seal(), mavis);
  meanwhile = async () => {
    meanwhile = null;
    await wishes.end(id, 'The officer was sooner', officer);
  };
  await expect(wishes.end(id, 'I no longer wish it', mavis)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await wishes.of({}, mavis)).toMatchObject([
    { endedBy: 'NAME of privacy-officer', endedReason: 'The officer was sooner' },
  ]);
});

test('whose role it is not is refused each step, on record, and so is a holder that nobody knows', async () => {
  const wishes = directives();
  const { id } = await wishes.put(seal(), officer);
  for (const ask of [as('clinician'), as('carer', MAVIS)])
    for (const attempt of [
      () => wishes.put(seal(), ask),
      () => wishes.end(id, REASON, ask),
      () => wishes.of({ nhsNumber: MAVIS }, ask),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(refusals()).toHaveLength(6);
  const unknown = seal({ part: { organisation: 'RW3' as OdsCode } });
  await expect(wishes.put(unknown, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await wishes.of({}, mavis)).map(({ endedAt }) => endedAt)).toEqual([null]);
});
