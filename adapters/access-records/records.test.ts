import { sql } from 'kysely';
import { testAsk } from '../../gateway/testing/ask';
import type { AccessFilter, BreakGlass } from '../../schema/access';
import type { Finding } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { PrivacyDirectives } from '../../schema/privacy';
import type { Proxies } from '../../schema/proxies';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import { createAudit, seenKey, type ReadRecord } from '../audit';
import { ask as askOf, viewer } from '../routing/door-under-test';
import { createRecorder } from '../routing/recorder';
import { createAccessRecords } from '.';

const key = seenKey(Buffer.from('an installation key'));
const window = { from: '2026-11-20T00:00:00.000Z' as Instant, to: '2026-11-21T00:00:00.000Z' as Instant };
const officer = askOf({ viewer: viewer('privacy-officer'), purpose: 'HOPERAT' });
const person: PersonIdentity = {
  ...{ id: 'pt_a' as PersonId, mergedIds: ['pt_before' as PersonId], nhsNumberVerified: true },
  ...{ identifiers: [], records: [], restricted: false, epoch: 1 },
};
const finding: Finding = { kind: 'one', person };

let fresh: FreshDatabase;
const read = (at: string, request: string, persons: readonly string[] = ['pt_a']) =>
  sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose, client,
      operation, capability, persons, places, unresolved, instances, outcome)
    values (${at}, ${request}, 'u-1', 'A', 'nurse', '1', 'RWE', 'TREAT', 'app', 'Q', 'allergies',
      ${persons}, '{}', 0, '{}', 'answered')`.execute(fresh.store.db);
beforeAll(async () => {
  fresh = await freshDatabase();
  await read('2026-11-19T23:59:59.999Z', 'early');
  await read(window.from, 'r-1');
  await read('2026-11-20T10:00:00Z', 'r-2', ['pt_before']);
  await read('2026-11-20T11:00:00Z', 'r-3');
  await read('2026-11-20T12:00:00Z', 'other', ['pt_b']);
  await read(window.to, 'late');
});
afterAll(() => fresh.drop());

/** The record of reads over the rows above; what its own reads leave on record stays in memory. */
const opened = () => {
  const audited: ReadRecord[] = [];
  const recordRead = (row: ReadRecord) => Promise.resolve(void audited.push(row));
  const records = createAccessRecords({
    ...{ store: fresh.store, seenKey: key, recorder: createRecorder({ recordRead }, rolePolicy, {}) },
    identity: { find: () => Promise.resolve(finding), byIds: () => Promise.resolve([]) },
    relationships: {
      of: () => Promise.resolve([]),
      proxiesOf: () => Promise.resolve([]),
      isStale: () => Promise.resolve(false),
    },
    ...{ breakGlass: {} as BreakGlass, privacy: {} as PrivacyDirectives, proxies: {} as Proxies },
  });
  return { records, audited };
};
const log = async (filter: Partial<AccessFilter>, first = 20, after: string | null = null) => {
  const { records, audited } = opened();
  const page = await records.log({ window, ...filter }, { first, after }, officer);
  return { page, ids: page.events.map(({ requestId }) => requestId), audited };
};

test('the window holds its beginning and not its end, under every id of the person', async () => {
  expect((await log({ patient: person.id })).ids).toEqual(['r-3', 'r-2', 'r-1']);
});

test('by a user or a request alone everybody’s reads are told', async () => {
  expect((await log({ user: 'u-1' })).ids).toEqual(['other', 'r-3', 'r-2', 'r-1']);
  const { page, audited } = await log({ request: 'other' });
  expect(page.events).toMatchObject([{ requestId: 'other', people: 1, capabilities: ['allergies'] }]);
  expect(audited).toMatchObject([{ note: 'access log by request', persons: [], outcome: 'answered' }]);
});

test('pages follow one another without gap or double, and the last says that it is', async () => {
  const one = await log({ patient: person.id }, 2);
  expect([one.ids, one.page.hasNextPage]).toEqual([['r-3', 'r-2'], true]);
  const two = await log({ patient: person.id }, 2, one.page.endCursor);
  expect([two.ids, two.page.hasNextPage]).toEqual([['r-1'], false]);
  const three = await log({ patient: person.id }, 2, two.page.endCursor);
  expect([three.ids, three.page.hasNextPage, three.page.endCursor]).toEqual([[], false, two.page.endCursor]);
  expect((await log({ patient: person.id }, 3)).page.hasNextPage).toBe(false);
});

test('a cursor that is none of ours is refused', async () => {
  await expect(log({ user: 'u-1' }, 2, 'r-3')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

/** As an argument that was left out may come. */
const unset: object = { request: undefined };

test('who looked at whose log is on record by how it was looked up, and never by what', async () => {
  const { audited } = await log({ nhsNumber: '9990000018' as NhsNumber, user: 'u-1', ...unset });
  expect(audited).toMatchObject([{ note: 'access log by nhsNumber, user', persons: ['pt_a'], outcome: 'answered' }]);
});

test('the whole log is told to nobody', async () => {
  await expect(log({})).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('what was shown for a request is told, and of a request that never was nothing', async () => {
  const audit = createAudit(fresh.store, key);
  const content = JSON.stringify({ person: 'pt_a', instance: 'pas@RWE', kind: 'absent' });
  const ask = testAsk({ requestId: 'shown' });
  await audit.recordRead({
    ...{ ask, capability: 'allergies', persons: [person.id], instances: ['pas@RWE'], outcome: 'answered' },
    seen: [content],
  });
  const { records, audited } = opened();
  expect(await records.asSeen('shown', officer)).toMatchObject([{ person: 'pt_a', instance: 'pas@RWE', content }]);
  expect(await records.asSeen('never', officer)).toBeNull();
  expect(audited.map(({ note, persons }) => [note, persons])).toEqual([
    ['as seen: request shown', ['pt_a']],
    ['as seen: request never', []],
  ]);
});
