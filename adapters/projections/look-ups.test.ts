import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { DomainEvent } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { createIdentityIndex } from '../identity';
import type { Tables } from '../store';
import type { Heard } from './heard';
import { createProjector } from './projector';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const PEOPLE = 20_000;
const BATCH = 100;

const report = (recordId: string, fillerNumber: string): DomainEvent => ({
  ...{ kind: 'lab-reported', recordId, fillerNumber, status: 'final', issued: NOW, occurredAt: NOW },
  ...{ code: { text: 'U&E', codings: [] }, laboratory: 'RWE', results: [], organisms: [], retracted: false },
});

let fresh: FreshDatabase;
/** A hospital's people, as one instance tells of them, and no statistics: so is a new database in its first minutes. */
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  for (const table of ['event', 'projection', 'person', 'person_record', 'person_identifier', 'record_link'])
    await sql`alter table ${sql.table(table)} set (autovacuum_enabled = off)`.execute(db);
  await sql`insert into event (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)
    select 'pas@RWE', 'pas@RWE', n, 0, 'stay|' || n, 'RWE|B' || n, now(), 'stay-changed', 'm_' || n,
      json_build_object('kind', 'stay-changed', 'recordId', 'RWE|B' || n, 'visit', n::text, 'change', 'admit', 'patch', '{}'::json,
        'occurredAt', ${NOW}::text)
    from generate_series(1, ${PEOPLE}::int) as n`.execute(db);
  await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, open, sensitive, body)
    select 'pas@RWE', kind, case kind when 'encounters' then 'RWE|' || n else 'RWE|B' || n end,
      case kind when 'encounters' then 'stay|' || n else 'person|RWE|B' || n end, 'RWE|B' || n, 'RWE', 'W' || n % 400,
      now(), true, false, json_build_object('key', n, 'facts', '{}'::json)
    from generate_series(1, ${PEOPLE}::int) as n, unnest(array['encounters', 'person-state', 'demographics']) as kind`.execute(db); // prettier-ignore
  await sql`insert into event (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)
    select 'pas@RWE', 'pas@RWE', n, 1, 'lab|F' || n, 'RWE|B' || n, now(), 'lab-reported', 'm_' || n,
      ${JSON.stringify(report('', ''))}::jsonb || jsonb_build_object('recordId', 'RWE|B' || n, 'fillerNumber', 'F' || n)
    from generate_series(1, ${PEOPLE}::int) as n`.execute(db);
  await sql`insert into projection (instance, kind, key, stream, record_id, organisation, from_at, open, sensitive, body)
    select 'pas@RWE', 'lab-reports', 'RWE|B' || n || '|RWE|F' || n, 'lab|F' || n, 'RWE|B' || n, 'RWE', now(), false, false, '{}'
    from generate_series(1, ${PEOPLE}::int) as n`.execute(db);
  await sql`insert into person (id, created_at) select 'pt_' || n, now() from generate_series(1, ${PEOPLE}::int) as n`.execute(db); // prettier-ignore
  await sql`insert into person_record (instance, record_id, person_id, own_person_id, nhs_number)
    select 'pas@RWE', 'RWE|B' || n, 'pt_' || n, 'pt_' || n, 'n' || n from generate_series(1, ${PEOPLE}::int) as n`.execute(db); // prettier-ignore
  await sql`insert into person_identifier (record, system, value)
    select id, ${hospitalNumberSystem('RWE')}, record_id from person_record`.execute(db);
  await sql`insert into record_link (a, b, rule) select n, n + 1, 'identifier' from generate_series(1, ${PEOPLE - 1}::int, 2) as n`.execute(db); // prettier-ignore
});
afterAll(() => fresh.drop());

const heard = (first: number, seq: number, reportsFrom: number): readonly Heard[] =>
  Array.from({ length: BATCH }, (_, n) => ({
    ...{ instance: 'pas@RWE', feed: 'pas@RWE', seq: seq + n, messageId: `m_${seq + n}`, heardAt: NOW },
    events: [
      {
        ...{ kind: 'person-updated', recordId: `RWE|B${first + n}`, occurredAt: NOW, create: true },
        patch: { nhsNumber: `n${first + n}`, identifiers: [{ system: hospitalNumberSystem('RWE'), value: `B${first + n}` }] }, // prettier-ignore
      },
      {
        ...{ kind: 'stay-changed', recordId: `RWE|B${first + n}`, visit: `${first + n}`, occurredAt: NOW },
        ...{ change: 'transfer', patch: {} },
      },
      report(`RWE|B${first + n}`, `F${reportsFrom + n}`),
    ] as unknown as readonly DomainEvent[],
  }));

const TABLES = ['event', 'projection', 'person', 'person_record', 'person_identifier', 'record_link', 'candidate_link'] as const; // prettier-ignore
/** Rows read so far by walking a table, and by its indexes: what the server itself counts, unsettled counts included. */
const reads = async (trx: Transaction<Tables>): Promise<Map<string, { walked: number; read: number }>> => {
  const { rows } = await sql<{ relname: string; walked: string; read: string }>`
    select relname, seq_tup_read as walked, idx_tup_fetch as read from pg_stat_xact_user_tables
    where relname = any(${[...TABLES]}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.relname, { walked: Number(row.walked), read: Number(row.read) }]));
};

test.each([
  ['of new people', PEOPLE + 1, PEOPLE + 1, PEOPLE + 1],
  ['of known people', 5_000, PEOPLE * 2, 5_000],
  ['told again', 7_000, 7_000, 7_000],
  ['of reports that had been told of others', 9_000, PEOPLE * 3, 11_000],
])('a batch %s reads what it touches, and walks no table that nobody counted yet', async (_what, first, seq, from) => {
  const projector = createProjector({
    people: createIdentityIndex({ store: fresh.store, clock: fixedClock(NOW) }),
  });
  const [before, after] = await fresh.store.repeated.transaction().execute(async (trx) => {
    const start = await reads(trx);
    await projector.applyAll(trx, heard(first, seq, from));
    return [start, await reads(trx)];
  });
  expect(after.size).toBe(TABLES.length);
  const people = from === first ? BATCH : 2 * BATCH;
  for (const [table, { walked, read }] of after) {
    const had = before.get(table) ?? { walked: 0, read: 0 };
    expect(`${table} walked ${walked - had.walked}`).toBe(`${table} walked 0`);
    expect(read - had.read).toBeLessThanOrEqual(people * 10);
  }
});
