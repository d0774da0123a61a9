import { sql } from 'kysely';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, OdsCode } from '../../schema/identifiers';
import type { PartialDate } from '../../schema/time';
import { NOW, nurse, person, RWE, type Row, relationshipsUnderTest } from './relationships-under-test';
import { standingsOf } from './standing-query';

const hospital = relationshipsUnderTest();

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
  await hospital.tell({ of: name, ...row });
  expect(await hospital.basesOf(nurse(), person(name))).toEqual(bases);
});

describe('a stay of which something was told ahead', () => {
  const [before, after] = ['2026-11-20T09:59:00.000Z', '2026-11-20T10:01:00.000Z'];
  const nobody = { open: true, to: null };

  test.each<[string, string, readonly string[]]>([
    ['was moved from the viewer’s ward', before, ['organisation']],
    ['is to be moved from it', after, ['ward']],
  ])('%s', async (name, from, bases) => {
    await hospital.tell({ of: name, ...nobody, ward: 'W12', ahead: from });
    await hospital.tell({ of: name, ...nobody, kind: 'planned-move', ward: 'W20', from, status: 'in-progress' });
    expect(await hospital.basesOf(nurse(), person(name))).toEqual(bases);
  });

  test.each<[string, string, readonly string[]]>([
    ['was moved to the viewer’s ward', before, ['ward']],
    ['is to be moved to it', after, ['organisation']],
  ])('%s', async (name, from, bases) => {
    await hospital.tell({ of: name, ...nobody, ward: 'W20', ahead: from });
    await hospital.tell({ of: name, ...nobody, kind: 'planned-move', ward: 'W12', from, status: 'in-progress' });
    expect(await hospital.basesOf(nurse(), person(name))).toEqual(bases);
  });

  test.each<[string, string, readonly string[]]>([
    ['has come since', before, ['ward']],
    ['is to come', after, []],
  ])('of whom %s', async (name, from, bases) => {
    await hospital.tell({ of: name, ...nobody, ward: 'W12', from, status: 'planned', ahead: from });
    await hospital.tell({ of: name, ...nobody, kind: 'planned-move', ward: 'W12', from, status: 'in-progress' });
    expect(await hospital.basesOf(nurse(), person(name))).toEqual(bases);
  });

  test.each<[string, string, readonly string[]]>([
    ['has gone since', before, ['organisation']],
    ['is to go', after, ['ward']],
    ['went long ago', '2026-08-01T10:00:00.000Z', []],
  ])('of whom %s', async (name, from, bases) => {
    await hospital.tell({ of: name, open: true, ward: 'W12', to: from, ahead: from });
    const gone = { kind: 'planned-move', ward: 'W12', from, to: from, status: 'finished' };
    await hospital.tell({ of: name, ...gone });
    expect(await hospital.basesOf(nurse(), person(name))).toEqual(bases);
  });
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
      hospital.store.db,
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
    expect(await hospital.basesOf(nurse(), person(of))).toEqual(bases);
    expect(await hospital.basesOf(nurse(), person(`not ${of}`))).toEqual([]);
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
    expect(await hospital.basesOf(nurse(), person(of))).toEqual(bases);
  });

  test('go with the record they are about, whoever’s it becomes', async () => {
    await task('moved', 'user', 'u-1');
    const records = person('moved').records;
    expect(
      await hospital.basesOf(nurse(), person('other', { records: [...person('other').records, ...records] })),
    ).toEqual(['care-team']);
    expect(await hospital.basesOf(nurse(), person('other'))).toEqual([]);
  });
});

describe('visits', () => {
  interface Told {
    readonly organisation?: string;
    readonly start?: string;
    readonly status?: string;
    readonly heard?: string;
    /** NHS number and birth date, of a visit that is kept by them. */
    readonly traced?: readonly [string, string];
  }
  let visits = 0;
  const visit = (of: string, told: Told = {}) => {
    const { organisation = 'RT5', start = '2026-11-21T10:00:00Z', status = 'booked', heard = NOW, traced } = told;
    return sql`insert into visit (instance, key, organisation, start_at, status, record_instance, record_id, nhs_number, birth_date, heard_at)
      values ('systmone@RT5', ${`v${(visits += 1)}`}, ${organisation}, ${start}, ${status}, ${traced ? null : 'pas@RWE'},
        ${traced ? null : `RWE|${of}`}, ${traced?.[0] ?? null}, ${traced?.[1] ?? null}, ${heard})`.execute(
      hospital.store.db,
    );
  };
  const ofTheCommunity = nurse({ organisation: 'RT5' as OdsCode, wards: [] });

  test.each<[string, Told, readonly string[]]>([
    ['tomorrow', {}, ['clinic']],
    ['in 13 days', { start: '2026-12-03T10:00:00Z' }, ['clinic']],
    ['in 15 days', { start: '2026-12-05T10:00:00Z' }, []],
    ['29 days ago', { start: '2026-10-22T10:00:00Z', status: 'fulfilled' }, ['clinic']],
    ['31 days ago', { start: '2026-10-20T10:00:00Z', status: 'fulfilled' }, []],
    ['at which nobody was in', { status: 'noshow' }, ['clinic']],
    ['that was cancelled', { status: 'cancelled' }, []],
    ['of another organisation', { organisation: 'RX1' }, []],
    ['last told of 7 days ago', { heard: '2026-11-13T10:00:00Z' }, ['clinic']],
    ['last told of longer ago', { heard: '2026-11-13T09:59:59Z' }, []],
  ])('one %s', async (name, told, bases) => {
    const of = `visit ${name}`;
    await visit(of, told);
    expect(await hospital.basesOf(ofTheCommunity, person(of))).toEqual(bases);
    expect(await hospital.basesOf(nurse(), person(of))).toEqual([]);
    expect(await hospital.basesOf(ofTheCommunity, person(`not ${of}`))).toEqual([]);
  });

  test('go with the record they are kept by, whoever’s it becomes', async () => {
    await visit('visited');
    const both = [...person('survivor').records, ...person('visited').records];
    expect(await hospital.basesOf(ofTheCommunity, person('survivor', { records: both }))).toEqual(['clinic']);
    expect(await hospital.basesOf(ofTheCommunity, person('survivor'))).toEqual([]);
  });

  const traced = { nhsNumber: '9990000158' as NhsNumber, birthDate: '1953-09-09' as PartialDate };
  test.each<[string, Partial<PersonIdentity>, readonly string[]]>([
    ['by it and the birth date', traced, ['clinic']],
    ['where it was not traced', { ...traced, nhsNumberVerified: false }, []],
    ['where the birth date is another', { ...traced, birthDate: '1953-09-10' as PartialDate }, []],
    ['where the birth date is estimated', { ...traced, birthDateEstimated: true }, []],
    ['where no birth date is known', { nhsNumber: traced.nhsNumber }, []],
    ['of somebody else', { ...traced, nhsNumber: '9990000131' as NhsNumber }, []],
  ])('kept by an NHS number: %s', async (_, more, bases) => {
    await visit('', { traced: [traced.nhsNumber, traced.birthDate] });
    expect(await hospital.basesOf(ofTheCommunity, person('numbered', more))).toEqual(bases);
  });

  test('kept by an NHS number, a birth date known to the year joins nobody', async () => {
    await visit('', { traced: ['9990000999', '1953'] });
    const toTheYear = { nhsNumber: '9990000999' as NhsNumber, birthDate: '1953' as PartialDate };
    expect(await hospital.basesOf(ofTheCommunity, person('by the year', toTheYear))).toEqual([]);
  });

  test('what is known is old where a system has been asked for a quarter of an hour and has not told them', async () => {
    const RX1 = 'RX1' as OdsCode;
    const stale: boolean[] = [await hospital.relationships.isStale(RX1)];
    for (const told of [null, '2026-11-20T09:44:59Z', '2026-11-20T09:45:00Z', '2026-11-20T10:00:01Z']) {
      await sql`insert into visit_source (instance, organisation, asked_at, told_at)
        values ('systmone@RX1', 'RX1', ${NOW}, ${told}) on conflict (instance) do update set told_at = ${told}`.execute(
        hospital.store.db,
      );
      stale.push(await hospital.relationships.isStale(RX1));
    }
    expect(stale).toEqual([false, true, true, false, false]);
    expect(await hospital.relationships.isStale('RX2' as OdsCode)).toBe(false);
  });
});

test('a record of another system with the same number is somebody else’s', async () => {
  await hospital.tell({ of: 'p1', open: true });
  const lookalike = person('p1', { records: [{ instance: 'pas@RX1', recordId: 'RWE|p1' }] });
  expect(await hospital.basesOf(nurse(), lookalike)).toEqual([]);
});

test('the registered practice has its patients on its list', async () => {
  const practice = nurse({ organisation: 'C82999' as OdsCode, wards: [] });
  expect(await hospital.basesOf(practice, person('p2', { generalPractice: 'C82999' as OdsCode }))).toEqual([
    'caseload',
  ]);
  expect(await hospital.basesOf(practice, person('p2', { generalPractice: 'C82997' as OdsCode }))).toEqual([]);
});

test('each feed that stays are heard on decides whether what is known is old', async () => {
  // The inbox tells of its feeds in a view; here they are told as they please.
  await sql`drop view feed`.execute(hospital.store.db);
  await sql`create table feed (name text primary key, instance text, last_heard_at timestamptz, behind_since timestamptz,
    is_awaited boolean default true)`.execute(hospital.store.db);
  const feed = (heard: string | null, behind: string | null = null) =>
    sql`insert into feed (name, instance, last_heard_at, behind_since) values ('pas-adt', 'pas@RWE', ${heard}, ${behind})
      on conflict (name) do update set last_heard_at = excluded.last_heard_at, behind_since = excluded.behind_since`.execute(
      hospital.store.db,
    );
  const stale: boolean[] = [await hospital.relationships.isStale(RWE)];
  for (const [heard, behind] of [
    [null, null],
    ['2026-11-20T09:55:00Z', null],
    ['2026-11-20T09:50:00Z', null],
    ['2026-11-20T09:49:59Z', null],
    ['2026-11-20T09:59:00Z', '2026-11-20T09:59:00Z'],
    ['2026-11-20T09:59:00Z', '2026-11-20T09:50:00Z'],
  ] as const) {
    await feed(heard, behind);
    stale.push(await hospital.relationships.isStale(RWE));
  }
  expect(stale).toEqual([true, true, false, false, true, false, true]);
  expect(await hospital.relationships.isStale('C82999' as OdsCode)).toBe(false);
});

test('a ward of thirty is found by their keys, however many others there are', async () => {
  const { db } = hospital.store;
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
  await sql`insert into visit (instance, key, organisation, start_at, status, record_instance, record_id, nhs_number, birth_date, heard_at)
    select 'systmone@RT5', 's' || n, 'RT5', now(), 'booked', case when odd then 'pas@RWE' end, case when odd then 'RWE|S' || n end,
      case when not odd then '999' || n end, case when not odd then '1953-09-09' end, now()
    from (select n, n % 2 = 1 as odd from generate_series(1, 20000) n) as numbered`.execute(db);
  await sql`analyze projection, break_glass_grant, proxy, task_owner, visit`.execute(db);
  const ward = Array.from({ length: 30 }, (_, n) =>
    person(`S${n}`, { nhsNumber: `999${n}` as NhsNumber, birthDate: '1953-09-09' as PartialDate }),
  );
  const windows = {
    stayedSince: NOW,
    clinicFrom: NOW,
    clinicTo: NOW,
    openTaskFrom: NOW,
    pastTaskFrom: NOW,
    visitToldFrom: NOW,
    now: NOW,
  };
  const query = standingsOf(nurse(), ward, windows);
  const { rows: lines } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(db);
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).toContain('projection_by_person');
  expect(plan).not.toMatch(/Seq Scan on (projection|break_glass_grant|task_owner|visit)/);
});
