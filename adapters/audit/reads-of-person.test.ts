import { sql } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { planOf } from '../../test/query-plan';
import { idsOfReads, readsOfPerson } from './reads-of-person';

/** A record of reads in which each of 2,000 people was read ten times, and each request was refused something. */
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  const row = (
    persons: string,
    outcome: string,
  ) => sql`insert into read_audit (at, request_id, user_id, user_name, role,
      role_profile_id, organisation, purpose, client, operation, capability, persons, places, unresolved, instances, outcome)
    select timestamptz '2026-11-20 10:00Z' - n * interval '1 minute', 'r-' || n, 'u-' || n % 500, 'A', 'nurse', '1', 'RWE',
      'TREAT', 'app', 'Q', 'allergies', ${sql.raw(persons)}, '{}', 0, '{}', ${outcome}
    from generate_series(1, 20000) n`;
  await row(`array['pt_' || n % 2000]`, 'answered').execute(db);
  await row(`'{}'`, 'refused').execute(db);
  await sql`analyze read_audit`.execute(db);
});
afterAll(() => fresh.drop());

const since = '2026-01-01T00:00:00.000Z' as Instant;

test('the reads of a person are found by the person and by their requests, whatever else is on record', async () => {
  const query = idsOfReads({ ids: ['pt_7' as PersonId], meanwhile: [] }, since);
  const plan = await planOf(fresh.store.db, query);
  expect(plan).toContain('read_audit_persons');
  expect(plan).toContain('read_audit_request');
  expect(plan).not.toContain('Seq Scan');
});

test('more reads than are fetched at once come each once, oldest first', async () => {
  const everybody = Array.from({ length: 60 }, (_, n) => `pt_${n}` as PersonId);
  const ids: number[] = [];
  for await (const { id } of readsOfPerson(fresh.store.db, everybody, since)) ids.push(Number(id));
  expect(ids).toHaveLength(1_200);
  expect(new Set(ids).size).toBe(1_200);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});
