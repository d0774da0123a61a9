import { sql } from 'kysely';
import type { Ask, PersonQuery, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { NewProxy, Proxies } from '../../schema/proxies';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { ReadRecord } from '../audit';
import { rolePolicy } from '../access';
import { createRecorder } from '../routing';
import { createProxies } from '.';

const START = Date.parse('2026-11-20T10:00:00Z');
const clock = { millis: () => START };
const MAVIS = '9990000018' as NhsNumber;
const CARER = '9990000034' as NhsNumber;
const REASON = 'Seen with both of them';

const person = (id: string, nhsNumber: NhsNumber, mergedIds: readonly string[] = []): PersonIdentity => ({
  ...{ id: id as PersonId, mergedIds: mergedIds as PersonId[], nhsNumber, nhsNumberVerified: true, identifiers: [] },
  ...{ restricted: false, epoch: 1, records: [] },
});
const everybody = (): PersonIdentity[] => [
  person('pt_mavis', MAVIS, ['pt_before']),
  person('pt_other', '9990000026' as NhsNumber),
  person('pt_parted', '9990000059' as NhsNumber),
];
const PEOPLE = everybody();

let fresh: FreshDatabase;
let proxies: Proxies;
/** What the audit was told, and how many proxies stood there when it was. */
let audited: (ReadRecord & { readonly standing: number })[] = [];
let recordable = true;
/** What somebody else does between the record and its effect. */
let meanwhile = (): Promise<unknown> => Promise.resolve();
const standing = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from proxy where ended_at is null`.execute(
    fresh.store.db,
  );
  return rows[0]?.n ?? -1;
};

beforeEach(async () => {
  PEOPLE.splice(0, PEOPLE.length, ...everybody());
  fresh = await freshDatabase();
  audited = [];
  recordable = true;
  const recordRead = async (read: ReadRecord): Promise<void> => {
    if (!recordable) throw new Error('the disk is full');
    audited.push({ ...read, standing: await standing() });
    const once = meanwhile;
    meanwhile = () => Promise.resolve();
    await once();
  };
  const find = (query: PersonQuery) => {
    const found = PEOPLE.find((one) =>
      query.by === 'id' ? one.id === query.id : query.by === 'nhsNumber' && one.nhsNumber === query.nhsNumber,
    );
    return Promise.resolve(found ? ({ kind: 'one', person: found } as const) : ({ kind: 'none' } as const));
  };
  const recorder = createRecorder({ recordRead }, rolePolicy, {});
  proxies = createProxies({ store: fresh.store, identity: { find }, recorder, clock });
});
afterEach(() => fresh.drop());

const as = (role: Role, nhsNumber?: NhsNumber): Ask => {
  const viewer: Viewer = {
    ...{ userId: `u-${role}`, name: `NAME of ${role}`, role, roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL', ...(nhsNumber && { nhsNumber }) },
  };
  return {
    ...{
      viewer,
      purpose: role === 'patient' || role === 'carer' ? 'PATRQT' : role === 'clinician' ? 'TREAT' : 'HOPERAT',
    },
    ...{ client: 'test', operation: 'Proxy', requestId: 'r-1', clock },
    ...{ deadline: START + 3_000, signal: new AbortController().signal },
  };
};
const officer = as('privacy-officer');
const mavis = as('patient', MAVIS);
const record = (more: Partial<NewProxy> = {}, ask = officer) =>
  proxies.record({ nhsNumber: MAVIS, carerNhsNumber: CARER, carerName: 'TESTER, Tom', reason: REASON, ...more }, ask);

test('the officer puts one down for all or part of a record; the person sees it, without the carer’s number', async () => {
  const all = await record();
  const part = await record({
    ...{ capabilities: ['appointments', 'appointments'], from: '2026-12-01T00:00:00.000Z' as Instant },
    until: '2026-12-31T00:00:00.000Z' as Instant,
  });
  expect([all.capabilities, all.from, all.until]).toEqual([null, '2026-11-20T10:00:00.000Z', null]);
  expect(all.carerNhsNumber).toBe(CARER);
  expect([part.capabilities, part.from, part.until]).toEqual([
    ...[['demographics', 'appointments'], '2026-12-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z'],
  ]);
  expect(await proxies.of({ patient: 'pt_mavis' as PersonId }, officer)).toEqual([part, all]);
  const seen = await proxies.of({}, mavis);
  expect(seen).toEqual([part, all].map((one) => ({ ...one, carerNhsNumber: null })));
  expect(seen[0]).toMatchObject({ carerName: 'TESTER, Tom', by: 'NAME of privacy-officer', reason: REASON });
  expect(await proxies.of({ patient: 'pt_other' as PersonId }, officer)).toEqual([]);
});

test('one that is sent again is the one that stands; it is another where anything differs, or once it has ended', async () => {
  const first = await record({ capabilities: ['appointments'] });
  expect(await record({ capabilities: ['demographics', 'appointments'] })).toEqual(first);
  expect(await standing()).toBe(1);
  expect(audited.at(-1)).toMatchObject({ persons: ['pt_mavis'], note: `proxy ${first.id} stands already` });
  const others: readonly Partial<NewProxy>[] = [
    {},
    { capabilities: ['appointments'], carerName: 'TESTER, Thomas' },
    { capabilities: ['appointments'], carerNhsNumber: '9990000026' as NhsNumber },
    { capabilities: ['appointments'], until: '2026-12-31T00:00:00.000Z' as Instant },
    { capabilities: ['appointments'], from: '2026-11-19T00:00:00.000Z' as Instant },
  ];
  for (const other of others) await record(other);
  expect(await standing()).toBe(1 + others.length);
  await Promise.all(
    (await proxies.of({ nhsNumber: MAVIS }, officer)).map(({ id }) => proxies.end(id, REASON, officer)),
  );
  expect((await record({ capabilities: ['appointments'] })).id).not.toBe(first.id);
});

test.each<[string, Partial<NewProxy>, RegExp]>([
  ['no name', { carerName: '  ' }, /^carerName/],
  ['a name without end', { carerName: 'x'.repeat(201) }, /^carerName/],
  ['too few words', { reason: 'because' }, /^reason/],
  ['an end before its beginning', { until: '2026-11-20T10:00:00.000Z' as Instant }, /^until/],
  ['nothing of the record', { capabilities: [] }, /^capabilities/],
  ['what carers do not read', { capabilities: ['appointments', 'escalations'] }, /^capabilities/],
  ['what anybody reads', { capabilities: ['wards'] }, /^capabilities/],
  ['the person themself', { carerNhsNumber: MAVIS }, /^carerNhsNumber/],
  ['nobody', { nhsNumber: '9990000042' as NhsNumber }, /^patient/],
])('%s: refused, and none put down', async (_what, wrong, message) => {
  await expect(record(wrong)).rejects.toMatchObject({
    ...{ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) as string },
  });
  expect(await standing()).toBe(0);
});

test('it is kept by the person’s number: whoever has only the id of then neither sees nor ends it', async () => {
  const { id } = await record({ nhsNumber: '9990000059' as NhsNumber });
  expect(await proxies.of({ patient: 'pt_parted' as PersonId }, officer)).toHaveLength(1);
  PEOPLE.splice(0, PEOPLE.length, person('pt_parted', MAVIS), person('pt_apart', '9990000059' as NhsNumber));
  expect(await proxies.of({ patient: 'pt_parted' as PersonId }, officer)).toEqual([]);
  await expect(proxies.end(id, REASON, mavis)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await proxies.of({ patient: 'pt_apart' as PersonId }, officer)).toMatchObject([{ id }]);
});

test('of somebody without a number that was traced there is none', async () => {
  PEOPLE.push({ ...person('pt_untraced', '9990000077' as NhsNumber), nhsNumberVerified: false });
  await expect(record({ nhsNumber: '9990000077' as NhsNumber })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const { nhsNumber: _none, ...nameless } = person('pt_nameless', MAVIS);
  PEOPLE.push(nameless);
  const wanted = { carerNhsNumber: CARER, carerName: 'TESTER, Tom', reason: REASON };
  await expect(proxies.record({ patient: nameless.id, ...wanted }, officer)).rejects.toThrow(/^patient/);
  expect(await standing()).toBe(0);
});

test('a name as long as may be, and a part that is read', async () => {
  expect(await record({ carerName: 'x'.repeat(200), capabilities: ['medications'] })).toMatchObject({
    capabilities: ['demographics', 'medications'],
  });
});

test('each step is on record, with whom it is about and never the carer’s number, before it takes effect', async () => {
  const { id } = await record();
  await proxies.of({}, mavis);
  await proxies.end(id, 'I no longer wish it', mavis);
  expect(audited.map(({ capability, persons, note, standing: n }) => [capability, persons, note, n])).toEqual([
    ['proxies', ['pt_mavis'], `proxy ${id} recorded`, 0],
    ['own-proxies', ['pt_mavis'], 'proxies', 1],
    ['own-proxies', ['pt_mavis'], `proxy ${id} to be ended`, 1],
  ]);
  expect(JSON.stringify(audited.map(({ note }) => note))).not.toContain(CARER);
  const { id: next } = await record();
  recordable = false;
  await expect(record()).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(proxies.end(next, REASON, officer)).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(proxies.of({}, mavis)).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(await standing()).toBe(1);
});

test('the person ends their own, the officer any, each once; who ended it and why stays', async () => {
  const { id } = await record();
  const others = await record({ nhsNumber: '9990000026' as NhsNumber });
  await expect(proxies.end(others.id, REASON, mavis)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(proxies.end(id, 'no', mavis)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await proxies.end(id, 'I no longer wish it', mavis)).toMatchObject({
    ...{ id, endedAt: '2026-11-20T10:00:00.000Z', endedBy: 'NAME of patient', endedRole: 'patient' },
    ...{ endedReason: 'I no longer wish it', carerNhsNumber: null },
  });
  await expect(proxies.end(id, REASON, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(audited.filter(({ note }) => note === `proxy ${id} to be ended`)).toHaveLength(1);
  expect(await proxies.end(others.id, REASON, officer)).toMatchObject({ endedRole: 'privacy-officer' });
  await expect(proxies.end('px_none', REASON, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await standing()).toBe(0);
});

test('one that was put down under an id that was merged since is the person’s still', async () => {
  await sql`insert into proxy (carer_nhs_number, person_id, from_at) values (${CARER}, 'pt_before', '2026-01-01')`.execute(
    fresh.store.db,
  );
  const [one] = await proxies.of({}, mavis);
  expect(await proxies.of({ patient: 'pt_other' as PersonId }, officer)).toEqual([]);
  expect(await proxies.end(one?.id ?? '', 'I no longer wish it', mavis)).toMatchObject({ endedRole: 'patient' });
});

test('two ends at the same moment: who was first ended it, and the other is told so', async () => {
  const { id } = await record();
  meanwhile = () => proxies.end(id, REASON, officer);
  await expect(proxies.end(id, 'I no longer wish it', mavis)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await proxies.of({}, mavis)).toMatchObject([{ id, endedRole: 'privacy-officer', endedReason: REASON }]);
});

test('whose role it is not is refused each step, on record', async () => {
  const { id } = await record();
  const attempts = [
    () => record({}, mavis),
    () => record({}, as('clinician')),
    () => record({}, as('carer', CARER)),
    () => proxies.end(id, REASON, as('clinician')),
    () => proxies.end(id, REASON, as('carer', CARER)),
    () => proxies.of({ nhsNumber: MAVIS }, as('clinician')),
    () => proxies.of({ nhsNumber: MAVIS }, as('carer', CARER)),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(audited.filter(({ outcome }) => outcome === 'refused')).toHaveLength(attempts.length);
  await expect(proxies.of({ patient: 'pt_other' as PersonId }, mavis)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await standing()).toBe(1);
});
