import { sql } from 'kysely';
import type { Place } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rowsRead } from '../../test/query-plan';
import { rowsOfPlaces } from './read-rows';
import type { ProjectedKind } from './reader';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const YESTERDAY = { from: '2026-11-19T00:00:00.000Z' as Instant, to: '2026-11-20T00:00:00.000Z' as Instant };
/** Half an hour apart: more than a year of stays of two days each, and of reports. */
const PAST = 20_000;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, to_at, open, sensitive, body)
    select 'pas@RWE', kind, kind || n, 's' || n, 'r' || n, 'RWE', case kind when 'encounters' then 'W' || n % 20 end,
      ${NOW}::timestamptz - n * interval '30 minutes' - interval '2 days',
      ${NOW}::timestamptz - n * interval '30 minutes', false, false, '{}'
    from generate_series(1, ${PAST}::int) n, unnest(array['encounters', 'lab-reports']) kind`.execute(fresh.store.db);
  await sql`analyze projection`.execute(fresh.store.db);
});
afterAll(() => fresh.drop());

test.each<[string, ProjectedKind, Place]>([
  ['stays of a hospital', 'encounters', { organisation: 'RWE' as OdsCode }],
  ['stays of a ward', 'encounters', { organisation: 'RWE' as OdsCode, ward: 'W7' }],
  ['reports of a laboratory', 'lab-reports', { organisation: 'RWE' as OdsCode }],
])("yesterday's %s are found among those that ended since, not among all that ever were", async (_, kind, place) => {
  const query = rowsOfPlaces('pas@RWE' as InstanceName, kind, [place], { window: YESTERDAY }, NOW);
  expect(await rowsRead(fresh.store.db, query, 'projection')).toBeLessThan(200);
});
