import { sql } from 'kysely';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { feedsOf } from '../../adapters/assembly/feeds';
import { kindOf } from '../../adapters/assembly/kinds';
import type { Translate } from '../../adapters/contract';
import type { Feed } from '../../adapters/inbox';
import { createTranslation } from '../../adapters/inbox/translation';
import { replayToScratch, type Replayed, type ReplaySelection } from '../../adapters/replay';
import { terminalAsk } from '../../adapters/assembly/who-asks';
import { readEnvironment } from '../../adapters/settings/environment';
import { readEstate } from '../../adapters/settings/estate';
import type { Role } from '../../schema/capabilities';
import type { DomainEvent } from '../../schema/events';
import type { NhsNumber } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { openHospital, type Hospital } from '../scenarios/hospital';
import { jsonOf, reportOf } from '../../adapters/replay/report';
import { revealed } from '../../adapters/replay/reveal';
import { scratchName } from '../../adapters/replay/scratch-database';
import { onServer } from '../database';

const feeds = feedsOf(
  readEstate(join(__dirname, '../../adapters/settings/leicester.yaml')),
  readEnvironment({}),
  () => undefined,
);

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

const translateFor = ({ instance }: Feed): Translate => {
  const translate = kindOf(instance)?.kind.translate;
  if (!translate) throw new Error(`${instance} translates no messages`);
  return translate;
};

/** The working tree's translation, with every event changed. */
const changed =
  (change: (event: DomainEvent) => DomainEvent) =>
  (feed: Feed): Translate =>
  (message, profile) => {
    const translation = translateFor(feed)(message, profile);
    return translation.kind === 'refused' ? translation : { ...translation, events: translation.events.map(change) };
  };

const replay = (selection: ReplaySelection = {}, by: (feed: Feed) => Translate = translateFor): Promise<Replayed> =>
  replayToScratch(
    {
      ...{ databaseUrl: hospital.adapters.store.databaseUrl, feeds, clock: hospital.clock, log: () => undefined },
      translate: createTranslation({ feeds, translateFor: by }),
    },
    selection,
  );

const kinds = ({ counts }: Replayed): readonly string[] =>
  counts.map(({ severity, capability, field }) => `${severity} ${capability} ${field}`);

const live = (): Promise<unknown> =>
  hospital.adapters.store.db
    .selectFrom('projection')
    .selectAll()
    .orderBy('kind')
    .orderBy('key')
    .orderBy('instance')
    .execute();
const scratch = (): string => scratchName(new URL(hospital.adapters.store.databaseUrl).pathname.slice(1));
const databases = async (): Promise<readonly object[]> =>
  (await hospital.adapters.store.pool.query<object>('select from pg_database where datname = $1', [scratch()])).rows;

const withoutBed = (event: DomainEvent): DomainEvent =>
  event.kind === 'stay-changed' && event.patch.ward
    ? { ...event, patch: { ...event.patch, ward: { ...event.patch.ward, code: 'NOWHERE' } } }
    : event;

test('everything rebuilt from the inbox is what is live, and live is untouched', async () => {
  const before = await live();
  const found = await replay();
  expect(found.messages.translated).toBeGreaterThan(100);
  expect(found.messages.refused).toMatchObject({ count: 0 });
  expect(found).toMatchObject({ total: 0, counts: [] });
  expect(await live()).toEqual(before);
  expect(await databases()).toEqual([]);
});

test('a ward read from elsewhere differs in the places of stays, and in nothing else', async () => {
  const found = await replay({ feeds: ['pas-adt'] }, changed(withoutBed));
  expect(found.total).toBeGreaterThan(0);
  expect(kinds(found)).toEqual([
    'major discharge-readiness ward.code',
    'major encounters place.ward.code',
    'major encounters previousPlaces[].ward.code',
  ]);
});

test('an allergy’s categories left out are critical, and named as they were', async () => {
  const found = await replay(
    {},
    changed((event) =>
      event.kind === 'person-updated' && event.patch.allergies
        ? { ...event, patch: { ...event.patch, allergies: event.patch.allergies.map((one) => ({ ...one, category: [] })) } } // prettier-ignore
        : event,
    ),
  );
  expect(kinds(found)).toEqual(['critical allergies category[]']);
  expect(found.differences[0]).toMatchObject({ severity: 'critical', after: null });
});

test('one message translated otherwise changes its own streams; what was told before stands', async () => {
  const transfer = await hospital.adapters.store.db
    .selectFrom('event')
    .select(['seq', 'stream'])
    .where('kind', '=', 'stay-changed')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();
  const seqs = [Number(transfer.seq)];
  expect(await replay({ seqs })).toMatchObject({ total: 0, messages: { translated: 1 } });
  const found = await replay({ seqs }, changed(withoutBed));
  expect(new Set(found.differences.map(({ record }) => record)).size).toBe(1);
});

test('everything since a moment is folded onto what was told before', async () => {
  const middle = await hospital.adapters.store.db
    .selectFrom('message')
    .select('received_at')
    .where('state', '=', 'translated')
    .orderBy('seq')
    .offset(200)
    .executeTakeFirstOrThrow();
  const since = middle.received_at.toISOString() as Instant;
  const found = await replay({ since });
  expect(found.messages.translated).toBeGreaterThan(0);
  expect(found.total).toBe(0);
});

test('a message whose content is gone is named, and what it said stands', async () => {
  const { db } = hospital.adapters.store;
  const row = await db.selectFrom('message').select(['seq', 'bytes']).where('state', '=', 'translated').orderBy('seq').executeTakeFirstOrThrow(); // prettier-ignore
  await db.updateTable('message').set({ bytes: null }).where('seq', '=', row.seq).execute();
  const found = await replay();
  expect(found.messages.pruned).toEqual({ count: 1, messages: [`m_${row.seq}`] });
  expect(found.total).toBe(0);
});

test('what the changed code refuses is counted with its reason, and is missing from the rebuilt rows', async () => {
  const found = await replay({ feeds: ['lims-results'] }, () => () => ({
    kind: 'refused',
    refusal: { hl7: '101', at: 'OBR-3', reason: 'OBR-3 holds nothing that we understand' },
  }));
  expect(found.messages.refused.count).toBeGreaterThan(0);
  expect(found.messages.refused.reasons).toEqual(['lims-results: OBR-3 holds nothing that we understand']);
  expect(kinds(found)).toContain('critical lab-reports ');
});

test('what a killed replay left behind is taken out by the next', async () => {
  await onServer(hospital.adapters.store.databaseUrl, `create database ${scratch()}`);
  await replay({ seqs: [] });
  expect(await databases()).toEqual([]);
});

const terminal = (role: Role) =>
  terminalAsk(
    { client: 'replay-command', purpose: 'SYSADMIN', role, user: 'tester' },
    readEnvironment({}),
    readEstate(join(__dirname, '../../adapters/settings/leicester.yaml')),
  );

test('whoever may not see what is in a message is shown no value, and that they asked is on record', async () => {
  const means = { databaseUrl: hospital.adapters.store.databaseUrl, reason: 'checking a mapping' };
  const ask = await terminal('nurse');
  await expect(revealed({ ...means, ask }, [])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const { rows } = await hospital.adapters.store.pool.query(
    'select capability, outcome from read_audit where request_id = $1',
    [ask.requestId],
  );
  expect(rows).toEqual([{ capability: 'message-content', outcome: 'refused' }]);
});

test('a person whom only the changed code calls restricted is marked so', async () => {
  const sensitive = (event: DomainEvent): DomainEvent =>
    event.kind === 'stay-changed' ? { ...event, patch: { ...event.patch, sensitive: true } } : event;
  const marked = async (change: (event: DomainEvent) => DomainEvent) =>
    (await replay({ feeds: ['pas-adt'] }, changed(change))).differences.some((one) => one.maskedWhenRebuilt);
  expect(await marked((event) => sensitive(withoutBed(event)))).toBe(true);
});

test('values are shown to whom the audit names, and never of somebody restricted', async () => {
  const { store } = hospital.adapters;
  const gender = (event: DomainEvent): DomainEvent =>
    event.kind === 'person-updated' && event.patch.gender === 'female'
      ? { ...event, patch: { ...event.patch, gender: 'male' } }
      : event;
  const [{ seq }] = (await store.db
    .selectFrom('event')
    .select('seq')
    .where('kind', '=', 'person-updated')
    .where(sql<boolean>`body -> 'patch' ->> 'gender' = 'female'`)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute()) as [{ seq: number }];
  const found = await replay({ seqs: [seq] }, changed(gender));
  expect(kinds(found)).toEqual(['critical demographics gender']);
  const means = {
    ...{ databaseUrl: store.databaseUrl, reason: 'checking a mapping', ask: await terminal('integration-engineer') },
  };
  const shown = await revealed(means, found.differences);
  expect(shown).toMatchObject([{ before: 'female', after: 'male' }]);
  const record = await store.db.selectFrom('person_record').selectAll().where('instance', '=', `${shown[0]?.instance}`).where('record_id', '=', `${shown[0]?.recordId}`).executeTakeFirstOrThrow(); // prettier-ignore
  const audited = await store.db.selectFrom('read_audit').selectAll().where('client', '=', 'replay-command').execute();
  expect(audited.filter(({ outcome }) => outcome === 'answered')).toMatchObject([
    { user_id: 'terminal:tester', capability: 'message-content', persons: [record.person_id], outcome: 'answered' },
  ]);
  const [one] = found.differences;
  if (!one) throw new Error('Nothing differs');
  expect(await revealed(means, [{ ...one, maskedWhenRebuilt: true }])).toEqual([]);
  expect(await revealed(means, [{ ...one, recordId: 'RWE|NOBODYS' }])).toEqual([]);
  const linked = { ...one, field: 'linkedRecords[pas@RWE RWE|S9]', before: null, after: 'pas@RWE RWE|S9' };
  expect(await revealed(means, [linked])).toMatchObject([{ field: 'linkedRecords[]', before: null, after: '****' }]);
  const moved = { ...one, field: 'subject', before: one.recordId, after: 'RWE|NOBODYS' };
  expect(await revealed(means, [moved, one])).toEqual([]);
  await expect(revealed({ ...means, reason: 'short' }, found.differences)).rejects.toThrow('reason must say why');
  await store.db.updateTable('person_record').set({ restricted: true }).where('id', '=', record.id).execute();
  expect(await revealed(means, found.differences)).toEqual([]);
  expect(reportOf(found, 'masked')).toMatch(/record 1 {2}gender: \*{4} -> \*{4}/);
  expect(reportOf(found, 'masked')).not.toContain(`${shown[0]?.recordId}`);
  expect(reportOf(found, { revealed: shown })).toContain('gender: "female" -> "male"');
  expect(jsonOf(found, null)).not.toContain(`${shown[0]?.recordId}`);
});

/** As somebody types it: a process of its own over the database. */
const command = (...args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const file = join(__dirname, '../../adapters/replay/replay-command.ts');
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', file, ...args], {
      env: { ...process.env, DATABASE_URL: hospital.adapters.store.databaseUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('close', (code) => resolve(`${said}\nended with ${code}`));
  });

/** As the person, or the privacy officer, puts one down on a record of the PAS. */
const put = async (id: string, kind: string, capability: string | null, of: string): Promise<void> => {
  const { pool } = hospital.adapters.store;
  await pool.query(
    `insert into privacy_directive (id, person_id, kind, capability, from_at, at, by_user_id, by_name, role, reason)
     values ($1, 'pt', $2, $3, '2026-01-01', '2026-01-01', 'u', 'A', 'privacy-officer', 'at their own wish')`,
    [id, kind, capability],
  );
  await pool.query(`insert into privacy_directive_record values ('pas@RWE', $1, $2)`, [of, id]);
};

test('the command shows nobody’s values who sealed a part, dissents, or has a mark on a record that is theirs', async () => {
  const { pool } = hospital.adapters.store;
  // Read models that say something else than the messages do, of five people of the PAS of whom nothing is masked.
  const { rows } = await pool.query<{ record_id: string; person_id: string }>(
    `select r.record_id, r.person_id from person_record as r
     where r.instance = 'pas@RWE' and not exists (select from person_record as o where o.person_id = r.person_id
       and (o.restricted or o.dissents or o.very_restricted)) order by r.record_id limit 5`,
  );
  const ids = rows.map(({ record_id }) => record_id);
  const [open = '', sealed = '', dissents = '', marked = '', heard = ''] = ids;
  await pool.query(
    `update projection set body = jsonb_set(body, '{gender}', '"TAMPERED"') where instance = 'pas@RWE' and kind = 'demographics' and key = any($1)`,
    [ids],
  );
  await put('pd_1', 'sealed', 'documents', sealed);
  await put('pd_2', 'dissent', null, dissents);
  await put('pd_3', 'very-restricted', null, marked);
  await pool.query(`update person_record set dissents = true where instance = 'pas@RWE' and record_id = $1`, [heard]);
  const said = await command('--feed', 'pas-adt', '--diff', '--reveal', '--reason', 'checking a mapping');
  const lines = said.split('\n').filter((line) => line.includes('TAMPERED'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(open);
  for (const hidden of [sealed, dissents, marked, heard]) expect(said).not.toContain(hidden);
  expect(said).toContain('ended with 1');
});

test('whoever the changed code joins to somebody who sealed a part is masked as they are', async () => {
  const { pool } = hospital.adapters.store;
  // Two people of the PAS of whom nothing is masked, and who are nobody's other record.
  const { rows } = await pool.query<{ record_id: string; nhs_number: string; birth_date: string }>(
    `select r.record_id, r.nhs_number, r.birth_date from person_record as r
     where r.instance = 'pas@RWE' and r.trace_status = '01' and length(r.birth_date) = 10 and not r.birth_date_estimated
       and not exists (select from person_record as o left join privacy_directive_record as d
           on d.instance = o.instance and d.record_id = o.record_id
         where o.person_id = r.person_id and (o.restricted or o.dissents or o.very_restricted or d.directive is not null))
     order by r.record_id desc limit 2`,
  );
  const [sealed, other] = rows;
  if (!sealed || !other) throw new Error('Nobody is open');
  const joined = (event: DomainEvent): DomainEvent =>
    event.kind === 'person-updated' && event.recordId === other.record_id
      ? {
          ...event,
          patch: {
            ...event.patch,
            ...{ nhsNumber: sealed.nhs_number as NhsNumber, birthDate: sealed.birth_date as PartialDate },
            traceStatus: '01',
          },
        }
      : event;
  const masked = async (): Promise<readonly boolean[]> => {
    const { differences } = await replay({}, changed(joined));
    const theirs = differences.filter(
      ({ capability, record }) => capability === 'demographics' && record === other.record_id,
    );
    return [...new Set(theirs.map((one) => one.maskedWhenRebuilt === true))];
  };
  expect(await masked()).toEqual([false]);
  await put('pd_joined', 'sealed', 'documents', sealed.record_id);
  expect(await masked()).toEqual([true]);
});

test('a live database of before there were wishes is rebuilt and compared', async () => {
  const { pool } = hospital.adapters.store;
  const tables = ['privacy_directive', 'privacy_directive_record'];
  for (const table of tables) await pool.query(`alter table ${table} rename to ${table}_of_later`);
  try {
    expect((await replay({ seqs: [] })).total).toBe(0);
  } finally {
    for (const table of tables) await pool.query(`alter table ${table}_of_later rename to ${table}`);
  }
});
