import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql, type Transaction } from 'kysely';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Tables } from '../store';
import { seenKey } from './as-seen';
import { rowHash, sealKey } from './chain';
import { startSealer, type Sealer } from './sealer';
import { verifyAudit, type AuditFault, type Verification } from './verify';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const INSTALLATION = Buffer.from('an installation key');
const key = sealKey(INSTALLATION);
const keys = { chain: key, seen: seenKey(INSTALLATION) };

const write = ({ store }: FreshDatabase, request: string, seen?: string[]): Promise<unknown> =>
  store.db
    .insertInto('read_audit')
    .values({
      ...{ at: '2026-11-20T10:00:00.000Z' as Instant, request_id: request, user_id: '555000000020' },
      ...{ user_name: 'WARD Ann', role: 'nurse', role_profile_id: '1', organisation: 'RWE', purpose: 'TREAT' },
      ...{ client: 'ward-app', operation: 'Header', capability: 'allergies', persons: [`pe_${request}`] },
      ...{ places: [], unresolved: 0, instances: ['pas@RWE'], outcome: 'answered', note: null, seen: seen ?? null },
    })
    .execute();

const sealerOf = ({ store }: FreshDatabase): Sealer => startSealer({ store, key, clock, log: () => undefined });
const kinds = ({ faults }: Verification): readonly AuditFault['kind'][] => faults.map(({ kind }) => kind);

describe('the chain over the audit', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.drop());

  it('holds every row once, however many write and seal at the same time', async () => {
    const sealers = [sealerOf(database), sealerOf(database)];
    await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        await write(database, String(at));
        if (at % 20 === 0) await sealers[at % 2]?.seal();
      }),
    );
    await Promise.all(sealers.map((sealer) => sealer.close()));
    const found = await verifyAudit(database.store.db, keys);
    expect(found).toMatchObject({ sealed: 200, faults: [], unsealed: { count: 0, oldest: null } });
    expect(found.head?.position).toBe(200);
  });

  it('takes in more rows at once than one batch, nothing where nothing waits, and tells the first thousand faults', async () => {
    await write(database, '1');
    await sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose,
      client, operation, capability, persons, places, unresolved, instances, outcome)
      select at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose, client, operation,
        capability, persons, places, unresolved, instances, outcome from read_audit, generate_series(1, 1000)`.execute(
      database.store.db,
    );
    const sealer = sealerOf(database);
    expect([await sealer.seal(), await sealer.seal()]).toEqual([1_001, 0]);
    expect(await verifyAudit(database.store.db, keys)).toMatchObject({ sealed: 1_001, faults: [] });
    await sealer.close();
    await database.store.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await sql`update read_audit set user_id = 'somebody else'`.execute(trx);
    });
    const { sealed, faults } = await verifyAudit(database.store.db, keys);
    expect([sealed, faults.length, faults.at(-1)?.position]).toEqual([1_001, 1_000, 1_000]);
  });

  it('holds over rows that were sealed before what was shown was kept, and over what was shown since', async () => {
    await write(database, '1');
    await write(database, '2', ['0f']);
    const [before, since] = await database.store.db.selectFrom('read_audit').selectAll().orderBy('id').execute();
    if (!before || !since) throw new Error('nothing was written');
    const columns = Object.entries(before).filter(([column]) => column !== 'seen');
    expect(rowHash(before)).toEqual(createHash('sha256').update(JSON.stringify(columns)).digest());
    expect(rowHash({ ...since, seen: null })).not.toEqual(rowHash(since));
  });

  it('tells of rows that wait, and holds them no fault', async () => {
    await write(database, '1');
    expect(await verifyAudit(database.store.db, keys)).toEqual({
      ...{ sealed: 0, head: null, faults: [], seen: { kept: 0, pruned: 0 } },
      unsealed: { count: 1, oldest: '2026-11-20T10:00:00.000Z' },
    });
  });

  it('holds with no other key, and cannot be rewritten through the database', async () => {
    await write(database, '1');
    await sealerOf(database).close();
    expect(kinds(await verifyAudit(database.store.db, { ...keys, chain: sealKey(Buffer.from('another')) }))).toEqual([
      'reordered',
    ]);
    await expect(sql`delete from audit_seal`.execute(database.store.db)).rejects.toThrow('append-only');
    await expect(sql`update audit_seal set position = 2`.execute(database.store.db)).rejects.toThrow('append-only');
  });

  it('knows from a place written down elsewhere that its end was cut off', async () => {
    for (const request of ['1', '2', '3']) await write(database, request);
    await sealerOf(database).close();
    const { head } = await verifyAudit(database.store.db, keys);
    if (head === null) throw new Error('nothing was sealed');
    await database.store.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await sql`delete from read_audit where id = 3`.execute(trx);
      await sql`delete from audit_seal where audit_id = 3`.execute(trx);
    });
    expect(kinds(await verifyAudit(database.store.db, keys))).toEqual([]);
    expect(kinds(await verifyAudit(database.store.db, keys, [head]))).toEqual(['cut-off']);
  });

  it('knows from such a place that the chain is another than it was then', async () => {
    for (const request of ['1', '2', '3']) await write(database, request);
    await sealerOf(database).close();
    const { head } = await verifyAudit(database.store.db, keys);
    if (head === null) throw new Error('nothing was sealed');
    const asWritten = { ...head, hash: head.hash.toUpperCase() };
    expect((await verifyAudit(database.store.db, keys, [asWritten])).faults).toEqual([]);
    const { faults } = await verifyAudit(database.store.db, keys, [{ position: 2, hash: head.hash }]);
    expect(faults.map(({ kind, position, auditId }) => [kind, position, auditId])).toEqual([['reordered', 2, 2]]);
  });

  it('says which seals are gone from its middle', async () => {
    for (const request of ['1', '2', '3', '4']) await write(database, request);
    await sealerOf(database).close();
    await database.store.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await sql`delete from read_audit where id in (2, 3)`.execute(trx);
      await sql`delete from audit_seal where audit_id in (2, 3)`.execute(trx);
    });
    const { faults } = await verifyAudit(database.store.db, keys);
    expect(faults.map(({ kind, position }) => [kind, position])).toEqual([
      ['gap', 2],
      ['reordered', 4],
    ]);
    expect(faults[0]?.words).toContain('2 to 3');
  });
});

/** Somebody with every right in the database, but without the key. `row` and `other` are ids of sealed rows. */
const TAMPERINGS: Readonly<Record<string, (trx: Transaction<Tables>, row: number, other: number) => Promise<unknown>>> =
  {
    'a column of a row changed': (trx, row) =>
      sql`update read_audit set user_id = 'somebody else' where id = ${row}`.execute(trx),
    'a person taken out of a row': (trx, row) =>
      sql`update read_audit set persons = '{}' where id = ${row}`.execute(trx),
    'a time moved': (trx, row) => sql`update read_audit set at = at - interval '1 day' where id = ${row}`.execute(trx),
    'what was shown put in afterwards': (trx, row) =>
      sql`update read_audit set seen = '{"00"}' where id = ${row}`.execute(trx),
    'a row taken out': (trx, row) => sql`delete from read_audit where id = ${row}`.execute(trx),
    'a row taken out with its seal': async (trx, row) => {
      await sql`delete from read_audit where id = ${row}`.execute(trx);
      await sql`delete from audit_seal where audit_id = ${row}`.execute(trx);
    },
    'a row taken out, and the seals behind it moved up': async (trx, row) => {
      const { rows } = await sql<{ position: number }>`
      delete from audit_seal where audit_id = ${row} returning position`.execute(trx);
      await sql`delete from read_audit where id = ${row}`.execute(trx);
      const at = rows[0]?.position ?? 0;
      await sql`update audit_seal set position = -position where position > ${at}`.execute(trx);
      await sql`update audit_seal set position = -position - 1 where position < 0`.execute(trx);
    },
    'two rows exchanged': async (trx, row, other) => {
      await sql`update audit_seal set audit_id = -1 where audit_id = ${row}`.execute(trx);
      await sql`update audit_seal set audit_id = ${row} where audit_id = ${other}`.execute(trx);
      await sql`update audit_seal set audit_id = ${other} where audit_id = -1`.execute(trx);
    },
    'a row changed and its hash made anew': async (trx, row) => {
      await sql`update read_audit set note = 'nothing to see' where id = ${row}`.execute(trx);
      await sql`update audit_seal set row_hash = sha256('forged') where audit_id = ${row}`.execute(trx);
    },
    'a row put in': (trx, row) =>
      sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose,
      client, operation, capability, persons, places, unresolved, instances, outcome)
      select at, 'forged', user_id, user_name, role, role_profile_id, organisation, purpose, client, operation,
        capability, persons, places, unresolved, instances, outcome from read_audit where id = ${row}`.execute(trx),
    'a row that waited taken out': (trx) => sql`delete from read_audit where request_id = 'unsealed'`.execute(trx),
  };

class Undo extends Error {}

describe('tampering', () => {
  const ROWS = 40;
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    for (let at = 0; at < ROWS; at += 1) await write(database, String(at));
    await sealerOf(database).close();
    await write(database, 'unsealed');
  });
  afterAll(() => database.drop());

  /** What verification says while a tampering stands; it is undone afterwards. */
  const whileTampered = async (how: string, row: number, other: number): Promise<Verification> => {
    let found: Verification | undefined;
    const undone = database.store.db.transaction().execute(async (trx) => {
      // Triggers are no hindrance to whoever owns the database.
      await sql`set local session_replication_role = replica`.execute(trx);
      await TAMPERINGS[how]?.(trx, row, other);
      found = await verifyAudit(trx, keys);
      throw new Undo();
    });
    await expect(undone).rejects.toThrow(Undo);
    if (found === undefined) throw new Error('nothing was verified');
    return found;
  };

  it('is found, each of 100 at random, at the place where it was done', async () => {
    expect((await verifyAudit(database.store.db, keys)).faults).toEqual([]);
    const tampering = fc.record({
      how: fc.constantFrom(...Object.keys(TAMPERINGS)),
      // The very last seal can only be missed with an anchor, which has a test of its own.
      row: fc.integer({ min: 1, max: ROWS - 1 }),
      other: fc.integer({ min: 1, max: ROWS - 1 }),
    });
    await fc.assert(
      fc.asyncProperty(
        tampering.filter(({ row, other }) => row !== other),
        async ({ how, row, other }) => {
          const { faults } = await whileTampered(how, row, other);
          expect(faults.length).toBeGreaterThan(0);
          if (how.startsWith('a column') || how.startsWith('a time') || how === 'a row taken out')
            expect(faults.map(({ auditId }) => auditId)).toEqual([row]);
        },
      ),
      { numRuns: 100 },
    );
    expect((await verifyAudit(database.store.db, keys)).faults).toEqual([]);
  });
});
