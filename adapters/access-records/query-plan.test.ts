import { sql } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { planOf } from '../../test/query-plan';
import { eventsOf } from './log';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh.store;
  await sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose,
      client, operation, capability, persons, places, unresolved, instances, outcome)
    select timestamptz '2026-11-20 10:00Z' - n * interval '1 minute', 'r-' || n, 'u-' || n % 500, 'A', 'nurse', '1', 'RWE', 'TREAT',
      'app', 'Q', 'allergies', array['pt_' || n % 2000], '{}', 0, '{}', 'answered'
    from generate_series(1, 20000) n`.execute(db);
  await sql`analyze read_audit`.execute(db);
});
afterAll(() => fresh.drop());

const window = { from: '2026-08-22T10:00:00.000Z' as Instant, to: '2026-11-21T10:00:00.000Z' as Instant };

const parted = {
  ids: ['pt_7' as PersonId],
  meanwhile: [{ id: 'pt_8' as PersonId, from: new Date(window.from), until: new Date(window.to) }],
};

test.each([
  ['a person', {}, { ids: ['pt_7' as PersonId], meanwhile: [] }, 'read_audit_persons'],
  ['a person who was parted', {}, parted, 'read_audit_persons'],
  ['a user', { user: 'u-7' }, null, 'read_audit_user'],
  ['a request', { request: 'r-7' }, null, 'read_audit_request'],
] as const)('the log of %s is found by an index', async (_, filter, people, index) => {
  const query = eventsOf({ ...filter, window }, people, null, 51);
  const plan = await planOf(fresh.store.db, query);
  expect(plan).toContain(index);
  expect(plan).toContain('read_audit_request');
  expect(plan).not.toContain('Seq Scan');
});
