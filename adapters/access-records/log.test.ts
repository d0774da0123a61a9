import { sql } from 'kysely';
import type { Viewer } from '../../schema/capabilities';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { findEvents } from './log';
import { ownFilter } from './reads-of-mine';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const window = { from: '2026-11-20T00:00:00.000Z' as Instant, to: '2026-11-21T00:00:00.000Z' as Instant };
const page = { first: 20, after: null };
const A = ['pt_a' as PersonId];

interface Row {
  readonly request: string;
  readonly user?: string;
  readonly role?: string;
  readonly capability: string;
  readonly persons: readonly string[];
  readonly outcome?: string;
  readonly note?: string;
}
const onRecord = ({ request, user = 'u-1', role = 'nurse', capability, persons, outcome = 'answered', note }: Row) =>
  sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose, client,
      operation, capability, persons, places, unresolved, instances, outcome, note)
    values ('2026-11-20 10:00Z', ${request}, ${user}, 'A', ${role}, '1', 'RWE', 'TREAT', 'app', 'Q', ${capability},
      ${persons}, '{}', 0, '{}', ${outcome}, ${note ?? null})`.execute(fresh.store.db);

test('that somebody else was refused in the same request is not told in one’s log', async () => {
  await onRecord({ request: 'r-1', capability: 'demographics', persons: ['pt_a', 'pt_b'] });
  const refused = { outcome: 'refused', note: 'no relationship' };
  await onRecord({ request: 'r-1', capability: 'allergies', persons: ['pt_b'], ...refused });
  const { events } = await findEvents(fresh.store.db, { window, request: 'r-1' }, A, page);
  expect(events).toMatchObject([{ capabilities: ['demographics'], outcome: 'answered', notes: [] }]);
  await onRecord({ request: 'r-1', capability: 'observations', persons: [], outcome: 'refused', note: 'the role' });
  const after = await findEvents(fresh.store.db, { window, request: 'r-1' }, A, page);
  expect(after.events).toMatchObject([{ outcome: 'partly-refused', notes: ['the role'] }]);
});

test('one’s own looks are no news; a carer’s and another sign-in’s are, and that they tried', async () => {
  const viewer: Viewer = {
    ...{ userId: 'nhs-login:mine', name: 'M', role: 'patient', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: 'X26' as OdsCode, organisationName: 'NHS login' },
  };
  const look = { capability: 'demographics', persons: ['pt_a'] };
  await onRecord({ ...look, request: 'own-1', user: 'nhs-login:mine', role: 'patient' });
  await onRecord({ ...look, request: 'own-2', user: 'nhs-login:another', role: 'patient', outcome: 'refused' });
  await onRecord({ ...look, request: 'own-3', user: 'nhs-login:carer', role: 'carer' });
  const { events } = await findEvents(fresh.store.db, ownFilter(viewer, window), A, page);
  const told = events.filter(({ requestId }) => requestId.startsWith('own-'));
  expect(told.map(({ requestId, outcome }) => [requestId, outcome])).toEqual([
    ['own-3', 'answered'],
    ['own-2', 'refused'],
  ]);
});
