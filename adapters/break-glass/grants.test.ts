import { sql } from 'kysely';
import type { BreakGlass } from '../../schema/access';
import type { Ask, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { ReadRecord } from '../audit';
import { rolePolicy } from '../access';
import { createRecorder } from '../routing';
import { createBreakGlass } from '.';

const START = Date.parse('2026-11-20T10:00:00Z');
const MINUTE = 60_000;
const WORDS = 'found unconscious';

let fresh: FreshDatabase;
let now = START;
const clock = { millis: () => now };
/** What the audit was told, and how many grants and reviews stood there when it was. */
let audited: (ReadRecord & { readonly written: number })[] = [];
let recordable = true;
/** What somebody else does between the record and its effect. */
let meanwhile = (): Promise<unknown> => Promise.resolve();
/** Since when, and how long after its start, an answer was held back. */
let held: number[] = [];
let breakGlass: BreakGlass;

const written = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select (select count(*) from break_glass_grant)::int
    + (select count(*) from break_glass_review)::int + (select count(ended_at) from break_glass_grant)::int as n`.execute(
    fresh.store.db,
  );
  return rows[0]?.n ?? -1;
};

beforeEach(async () => {
  fresh = await freshDatabase();
  now = START;
  audited = [];
  recordable = true;
  held = [];
  const person = (id: PersonId): PersonIdentity => ({
    ...{ id, mergedIds: [], nhsNumberVerified: true, identifiers: [], restricted: false, epoch: 1, records: [] },
    ...(id === 'pt_hidden' && { veryRestricted: true }),
  });
  const recordRead = async (read: ReadRecord): Promise<void> => {
    if (!recordable) throw new Error('the disk is full');
    audited.push({ ...read, written: await written() });
    const once = meanwhile;
    meanwhile = () => Promise.resolve();
    await once();
  };
  breakGlass = createBreakGlass({
    store: fresh.store,
    identity: { byIds: (ids) => Promise.resolve(ids.map((id) => (id.startsWith('pt_') ? person(id) : null))) },
    recorder: createRecorder({ recordRead }, rolePolicy, {}),
    schedule: { start: () => 42, hold: (since) => Promise.resolve(void held.push(since)) },
    clock,
  });
});
afterEach(() => fresh.drop());

const as = (role: Role, userId = `u-${role}`): Ask => {
  const viewer: Viewer = {
    ...{ userId, name: `NAME of ${userId}`, role, roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  };
  return {
    ...{ viewer, purpose: role === 'privacy-officer' ? 'HOPERAT' : 'TREAT', client: 'test', operation: 'Glass' },
    ...{ requestId: 'r-1', clock, deadline: now + 3_000, signal: new AbortController().signal },
  };
};
const open = (more: { patient?: string; words?: string; minutes?: number } = {}, ask = as('clinician')) => {
  const { patient = 'pt_1', words = WORDS, minutes } = more;
  const request = { patient: patient as PersonId, reason: 'EMERGENCY' as const, words };
  return breakGlass.open({ ...request, ...(minutes !== undefined && { minutes }) }, ask);
};
const review = (id: string, words = 'It was well done', ask = as('privacy-officer')) =>
  breakGlass.review(id, { outcome: 'JUSTIFIED', words }, ask);

test.each<[string, { words?: string; minutes?: number }, RegExp]>([
  ['nine characters', { words: '123456789' }, /^words/],
  ['nine characters and white space', { words: '  123456789  ' }, /^words/],
  ['501 characters', { words: 'x'.repeat(501) }, /^words/],
  ['no minute', { minutes: 0 }, /^minutes/],
  ['half a minute', { minutes: 1.5 }, /^minutes/],
  ['241 minutes', { minutes: 241 }, /^minutes/],
])('%s: refused, and nothing opened', async (_what, wrong, message) => {
  await expect(open(wrong)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(message) as string,
  });
  expect(await written()).toBe(0);
});

test.each<[string, { words?: string; minutes?: number }, number]>([
  ['ten characters, for an hour unless said', { words: '1234567890' }, 60],
  ['500 characters, for a minute', { words: 'x'.repeat(500), minutes: 1 }, 1],
  ['four hours', { minutes: 240 }, 240],
])('%s: opened', async (_what, right, minutes) => {
  const grant = await open(right);
  expect(Date.parse(grant.until) - START).toBe(minutes * MINUTE);
});

test('each step is on record, with whom it is about, before it takes effect', async () => {
  const { id } = await open();
  await breakGlass.end(id, as('clinician'));
  await review(id);
  await breakGlass.reviews(null, { first: 20, after: null }, as('privacy-officer'));
  expect(
    audited.map(({ capability, persons, note, outcome, written: before }) => [
      capability,
      persons,
      note,
      outcome,
      before,
    ]),
  ).toEqual([
    ['break-glass', ['pt_1'], `break-glass ${id} opened: EMERGENCY`, 'answered', 0],
    ['break-glass', ['pt_1'], `break-glass ${id} ended`, 'answered', 1],
    ['break-glass-review', ['pt_1'], `break-glass ${id} reviewed: JUSTIFIED`, 'answered', 2],
    ['break-glass-review', ['pt_1'], 'break-glass reviews', 'answered', 3],
  ]);
});

test('what cannot be put on record does not happen', async () => {
  const { id } = await open();
  recordable = false;
  await expect(open()).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(breakGlass.end(id, as('clinician'))).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(review(id)).rejects.toMatchObject({ code: 'INTERNAL' });
  await expect(breakGlass.reviews(null, { first: 1, after: null }, as('privacy-officer'))).rejects.toMatchObject({
    code: 'INTERNAL',
  });
  expect(await written()).toBe(1);
});

test('whose role it is not is refused each step, on record', async () => {
  const { id } = await open();
  const officer = as('privacy-officer');
  const clinician = as('clinician');
  const refused = [
    () => open({}, officer),
    () => open({}, as('ward-clerk')),
    () => breakGlass.end(id, { ...officer, viewer: { ...officer.viewer, userId: 'u-clinician' } }),
    () => review(id, WORDS, as('clinician', 'u-another')),
    () => breakGlass.reviews(null, { first: 1, after: null }, clinician),
  ];
  for (const attempt of refused) await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(audited.filter(({ outcome }) => outcome === 'refused')).toHaveLength(refused.length);
  expect(await written()).toBe(1);
});

test('nobody’s record is opened by an id that is nobody’s, and that somebody tried is on record', async () => {
  await expect(open({ patient: 'nobody' })).rejects.toMatchObject({
    message: expect.stringMatching(/^patient/) as string,
  });
  expect(audited).toMatchObject([{ outcome: 'refused', persons: [], note: 'break-glass: nobody by this id' }]);
  expect(await written()).toBe(0);
});

test('somebody very restricted is nobody to whoever tries, after as long; that it was them is on record', async () => {
  const words = await Promise.all(
    ['nobody', 'pt_hidden'].map((patient) => open({ patient }).catch(({ message }: Error) => message)),
  );
  expect([words[1], held]).toEqual([words[0], [42, 42]]);
  expect(audited.map(({ persons }) => persons).sort()).toEqual([[], ['pt_hidden']]);
  expect(new Set(audited.map(({ note, outcome }) => `${outcome} ${note}`)).size).toBe(1);
});

test('a grant is ended by its own user, once, while it stands, and no other with it', async () => {
  const { id } = await open();
  const other = await open({ patient: 'pt_2' });
  const another = await open({}, as('nurse'));
  const end = (which: string, ask = as('clinician')) => breakGlass.end(which, ask);
  await expect(end(another.id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  now += MINUTE;
  expect(await end(id)).toMatchObject({ id, endedAt: '2026-11-20T10:01:00.000Z' });
  await expect(end(id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(audited.filter(({ note }) => note === `break-glass ${id} ended`)).toHaveLength(1);
  const { rows } = await sql<{ id: string }>`select id from break_glass_grant where ended_at is null`.execute(
    fresh.store.db,
  );
  expect(rows.map((row) => row.id).sort()).toEqual([other.id, another.id].sort());
  now = Date.parse(other.until);
  await expect(end(other.id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('two ends at the same moment: the first stands, and the other is told that there is none to end', async () => {
  const { id } = await open();
  meanwhile = async () => {
    await breakGlass.end(id, as('clinician'));
    now += MINUTE;
  };
  await expect(breakGlass.end(id, as('clinician'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const { grants } = await breakGlass.reviews(null, { first: 1, after: null }, as('privacy-officer'));
  expect(grants).toMatchObject([{ id, endedAt: '2026-11-20T10:00:00.000Z' }]);
});

test('a review says what was found, once, in words, of a grant that there is', async () => {
  const { id } = await open();
  await expect(review('bg_none')).rejects.toMatchObject({ message: 'id is no grant' });
  await expect(review(id, 'short')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await review(id)).toMatchObject({ id, review: { outcome: 'JUSTIFIED', words: 'It was well done' } });
  await expect(review(id)).rejects.toMatchObject({ message: 'id was reviewed already' });
});

describe('the list for review', () => {
  const list = async (state: 'WAITING' | 'REVIEWED' | null, first = 20, after: string | null = null) => {
    const page = await breakGlass.reviews(state, { first, after }, as('privacy-officer'));
    return { ...page, ids: page.grants.map(({ id }) => id) };
  };

  test('tells the newest first, page by page, waiting and reviewed apart', async () => {
    const ids: string[] = [];
    for (const patient of ['pt_1', 'pt_2', 'pt_3']) ids.unshift((await open({ patient })).id);
    const [newest = '', middle = '', oldest = ''] = ids;
    await review(middle);
    expect((await list(null)).ids).toEqual(ids);
    expect((await list('WAITING')).ids).toEqual([newest, oldest]);
    expect((await list('WAITING')).grants.map(({ review: done }) => done)).toEqual([null, null]);
    expect((await list('REVIEWED')).grants).toMatchObject([
      {
        id: middle,
        review: {
          ...{ at: '2026-11-20T10:00:00.000Z', by: 'NAME of u-privacy-officer' },
          ...{ outcome: 'JUSTIFIED', words: 'It was well done' },
        },
      },
    ]);
    expect([(await list(null, 3)).hasNextPage, (await list(null, 4)).hasNextPage]).toEqual([false, false]);
    const first = await list(null, 2);
    expect([first.ids, first.hasNextPage]).toEqual([[newest, middle], true]);
    const rest = await list(null, 2, first.endCursor);
    expect([rest.ids, rest.hasNextPage]).toEqual([[oldest], false]);
    const none = await list(null, 2, rest.endCursor);
    expect([none.ids, none.hasNextPage, none.endCursor]).toEqual([[], false, rest.endCursor]);
  });

  test('tells of each what was read under it: by its user, by its name, though answered after its end, and nothing else', async () => {
    const { id } = await open();
    const read = (more: { user?: string; at?: string; note?: string; purpose?: string; capability?: string }) =>
      sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose,
        client, operation, capability, persons, places, unresolved, instances, outcome, note)
        values (${more.at ?? '2026-11-20T10:10:00Z'}, 'r-9', ${more.user ?? 'u-clinician'}, 'A', 'clinician', '1', 'RWE',
          ${more.purpose ?? 'BTG'}, 'c', 'o', ${more.capability ?? 'other'}, '{pt_1}', '{}', 0, '{}', 'answered',
          ${more.note ?? `break-glass ${id}`})`.execute(fresh.store.db);
    await read({ capability: 'lab-reports' });
    await read({ capability: 'allergies' });
    await read({ user: 'u-else' });
    await read({ at: '2026-11-20T09:59:59Z' });
    await read({ at: '2026-11-20T11:00:03Z', capability: 'imaging-studies' });
    await read({ at: '2026-11-20T11:01:01Z' });
    await read({ note: 'break-glass bg_other' });
    await read({ purpose: 'TREAT' });
    expect((await list(null)).grants).toMatchObject([
      { capabilities: ['allergies', 'imaging-studies', 'lab-reports'], requests: 1 },
    ]);
  });
});
