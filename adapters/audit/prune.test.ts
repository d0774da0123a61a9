import { sql } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import { DAY, instantOf } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createAudit, seenKey, sealKey, startPruner, startSealer } from '.';
import { pruneSeen } from './prune';
import { verifyAudit } from './verify';

const key = Buffer.from('an installation key');
const START = Date.parse('2018-01-01T00:00:00Z');
const KEPT_DAYS = 2_922;

let database: FreshDatabase;
let today = 0;
const clock = { millis: () => START + today * DAY };
beforeEach(async () => {
  database = await freshDatabase();
  today = 0;
});
afterEach(() => database.drop());

const shown = (...seen: string[]): Promise<void> => {
  const ask: Ask = {
    viewer: {
      ...{ userId: '555000000020', name: 'WARD Ann', role: 'nurse', roleProfileId: '1', wards: [] },
      ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
    },
    ...{ purpose: 'TREAT', client: 'ward-app', operation: 'Header', requestId: `r-${today}`, deadline: 0, clock },
    signal: new AbortController().signal,
  };
  return createAudit(database.store, seenKey(key)).recordRead({
    ...{ ask, capability: 'allergies', persons: ['pt_1'] as PersonId[], instances: ['pas@RWE'], outcome: 'answered' },
    seen,
  });
};
const prune = (): Promise<number> => pruneSeen({ store: database.store, clock, keepMs: KEPT_DAYS * DAY });
const verify = async () => {
  await startSealer({ store: database.store, key: sealKey(key), clock, log: () => undefined }).close();
  return verifyAudit(database.store.db, { chain: sealKey(key), seen: seenKey(key) });
};

it('lets go what was last shown longer ago than it is kept, and says so in the record itself', async () => {
  await shown('{"once":1}', '{"again":1}');
  today = 1_000;
  await shown('{"again":1}');
  today = KEPT_DAYS + 1;
  expect(await prune()).toBe(0);
  today = KEPT_DAYS + 2;
  expect(await prune()).toBe(1);
  expect(await verify()).toMatchObject({ faults: [], sealed: 3, seen: { kept: 2, pruned: 1 } });
  today = 1_000 + KEPT_DAYS + 2;
  expect([await prune(), await prune()]).toEqual([1, 0]);
  expect(await verify()).toMatchObject({ faults: [], sealed: 4, seen: { kept: 0, pruned: 3 } });
});

it('lets go more at once than one batch, each of them on record', async () => {
  const content = { nonce: Buffer.alloc(12), sealed: Buffer.alloc(1), named_at: new Date(START) };
  await sql`insert into seen_content (hash, nonce, sealed, named_at)
    select decode(md5(n::text), 'hex'), ${content.nonce}, ${content.sealed}, ${content.named_at}
    from generate_series(1, 10001) n`.execute(database.store.db);
  today = KEPT_DAYS + 2;
  expect(await prune()).toBe(10_001);
  expect((await verify()).sealed).toBe(3);
});

it('what is gone without that, or too early for it, is a fault with its place', async () => {
  await shown('{"old":1}');
  today = 10;
  await shown('{"new":1}');
  today = KEPT_DAYS + 10;
  expect(await prune()).toBe(1);
  expect((await verify()).faults).toEqual([]);
  await sql`delete from seen_content`.execute(database.store.db);
  expect((await verify()).faults).toEqual([
    { kind: 'content-missing', position: 2, auditId: 2, words: expect.any(String) as string },
  ]);
});

it.each([
  ['reads by another program', { client: 'ward-app' }],
  ['another operation of ours', { operation: 'SealAsSeen' }],
  ['a read of something else', { capability: 'allergies' }],
])('%s, whatever its note says, is no word of pruning', async (_, otherwise) => {
  await shown('{"old":1}');
  today = 10;
  await database.store.db
    .insertInto('read_audit')
    .values({
      ...{ at: instantOf(clock.millis()), request_id: 'r-forged', user_id: 'causeway', user_name: 'Causeway' },
      ...{ role: 'none', role_profile_id: 'none', organisation: 'none', purpose: 'HOPERAT', client: 'causeway' },
      ...{ operation: 'PruneAsSeen', capability: 'as-seen', persons: [], places: [], unresolved: 0, instances: [] },
      ...{ outcome: 'answered', seen: null, note: `as seen, pruned: last shown before ${instantOf(clock.millis())}` },
      ...otherwise,
    })
    .execute();
  await sql`delete from seen_content`.execute(database.store.db);
  expect((await verify()).faults.map(({ kind }) => kind)).toEqual(['content-missing']);
});

it('what is kept and cannot be opened, or is another content under its name, is a fault with its place', async () => {
  await shown('{"a":1}', '{"b":2}', '{"c":3}');
  await verify();
  await database.store.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    const [first, second] = (await trx.selectFrom('seen_content').selectAll().orderBy('hash').execute()).map(
      ({ hash }) => hash,
    );
    await sql`update seen_content set sealed = set_byte(sealed, 0, 255 - get_byte(sealed, 0)) where hash = ${first}`.execute(
      trx,
    );
    await sql`update seen_content as c set (nonce, sealed) = (select o.nonce, o.sealed from seen_content o
      where o.hash not in (${first}, ${second})) where c.hash = ${second}`.execute(trx);
  });
  const { faults, seen } = await verify();
  expect([faults.map(({ kind, auditId }) => [kind, auditId]), seen]).toEqual([
    [
      ['content-changed', 1],
      ['content-changed', 1],
    ],
    { kept: 1, pruned: 0 },
  ]);
});

it('a record of pruning that was put in or moved is a fault itself', async () => {
  await shown('{"a":1}');
  today = KEPT_DAYS + 10;
  await prune();
  await verify();
  await database.store.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`update read_audit set note = replace(note, '2018', '2026') where note is not null`.execute(trx);
  });
  expect((await verify()).faults.map(({ kind }) => kind)).toEqual(['changed']);
});

it('only the day of the last showing moves, and only forwards', async () => {
  await shown('{"a":1}');
  const { db } = database.store;
  const changed = /never changed/;
  await expect(sql`update seen_content set sealed = ''`.execute(db)).rejects.toThrow(changed);
  await expect(sql`update seen_content set named_at = '2000-01-01'`.execute(db)).rejects.toThrow(changed);
});

it('prunes when it starts, and is done when it is closed', async () => {
  await shown('{"a":1}');
  today = KEPT_DAYS + 10;
  const told: string[] = [];
  const pruner = startPruner({ store: database.store, clock, keepMs: KEPT_DAYS * DAY, log: (line) => told.push(line) });
  await pruner.close();
  expect([await prune(), told]).toEqual([0, []]);
});
