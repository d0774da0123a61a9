import { sql } from 'kysely';
import { fixedClock } from '../../schema/clock';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createIdentityIndex, type IdentityIndex } from './index-of-people';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const PEOPLE = 20_000;
const BORN = '1950-01-01' as PartialDate;

let fresh: FreshDatabase;
/** A hospital's people, each with a wish of their own and a candidate, one of them very restricted; and no statistics. */
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  const everybody = sql`from generate_series(1, ${PEOPLE}::int) as n`;
  for (const table of [
    'person',
    'person_record',
    'candidate_link',
    'record_link',
    'projection',
    'privacy_directive',
    'privacy_directive_record',
  ])
    // prettier-ignore
    await sql`alter table ${sql.table(table)} set (autovacuum_enabled = off)`.execute(db);
  await sql`insert into person (id, created_at) select 'pt_' || n, now() ${everybody}`.execute(db);
  await sql`insert into person_record (instance, record_id, person_id, own_person_id, family, birth_date)
    select 'pas@RWE', 'RWE|' || n, 'pt_' || n, 'pt_' || n, 'F' || lpad(n::text, 5, '0'), ${BORN} ${everybody}`.execute(
    db,
  );
  await sql`insert into candidate_link (a, b, reason)
    select one.id, other.id, 'Alike.' from person_record as one
    join person_record as other on other.record_id = 'RWE|' || substr(one.record_id, 5)::int + 1`.execute(db);
  await sql`insert into record_link (a, b, rule) select a, b, 'identifier' from candidate_link`.execute(db);
  await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, open, sensitive, body)
    select 'pas@RWE', 'encounters', 'RWE|' || n, 'stay|' || n, 'RWE|' || n, 'RWE', 'W1', now(), true, false,
      json_build_object('identifier', json_build_object('value', n::text)) ${everybody}`.execute(db);
  await sql`insert into privacy_directive (id, person_id, kind, capability, from_at, at, by_user_id, by_name, role, reason)
    select 'pd_' || n, 'pt_' || n, case n when 7 then 'very-restricted' else 'sealed' end,
      case n when 7 then null else 'documents' end, ${NOW}::timestamptz, ${NOW}::timestamptz, 'u', 'u', 'patient',
      'As was wished for' ${everybody}`.execute(db);
  await sql`insert into privacy_directive_record (instance, record_id, directive)
    select 'pas@RWE', 'RWE|' || n, 'pd_' || n ${everybody}`.execute(db);
});
afterAll(() => fresh.drop());

/** Rows that were read by walking tables, as the server itself counts them. */
const walkedBy = (look: (index: IdentityIndex) => Promise<unknown>): Promise<number> =>
  fresh.store.db.transaction().execute(async (trx) => {
    const walked = async (): Promise<number> => {
      const { rows } = await sql<{ walked: string }>`
        select sum(seq_tup_read) as walked from pg_stat_xact_user_tables`.execute(trx);
      return Number(rows[0]?.walked);
    };
    const before = await walked();
    await look(createIdentityIndex({ store: { ...fresh.store, db: trx }, clock: fixedClock(NOW) }));
    return (await walked()) - before;
  });

const NAMED = { family: 'F00007', birthDate: BORN };

test.each<[string, (index: IdentityIndex) => Promise<unknown>, unknown]>([
  ['by id', async (index) => (await index.byIds(['pt_7' as PersonId]))[0]?.veryRestricted, true],
  ['in doubt', async (index) => (await index.byIds(['pt_9' as PersonId]))[0]?.inDoubt?.length, 2],
  ['by name', (index) => index.search(NAMED, 1), []],
  ['by name, of those hidden', async (index) => (await index.search(NAMED, 9, 'very-restricted'))[0]?.id, 'pt_7'],
  ['stays hidden', async (index) => [...(await index.staysOfVeryRestricted(['RWE' as OdsCode]))], ['7']],
])('%s: nobody else is walked past, however many have wishes', async (_, look, found) => {
  let answer: unknown;
  const walked = await walkedBy(async (index) => (answer = await look(index)));
  expect(answer).toEqual(found);
  expect(walked).toBeLessThan(100);
});
