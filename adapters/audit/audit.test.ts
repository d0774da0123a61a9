import { sql } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createAudit, openContent, seenKey, type ReadRecord } from '.';

const key = seenKey(Buffer.from('an installation key'));
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ask: Ask = {
  viewer: {
    ...{ userId: '555000000020', name: 'WARD Ann', role: 'nurse', roleProfileId: '555000000022' },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL', wards: [] },
  },
  ...{ purpose: 'TREAT', client: 'ward-app', operation: 'Header', requestId: 'r-1', deadline: 0 },
  signal: new AbortController().signal,
  clock: fixedClock('2026-11-20T10:00:00.000Z' as Instant),
};
const read: ReadRecord = {
  ...{ ask, capability: 'allergies', instances: ['nervecentre@RWE'], outcome: 'answered' },
  persons: ['pe_1', 'pe_2', 'pe_1'] as PersonId[],
  places: [{ organisation: 'RWE' as OdsCode, ward: 'W12' }],
};

it('says who was shown what about whom, once a batch', async () => {
  await createAudit(database.store, key).recordRead(read);
  const rows = await database.store.db.selectFrom('read_audit').selectAll().execute();
  expect(rows).toEqual([
    {
      ...{ id: 1, at: new Date('2026-11-20T10:00:00.000Z'), request_id: 'r-1', user_id: '555000000020' },
      ...{ user_name: 'WARD Ann', role: 'nurse', role_profile_id: '555000000022', organisation: 'RWE' },
      ...{ purpose: 'TREAT', client: 'ward-app', operation: 'Header', capability: 'allergies' },
      ...{ persons: ['pe_1', 'pe_2'], places: ['RWE|W12'], unresolved: 0, instances: ['nervecentre@RWE'] },
      ...{ outcome: 'answered', note: null, seen: null },
    },
  ]);
});

it('keeps what was shown once for each content, and gives it back byte for byte to whoever has the key', async () => {
  const { db } = database.store;
  const shown = ['{"answer":"Größe 1,62 m"}', '{"answer":"none"}'];
  const audit = createAudit(database.store, key);
  await audit.recordRead({ ...read, seen: [...shown, ...shown] });
  await audit.recordRead({ ...read, seen: [...shown].reverse() });
  const kept = await db.selectFrom('seen_content').selectAll().execute();
  expect(kept).toHaveLength(2);
  const rows = await db.selectFrom('read_audit').select('seen').where('seen', 'is not', null).orderBy('id').execute();
  const opened = rows.map(({ seen }) =>
    (seen ?? []).map((hash) => {
      const content = kept.find((one) => one.hash.toString('hex') === hash);
      return content && openContent(key, content);
    }),
  );
  expect(opened).toEqual([[...shown, ...shown], [...shown].reverse()]);
  for (const content of kept) {
    expect(content.sealed.toString('latin1')).not.toContain('answer');
    expect(() => openContent(seenKey(Buffer.from('another')), content)).toThrow();
    for (const other of kept.filter((one) => one !== content))
      expect(() => openContent(key, { ...content, hash: other.hash })).toThrow();
  }
});

it('cannot be changed, deleted or emptied afterwards', async () => {
  const { db } = database.store;
  await expect(sql`update read_audit set role = 'clinician'`.execute(db)).rejects.toThrow('append-only');
  await expect(sql`delete from read_audit`.execute(db)).rejects.toThrow('append-only');
  await expect(sql`truncate read_audit`.execute(db)).rejects.toThrow('append-only');
});

it('throws when the row cannot be written', async () => {
  const gone = await freshDatabase();
  const audit = createAudit(gone.store, key);
  await gone.drop();
  await expect(audit.recordRead(read)).rejects.toThrow();
});
