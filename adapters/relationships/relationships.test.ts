import { sql } from 'kysely';
import type { Capability, Viewer } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createRelationships, holdsFor, type Relationships } from '.';
import { standingsOf } from './standing-query';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const clock = fixedClock(NOW);
const RWE = 'RWE' as OdsCode;

const person = (id: string, more: Partial<PersonIdentity> = {}): PersonIdentity => ({
  ...{ id: id as PersonId, mergedIds: [], nhsNumberVerified: true, identifiers: [], restricted: false, epoch: 1 },
  records: [{ instance: 'pas@RWE', recordId: `RWE|${id}` }],
  ...more,
});
const nurse = (more: Partial<Viewer> = {}): Viewer => ({
  ...{ userId: 'u-1', name: 'WARD Ann', role: 'nurse', roleProfileId: '1', organisation: RWE, organisationName: 'RWE' },
  wards: [{ organisation: RWE, code: 'W12' }],
  ...more,
});

interface Row {
  readonly of: string;
  readonly kind?: string;
  readonly organisation?: string;
  readonly ward?: string | null;
  readonly from?: string;
  readonly to?: string | null;
  readonly open?: boolean;
  readonly status?: string;
  readonly retracted?: boolean;
  /** Somebody whom the record names, and as what. */
  readonly named?: { readonly as: string; readonly value: string; readonly system?: string };
}

let fresh: FreshDatabase;
let relationships: Relationships;
beforeAll(async () => {
  fresh = await freshDatabase();
  relationships = createRelationships({
    ...{ store: fresh.store, clock, windows: { stayDays: 90, clinicDaysBefore: 14, clinicDaysAfter: 30 } },
    stayFeeds: (organisation) => (organisation === RWE ? [{ instance: 'pas@RWE', silenceMs: 600_000 }] : []),
  });
});
afterAll(() => fresh.drop());

let rows = 0;
const tell = async ({ of, kind = 'encounters', organisation = 'RWE', ward = null, to = null, ...more }: Row) => {
  rows += 1;
  const {
    from = '2026-11-01T10:00:00Z',
    open = false,
    status = kind === 'encounters' ? 'in-progress' : 'booked',
    retracted,
    named,
  } = more;
  const { system = 'https://fhir.nhs.uk/Id/sds-user-id' } = named ?? {};
  const naming = named && { [named.as]: { text: 'A', identifier: { system, value: named.value } } };
  await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, to_at, open,
      sensitive, body)
    values ('pas@RWE', ${kind}, ${`k${rows}`}, 's', ${`RWE|${of}`}, ${organisation}, ${ward}, ${from}, ${to}, ${open},
      false, ${JSON.stringify({ status, retracted, ...naming })}::jsonb)`.execute(fresh.store.db);
};
const basesOf = async (viewer: Viewer, who: PersonIdentity): Promise<readonly string[]> =>
  [...((await relationships.of(viewer, [who]))[0]?.bases ?? [])].sort();

const ELSEWHERE = { organisation: 'RT5', ward: 'C1' };
const me = (as: string) => ({ as, value: 'u-1' });

test.each<[string, Omit<Row, 'of'>, readonly string[]]>([
  ['a stay on one of the viewer’s wards', { ward: 'W12', open: true }, ['ward']],
  ['a stay on another ward of the organisation', { ward: 'W20', open: true }, ['organisation']],
  ['a stay that ended 90 days ago', { to: '2026-08-22T11:00:00Z' }, ['organisation']],
  ['a stay that ended longer ago', { to: '2026-08-22T09:00:00Z' }, []],
  ['a stay at another organisation', { organisation: 'RT5', ward: 'W12', open: true }, []],
  ['a stay that is planned', { ward: 'W12', open: true, status: 'planned' }, []],
  ['a stay that was cancelled', { to: '2026-11-01T11:00:00Z', status: 'cancelled' }, []],
  ['a stay of which nobody can tell', { ward: 'W12', open: true, status: 'unknown' }, []],
  ['an appointment in 13 days', { kind: 'appointments', from: '2026-12-03T10:00:00Z', open: true }, ['clinic']],
  ['an appointment in 15 days', { kind: 'appointments', from: '2026-12-05T10:00:00Z', open: true }, []],
  ['an appointment 29 days ago', { kind: 'appointments', from: '2026-10-22T10:00:00Z' }, ['clinic']],
  ['an appointment 31 days ago', { kind: 'appointments', from: '2026-10-20T10:00:00Z' }, []],
  ['a cancelled appointment', { kind: 'appointments', from: '2026-11-21T10:00:00Z', status: 'cancelled' }, []],
  ['a place on the waiting list', { kind: 'waiting-list', from: '2024-01-01T10:00:00Z', open: true }, ['referral']],
  ['a place that was given up', { kind: 'waiting-list' }, []],
  ['an open order', { kind: 'lab-orders', open: true }, ['referral']],
  ['a report of the last 90 days', { kind: 'lab-reports', from: '2026-09-01T10:00:00Z' }, ['referral']],
  ['a report that was retracted', { kind: 'lab-reports', from: '2026-11-01T10:00:00Z', retracted: true }, ['referral']],
  ['an older report', { kind: 'lab-reports', from: '2026-08-01T10:00:00Z' }, []],
  ['an allergy that was recorded', { kind: 'allergies', open: true }, []],
  ['the consultant of a stay elsewhere', { ...ELSEWHERE, open: true, named: me('consultant') }, ['care-team']],
  ['the consultant of a stay here', { open: true, named: me('consultant') }, ['care-team', 'organisation']],
  [
    'the consultant of a stay elsewhere that ended long ago',
    { ...ELSEWHERE, to: '2026-08-22T09:00:00Z', named: me('consultant') },
    [],
  ],
  [
    'the consultant of a stay elsewhere that is planned',
    { ...ELSEWHERE, open: true, status: 'planned', named: me('consultant') },
    [],
  ],
  [
    'the practitioner of an appointment elsewhere',
    { ...ELSEWHERE, kind: 'appointments', from: '2026-12-03T10:00:00Z', named: me('practitioner') },
    ['care-team'],
  ],
  [
    'the practitioner of a cancelled appointment elsewhere',
    {
      ...{ ...ELSEWHERE, kind: 'appointments', from: '2026-12-03T10:00:00Z', status: 'cancelled' },
      named: me('practitioner'),
    },
    [],
  ],
  [
    'who asked for an open order elsewhere',
    { ...ELSEWHERE, kind: 'imaging-orders', open: true, named: me('requester') },
    ['care-team'],
  ],
  ['who asked for an order that was done elsewhere', { ...ELSEWHERE, kind: 'lab-orders', named: me('requester') }, []],
  ['who asked for a report elsewhere', { ...ELSEWHERE, kind: 'lab-reports', named: me('requester') }, ['care-team']],
  ['another consultant elsewhere', { ...ELSEWHERE, open: true, named: { as: 'consultant', value: 'u-2' } }, []],
  [
    'a consultant elsewhere with the same number of another register',
    { ...ELSEWHERE, open: true, named: { ...me('consultant'), system: 'https://fhir.hl7.org.uk/Id/gmc-number' } },
    [],
  ],
  [
    'somebody else’s allergy that names the viewer',
    { ...ELSEWHERE, kind: 'allergies', open: true, named: me('requester') },
    [],
  ],
])('%s', async (name, row, bases) => {
  await tell({ of: name, ...row });
  expect(await basesOf(nurse(), person(name))).toEqual(bases);
});

describe('tasks', () => {
  const task = (
    of: string,
    kind: string,
    owner: string,
    closed: string | null = null,
    raised = closed ?? '2026-11-14T10:00:00Z',
  ) =>
    sql`insert into task_owner (instance, key, kind, owner, record_instance, record_id, authored_at, closed_at)
      values ('nervecentre@RWE', ${of}, ${kind}, ${owner}, 'pas@RWE', ${`RWE|${of}`}, ${raised}, ${closed})`.execute(
      fresh.store.db,
    );
  test.each<[string, string, string, string | null, readonly string[]]>([
    ['that the viewer has in hand', 'user', 'u-1', null, ['care-team']],
    ['that the viewer had in hand 29 days ago', 'user', 'u-1', '2026-10-22T10:00:00Z', ['care-team']],
    ['that the viewer had in hand 31 days ago', 'user', 'u-1', '2026-10-20T10:00:00Z', []],
    ['of another user', 'user', 'u-2', null, []],
    ['of an organisation by the viewer’s number', 'organisation', 'u-1', null, []],
    ['of one of the viewer’s wards', 'ward', 'RWE|W12', null, ['ward']],
    ['of one of them that is over', 'ward', 'RWE|W12', '2026-11-20T09:59:00Z', []],
    ['of another ward', 'ward', 'RWE|W20', null, []],
    ['of the same ward elsewhere', 'ward', 'RT5|W12', null, []],
    ['of the viewer’s organisation', 'organisation', 'RWE', null, ['referral']],
    ['of the viewer’s organisation that is over', 'organisation', 'RWE', '2026-11-20T09:59:00Z', []],
    ['of another organisation', 'organisation', 'RT5', null, []],
  ])('one %s', async (name, kind, owner, closed, bases) => {
    const of = `task ${name}`;
    await task(of, kind, owner, closed);
    expect(await basesOf(nurse(), person(of))).toEqual(bases);
    expect(await basesOf(nurse(), person(`not ${of}`))).toEqual([]);
  });

  test.each<[string, string, string, string, readonly string[]]>([
    ['that the viewer has in hand, raised 36 days ago', 'user', 'u-1', '2026-10-15T10:00:00Z', ['care-team']],
    ['that the viewer has in hand, raised 38 days ago', 'user', 'u-1', '2026-10-13T10:00:00Z', []],
    ['of one of the viewer’s wards, raised 7 days ago', 'ward', 'RWE|W12', '2026-11-13T10:00:00Z', ['ward']],
    ['of one of the viewer’s wards, raised 8 days ago', 'ward', 'RWE|W12', '2026-11-12T10:00:00Z', []],
    ['of the viewer’s organisation, raised 8 days ago', 'organisation', 'RWE', '2026-11-12T10:00:00Z', []],
  ])('one that nobody said was over, %s', async (name, kind, owner, raised, bases) => {
    const of = `unended ${name}`;
    await task(of, kind, owner, null, raised);
    expect(await basesOf(nurse(), person(of))).toEqual(bases);
  });

  test('go with the record they are about, whoever’s it becomes', async () => {
    await task('moved', 'user', 'u-1');
    const records = person('moved').records;
    expect(await basesOf(nurse(), person('other', { records: [...person('other').records, ...records] }))).toEqual([
      'care-team',
    ]);
    expect(await basesOf(nurse(), person('other'))).toEqual([]);
  });
});

test('a record of another system with the same number is somebody else’s', async () => {
  await tell({ of: 'p1', open: true });
  const lookalike = person('p1', { records: [{ instance: 'pas@RX1', recordId: 'RWE|p1' }] });
  expect(await basesOf(nurse(), lookalike)).toEqual([]);
});

test('the registered practice has its patients on its list', async () => {
  const practice = nurse({ organisation: 'C82999' as OdsCode, wards: [] });
  expect(await basesOf(practice, person('p2', { generalPractice: 'C82999' as OdsCode }))).toEqual(['caseload']);
  expect(await basesOf(practice, person('p2', { generalPractice: 'C82997' as OdsCode }))).toEqual([]);
});

describe('a patient', () => {
  const number = '9990000018' as NhsNumber;
  const patient = nurse({ role: 'patient', wards: [], nhsNumber: number, birthDate: '1948-03-02' as PartialDate });
  test.each<[string, Partial<PersonIdentity>, readonly string[]]>([
    ['is themself by a traced number', { nhsNumber: number }, ['self']],
    ['is themself with the same birth date', { nhsNumber: number, birthDate: '1948-03-02' as PartialDate }, ['self']],
    ['not by one that nobody traced', { nhsNumber: number, nhsNumberVerified: false }, []],
    ['not by another’s', { nhsNumber: '9990000026' as NhsNumber }, []],
    ['not where the birth date speaks against it', { nhsNumber: number, birthDate: '1950-01-01' as PartialDate }, []],
  ])('%s', async (_, more, bases) => expect(await basesOf(patient, person('p3', more))).toEqual(bases));
});

test('a proxy put down for a number never opens another, though the id of when it was given is theirs now', async () => {
  const carer = nurse({ role: 'carer', wards: [], nhsNumber: '9990000034' as NhsNumber });
  await sql`insert into proxy (carer_nhs_number, person_id, person_nhs_number, from_at)
    values ('9990000034', 'parted', '9990000018', '2026-01-01')`.execute(fresh.store.db);
  const numbered = (id: string, nhsNumber: string, nhsNumberVerified = true) =>
    person(id, { nhsNumber: nhsNumber as NhsNumber, nhsNumberVerified });
  expect(await basesOf(carer, numbered('parted', '9990000026'))).toEqual([]);
  expect(await basesOf(carer, person('parted'))).toEqual([]);
  expect(await basesOf(carer, numbered('other', '9990000018', false))).toEqual([]);
  expect(await basesOf(carer, numbered('other', '9990000018'))).toEqual(['proxy']);
});

test('a carer has those who gave them proxy, while it lasts, by whatever id it was given under', async () => {
  const carer = nurse({ role: 'carer', wards: [], nhsNumber: '9990000034' as NhsNumber });
  const proxy = (carerNumber: string, of: string, until: string | null) =>
    sql`insert into proxy (carer_nhs_number, person_id, from_at, until_at)
      values (${carerNumber}, ${of}, '2026-01-01', ${until})`.execute(fresh.store.db);
  await proxy('9990000034', 'old-id', null);
  await proxy('9990000034', 'ended', '2026-11-20T09:00:00Z');
  await proxy('9990000042', 'another’s', null);
  const survivor = person('new-id', { mergedIds: ['old-id' as PersonId] });
  expect(await basesOf(carer, survivor)).toEqual(['proxy']);
  expect([await basesOf(carer, person('ended')), await basesOf(carer, person('another’s'))]).toEqual([[], []]);
});

test('whoever proved no birth date is themself by their traced number', async () => {
  const number = '9990000018' as NhsNumber;
  const viewer = nurse({ role: 'patient', wards: [], nhsNumber: number });
  expect(await basesOf(viewer, person('p4', { nhsNumber: number, birthDate: '1950-01-01' as PartialDate }))).toEqual([
    'self',
  ]);
});

describe('proxies', () => {
  const carer = nurse({ role: 'carer', wards: [], nhsNumber: '9990000050' as NhsNumber });
  const proxy = (
    of: string,
    more: { number?: string; from?: string; until?: string; parts?: readonly string[] } = {},
  ) =>
    sql`insert into proxy (carer_nhs_number, person_id, from_at, until_at, capabilities)
      values (${more.number ?? '9990000050'}, ${of}, ${more.from ?? '2026-01-01'}, ${more.until ?? null},
        ${more.parts ?? null})`.execute(fresh.store.db);
  const end = (of: string) =>
    sql`update proxy set ended_at = now(), ended_by_name = 'A', ended_reason = 'no longer wanted' where person_id = ${of}`.execute(
      fresh.store.db,
    );

  test('for a part of the record hold for that part; several for all that any is for', async () => {
    await proxy('part', { parts: ['demographics', 'appointments'] });
    await proxy('parts', { parts: ['appointments'] });
    await proxy('parts', { parts: ['medications'] });
    await proxy('both', { parts: ['appointments'] });
    await proxy('both');
    const standings = await relationships.of(
      carer,
      ['part', 'parts', 'both', 'nobody’s'].map((id) => person(id)),
    );
    const may = (capability: Capability) => standings.map((one) => holdsFor(one, 'proxy', capability));
    expect(may('appointments')).toEqual([true, true, true, false]);
    expect(may('medications')).toEqual([false, true, true, false]);
    expect(may('allergies')).toEqual([false, false, true, false]);
  });

  test('for a part take nothing from another way of standing to the person, and say nothing where there is none', async () => {
    const both = {
      bases: new Set(['ward', 'proxy'] as const),
      grant: null,
      proxyFor: new Set(['appointments'] as const),
    };
    expect(holdsFor(both, 'ward', 'allergies')).toBe(true);
    expect(holdsFor(both, 'proxy', 'allergies')).toBe(false);
    const [nobodys] = await relationships.of(carer, [person('nobody’s')]);
    expect(nobodys).toEqual({ bases: new Set(), grant: null });
  });

  test('that ended, begin later or are somebody else’s are none, nor are they listed', async () => {
    await proxy('closed');
    expect(await basesOf(carer, person('closed'))).toEqual(['proxy']);
    await end('closed');
    await proxy('later', { from: '2026-11-20T10:00:01Z' });
    await proxy('over', { until: '2026-11-20T10:00:00Z' });
    await proxy('a stranger’s', { number: '9990000069' });
    const none = await Promise.all(['closed', 'later', 'over', 'a stranger’s'].map((id) => basesOf(carer, person(id))));
    expect(none).toEqual([[], [], [], []]);
    await proxy('listed', { until: '2026-11-20T10:00:01Z' });
    const listed = await relationships.proxiesOf(carer);
    expect([...listed].sort()).toEqual(['both', 'listed', 'part', 'parts']);
    expect(await relationships.proxiesOf(nurse())).toEqual([]);
  });

  test('change in their end alone, once', async () => {
    await proxy('kept');
    const { db } = fresh.store;
    const kept = 'proxy is append-only';
    await expect(
      sql`update proxy set until_at = now() + interval '9 years' where person_id = 'kept'`.execute(db),
    ).rejects.toThrow(kept);
    await expect(sql`delete from proxy where person_id = 'kept'`.execute(db)).rejects.toThrow(kept);
    await end('kept');
    await expect(end('kept')).rejects.toThrow(kept);
    await expect(sql`truncate proxy`.execute(db)).rejects.toThrow(kept);
  });
});

describe('break-glass', () => {
  const grant = (id: string, of: string, more: { until?: string; ended?: string | null; role?: string } = {}) =>
    sql`insert into break_glass_grant (id, person_id, user_id, user_name, role, organisation, reason, words, at, until_at, ended_at)
      values (${id}, ${of}, 'u-1', 'WARD Ann', ${more.role ?? 'nurse'}, 'RWE', 'EMERGENCY', 'found unconscious',
        '2026-11-20T09:00:00Z', ${more.until ?? '2026-11-20T11:00:00Z'}, ${more.ended ?? null})`.execute(
      fresh.store.db,
    );

  test('stands for one person, one user in the role that opened it, until it ends', async () => {
    await grant('bg_1', 'opened');
    await grant('bg_2', 'over', { until: '2026-11-20T09:59:00Z' });
    await grant('bg_3', 'closed', { ended: '2026-11-20T09:30:00Z' });
    const people = ['opened', 'over', 'closed', 'never'].map((id) => person(id));
    const standings = await relationships.of(nurse(), people);
    expect(standings.map(({ bases }) => [...bases])).toEqual([['self-claimed'], [], [], []]);
    expect(standings[0]?.grant).toEqual({
      ...{ id: 'bg_1', patient: 'opened', until: '2026-11-20T11:00:00.000Z', reason: 'EMERGENCY' },
    });
    expect(await basesOf(nurse({ userId: 'u-2' }), person('opened'))).toEqual([]);
    expect(await basesOf(nurse({ role: 'ward-clerk' }), person('opened'))).toEqual([]);
    expect(await basesOf(nurse({ organisation: 'RT5' as OdsCode }), person('opened'))).toEqual([]);
  });
});

test('of several grants the one that stands longest is told', async () => {
  for (const [id, until] of [
    ['bg_5', '2026-11-20T10:30:00Z'],
    ['bg_6', '2026-11-20T11:30:00Z'],
    ['bg_7', '2026-11-20T11:00:00Z'],
  ])
    await sql`insert into break_glass_grant (id, person_id, user_id, user_name, role, organisation, reason, words, at, until_at)
      values (${id}, 'twice', 'u-1', 'WARD Ann', 'nurse', 'RWE', 'EMERGENCY', 'found unconscious', '2026-11-20T09:00:00Z',
        ${until})`.execute(fresh.store.db);
  expect((await relationships.of(nurse(), [person('twice')]))[0]?.grant?.id).toBe('bg_6');
});

test('each feed that stays are heard on decides whether what is known is old', async () => {
  // The inbox tells of its feeds in a view; here they are told as they please.
  await sql`drop view feed`.execute(fresh.store.db);
  await sql`create table feed (name text primary key, instance text, last_heard_at timestamptz, behind_since timestamptz)`.execute(
    fresh.store.db,
  );
  const feed = (heard: string | null, behind: string | null = null) =>
    sql`insert into feed (name, instance, last_heard_at, behind_since) values ('pas-adt', 'pas@RWE', ${heard}, ${behind})
      on conflict (name) do update set last_heard_at = excluded.last_heard_at, behind_since = excluded.behind_since`.execute(
      fresh.store.db,
    );
  const stale: boolean[] = [await relationships.isStale(RWE)];
  for (const [heard, behind] of [
    [null, null],
    ['2026-11-20T09:55:00Z', null],
    ['2026-11-20T09:50:00Z', null],
    ['2026-11-20T09:49:59Z', null],
    ['2026-11-20T09:59:00Z', '2026-11-20T09:59:00Z'],
    ['2026-11-20T09:59:00Z', '2026-11-20T09:50:00Z'],
  ] as const) {
    await feed(heard, behind);
    stale.push(await relationships.isStale(RWE));
  }
  expect(stale).toEqual([true, true, false, false, true, false, true]);
  expect(await relationships.isStale('C82999' as OdsCode)).toBe(false);
});

test('a ward of thirty is found by their keys, however many others there are', async () => {
  const { db } = fresh.store;
  await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, open, sensitive, body)
    select 'pas@RWE', kind, kind || n, 's' || n, 'RWE|S' || n, 'RWE', 'W' || n % 400, now(), true, false, '{}'
    from generate_series(1, 20000) n, unnest(array['encounters', 'lab-reports', 'appointments', 'demographics']) kind`.execute(
    db,
  );
  await sql`insert into break_glass_grant (id, person_id, user_id, user_name, role, organisation, reason, words, at, until_at)
    select 'bgx_' || n, 'S' || n, 'u-' || n, 'A', 'nurse', 'RWE', 'EMERGENCY', 'found unconscious', now(), now() + interval '1 hour'
    from generate_series(1, 5000) n`.execute(db);
  await sql`insert into task_owner (instance, key, kind, owner, record_instance, record_id, authored_at)
    select 'nervecentre@RWE', 't' || n, 'user', 'u-1', 'pas@RWE', 'RWE|S' || n, now() from generate_series(1, 20000) n`.execute(
    db,
  );
  await sql`analyze projection, break_glass_grant, proxy, task_owner`.execute(db);
  const ward = Array.from({ length: 30 }, (_, n) => person(`S${n}`));
  const windows = { stayedSince: NOW, clinicFrom: NOW, clinicTo: NOW, openTaskFrom: NOW, pastTaskFrom: NOW, now: NOW };
  const query = standingsOf(nurse(), ward, windows);
  const { rows: lines } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(db);
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).toContain('projection_by_person');
  expect(plan).not.toMatch(/Seq Scan on (projection|break_glass_grant|task_owner)/);
});
