import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Instant } from '../../schema/time';
import { owedTargets } from './owed-targets';
import { sampleFeed } from './sample-feed';

const AT = '2026-11-20T10:00:00.000Z' as Instant;

describe('the look at what is owed', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    // A sender that opened a connection for each of many messages and has gone; one that is owed much; one that backs off.
    await sql`insert into application_acknowledgement (seq, feed, owed_to, text, next_at)
      select n, 'pas@RWE', case
          when n <= 5000 then 'connection:10.9.9.9:' || n
          when n <= 8000 then 'connection:10.1.2.3:50123'
          when n <= 8010 then 'connection:10.1.2.33:50123'
          else 'connection:10.1.2.3:50124' end,
        'x', ${AT}::timestamptz + case when n = 8011 then interval '1 minute' else interval '-1 minute' end
      from generate_series(1, 8020) n`.execute(fresh.store.db);
    await sql`analyze application_acknowledgement`.execute(fresh.store.db);
  });
  afterAll(() => fresh.drop());

  it('finds those who can be reached here and whose turn has come, each once', async () => {
    const targets = await owedTargets(fresh.store.db, [sampleFeed()], () => ['10.1.2.3'], AT);
    expect(targets.map(({ owed_to }) => owed_to)).toEqual(['connection:10.1.2.3:50123']);
    expect(await owedTargets(fresh.store.db, [sampleFeed()], () => [], AT)).toEqual([]);
    expect(await owedTargets(fresh.store.db, [sampleFeed({}, 'other')], () => ['10.1.2.3'], AT)).toEqual([]);
  });

  it('reads a row or two of each, however much is owed to them and to those who have gone', async () => {
    await fresh.store.db.transaction().execute(async (trx) => {
      await owedTargets(trx, [sampleFeed()], () => ['10.1.2.3'], AT);
      const { rows } = await sql<{ n: number }>`select (coalesce(idx_tup_fetch, 0) + seq_tup_read)::integer as n
        from pg_stat_xact_user_tables where relname = 'application_acknowledgement'`.execute(trx);
      expect(rows[0]?.n).toBeLessThan(20);
    });
  });

  it('looks at so many at a time, where everybody can be reached', async () => {
    const feed = { ...sampleFeed(), acknowledgeTo: { host: '127.0.0.1', port: 1, sameConnection: true } };
    expect(await owedTargets(fresh.store.db, [feed], () => [], AT)).toHaveLength(999);
  });
});
