import { sql } from 'kysely';
import { fixedClock } from '../../schema/clock';
import { DAY, HOUR, instantOf, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { planOf } from '../../test/query-plan';
import { createForgetting, forgetOldest, forgetValues, KEPT_DAYS } from './retention';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ago = (ms: number): Instant => instantOf(clock.millis() - ms);

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const compared = (id: string, at: Instant) =>
  sql`
  with compared as (
    insert into shadow_comparison (id, at, route, control, candidate, origin, outcome, records, mismatched, severe)
    values (${id}, ${at}, 'a', 'pas@RWE', 'nervecentre@RWE', 'live', 'mismatched', 1, 1, 0) returning id
  )
  insert into shadow_difference (comparison, position, field, severity, kind, hash, nonce, sealed)
  select id, 0, 'address', 'minor', 'value', 'h', 'n', 's' from compared`.execute(fresh.store.db);

const sealed = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ comparison: string }>`
    select comparison from shadow_difference where sealed is not null order by 1`.execute(fresh.store.db);
  return rows.map(({ comparison }) => comparison);
};

describe('counts of a year', () => {
  beforeEach(() =>
    sql`insert into shadow_count select route, ${ago(0)}::timestamptz - n * interval '1 minute', 'live', 0, 'matched', 1, 1, 0
      from generate_series(1, 20000) n, unnest(array['a', 'b', 'c']) route`.execute(fresh.store.db),
  );

  it.each([
    ['never counted', 'select 1'],
    ['counted', 'analyze shadow_count'],
  ])('the oldest are found route by route, and the others are not looked at: %s', async (_, first) => {
    await sql.raw(first).execute(fresh.store.db);
    const plan = await planOf(
      fresh.store.db,
      forgetOldest({ table: 'shadow_count', column: 'minute', days: 400 }, ago(400 * DAY)),
    );
    expect(plan).toContain('shadow_count_pkey');
    expect(plan).not.toContain('Seq Scan on shadow_count');
  });

  test('more than one statement takes, of every route, are let go of; what is younger is kept', async () => {
    const later = fixedClock(instantOf(clock.millis() + KEPT_DAYS.counts * DAY - 100 * 60_000));
    await createForgetting(fresh.store, later).forget();
    const { rows } = await sql`select route, count(*)::int as minutes from shadow_count group by 1 order by 1`.execute(
      fresh.store.db,
    );
    expect(rows).toEqual(['a', 'b', 'c'].map((route) => ({ route, minutes: 100 })));
  });
});

describe('differing values', () => {
  test('those that came of age while this process ran, and before, are let go of', async () => {
    let now = clock.millis();
    const forgetting = createForgetting(fresh.store, { millis: () => now });
    await compared('cp_old', ago(60 * DAY));
    await compared('cp_soon', ago(KEPT_DAYS.values * DAY - HOUR / 2));
    await compared('cp_new', ago(DAY));
    await forgetting.forget();
    expect(await sealed()).toEqual(['cp_new', 'cp_soon']);
    now += HOUR;
    await forgetting.forget();
    expect(await sealed()).toEqual(['cp_new']);
  });

  test('of weeks of comparisons only those of the last day or so are looked at again', async () => {
    await sql`insert into shadow_comparison (id, at, route, control, candidate, origin, outcome, records, mismatched, severe)
      select 'cp_' || n, ${ago(0)}::timestamptz - n * interval '5 minutes', 'a', 'x', 'y', 'live', 'mismatched', 1, 1, 0
      from generate_series(1, 20000) n`.execute(fresh.store.db);
    await sql`insert into shadow_difference (comparison, position, field, severity, kind)
      select id, 0, 'address', 'minor', 'value' from shadow_comparison`.execute(fresh.store.db);
    await sql`analyze shadow_comparison, shadow_difference`.execute(fresh.store.db);
    const plan = await planOf(fresh.store.db, forgetValues(ago(15 * DAY), ago(14 * DAY)));
    expect(plan).toContain('shadow_comparison_by_time');
    expect(plan).not.toContain('Seq Scan');
  });
});
