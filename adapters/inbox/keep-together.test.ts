import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import type { Kept } from './keep';
import { createKeep } from './keep-together';

const keptAs = (controlId: string, person: string, differences: Partial<Kept> = {}): Kept => {
  const bytes = differences.bytes ?? Buffer.from(`${controlId} ${person}`);
  return {
    feed: 'pas@RWE',
    instance: 'pas@RWE',
    receivedAt: '2026-11-20T10:00:00.000Z',
    peer: '127.0.0.1:4242',
    size: bytes.length,
    batch: null,
    charset: 'utf-8',
    contentHash: createHash('sha256').update(bytes).digest(),
    header: {
      ...{ sendingApplication: 'PAS', sendingFacility: 'RWE', messageType: 'ADT', triggerEvent: 'A31' },
      ...{ controlId, processingId: 'P', version: '2.4' },
    },
    accepted: true,
    partitions: [{ key: person, recordId: person }],
    identifiers: [{ kind: 'identifier', value: person, authority: 'RWE' }],
    ...{ state: 'received', reason: null, toldCode: 'AA', toldText: null, notes: [] },
    ...differences,
    bytes,
  };
};

describe('messages that are kept together', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  const rowOf = (controlId: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('control_id', '=', controlId).orderBy('seq').execute();

  it('are each kept with what is theirs', async () => {
    const keep = createKeep(fresh.store);
    const merge = [
      { key: 'b', recordId: 'b' },
      { key: 'c', recordId: null },
    ];
    const places = await Promise.all([
      keep(keptAs('E0', 'a')),
      keep(keptAs('E1', 'b', { partitions: merge, notes: ['first', 'second'] })),
      keep(
        keptAs('E2', 'd', {
          state: 'refused',
          accepted: false,
          partitions: [],
          reason: { hl7: '200', at: 'x', reason: 'y' },
        }),
      ),
      keep(keptAs('E3', 'b', { batch: 77, identifiers: [] })),
    ]);
    expect(places.map(({ isRepeat }) => isRepeat)).toEqual([false, false, false, false]);
    expect(await rowOf('E0')).toMatchObject([{ seq: places[0]?.seq, partition_keys: ['a'], notes: [], batch: null }]);
    expect(await rowOf('E1')).toMatchObject([
      { seq: places[1]?.seq, partition_keys: ['b', 'c'], notes: ['first', 'second'] },
    ]);
    expect(await rowOf('E2')).toMatchObject([{ state: 'refused', partition_keys: [], reason: { hl7: '200' } }]);
    expect(await rowOf('E3')).toMatchObject([{ batch: 77 }]);
    const named = await fresh.store.db
      .selectFrom('message_identifier')
      .select(['seq', 'value'])
      .orderBy('value')
      .execute();
    expect(named).toEqual(['a', 'b', 'd'].map((value, at) => ({ seq: places[at]?.seq, value })));
  });

  it('leave alone what they leave among others', async () => {
    const merge = [
      { key: 'm2', recordId: 'm2' },
      { key: 'm1', recordId: null },
    ];
    const messages = (feed: string): readonly Kept[] => [
      keptAs('L0', 'm1', { feed }),
      keptAs('L1', 'm2', { feed, partitions: merge, notes: ['first', 'second'], toldText: 'a text' }),
      keptAs('L2', 'x', { feed, bytes: Buffer.from('another'), header: { ...keptAs('L1', 'x').header } }),
      keptAs('L3', 'x', {
        ...{ feed, state: 'refused', accepted: false, partitions: [], identifiers: [], batch: 7, toldCode: null },
        reason: { hl7: '200', at: 'x', reason: 'y' },
      }),
      keptAs('L0', 'm1', { feed }),
    ];
    const together = createKeep(fresh.store);
    await Promise.all(messages('together').map(together));
    for (const one of messages('alone')) await createKeep(fresh.store)(one);
    /** What is left of a feed, with messages named by their place in it. */
    const leftOf = async (feed: string) => {
      const { db } = fresh.store;
      const rows = await db.selectFrom('message').selectAll().where('feed', '=', feed).orderBy('control_id').execute();
      const nameOf = new Map(rows.map(({ seq, bytes }) => [seq, bytes?.toString()]));
      const of = <T extends { readonly seq: number }>({ seq, ...rest }: T) => ({ ...rest, seq: nameOf.get(seq) });
      const [queued, partitions, backlog, identifiers] = await Promise.all([
        db.selectFrom('queued').select(['key', 'seq']).where('feed', '=', feed).orderBy('key').orderBy('seq').execute(),
        db.selectFrom('partition').select(['key', 'record_id']).where('feed', '=', feed).orderBy('key').execute(),
        db.selectFrom('backlog').select(['key', 'pending', 'since']).where('feed', '=', feed).orderBy('key').execute(),
        db
          .selectFrom('message_identifier')
          .selectAll()
          .where('seq', 'in', [...nameOf.keys()])
          .orderBy('seq')
          .execute(),
      ]);
      return {
        messages: rows.map(({ feed: _, conflicts_with, ...row }) => ({
          ...of(row),
          conflicts_with: conflicts_with === null ? null : nameOf.get(conflicts_with),
        })),
        queued: queued.map(of),
        partitions,
        backlog: backlog.map(({ since, ...row }) => ({ ...row, since: nameOf.get(since) })),
        identifiers: identifiers.map(of),
      };
    };
    const alone = await leftOf('alone');
    expect(alone).toEqual(await leftOf('together'));
    expect(alone.messages.map(({ repeats }) => repeats)).toEqual([1, 0, 0, 0]);
    expect(alone.backlog.map(({ key, pending }) => [key, pending])).toEqual([
      ['m1', 2],
      ['m2', 1],
      ['x', 1],
    ]);
  });

  it('share one commit where they arrive in one turn', async () => {
    const keep = createKeep(fresh.store);
    await Promise.all(['G0', 'G1', 'G2'].map((id) => keep(keptAs(id, id))));
    const { rows } = await fresh.store.pool.query<{ commits: number }>(
      `select count(distinct xmin::text) as commits from message where control_id like 'G%'`,
    );
    expect(rows).toEqual([{ commits: 1 }]);
  });

  it('do not suffer from one among them that the store does not take', async () => {
    const keep = createKeep(fresh.store);
    // PostgreSQL takes no NUL in a text.
    const all = ['F0', 'F1', 'F\u0000', 'F3', 'F4'].map((id) => keep(keptAs(id, 'f')));
    const settled = await Promise.allSettled(all);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('do not suffer from a repeat among them that cannot be put on record: they are on disk', async () => {
    await createKeep(fresh.store)(keptAs('A0', 'a'));
    const pool = Object.create(fresh.store.pool) as typeof fresh.store.pool;
    pool.query = ((...args: Parameters<typeof pool.query>) =>
      (args[0] as { readonly name?: string }).name === 'inbox-repeat'
        ? Promise.reject(Object.assign(new Error('no connection is left'), { code: '53300' }))
        : fresh.store.pool.query(...args)) as typeof pool.query;
    const keep = createKeep({ ...fresh.store, pool });
    const settled = await Promise.allSettled(['A1', 'A0', 'A2'].map((id) => keep(keptAs(id, 'a'))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await Promise.all(['A0', 'A1', 'A2'].map(rowOf))).flat().map(({ repeats }) => repeats)).toEqual([0, 0, 0]);
  });

  it('do not wait for one that waits for whoever has its person in hand', async () => {
    const keep = createKeep(fresh.store);
    await keep(keptAs('W0', 'w'));
    const other = await fresh.store.pool.connect();
    let stuck: Promise<unknown> | null = null;
    let isKept = false;
    try {
      await other.query(`begin; select from backlog where key = 'w' for update`);
      stuck = keep(keptAs('W1', 'w')).then(() => {
        isKept = true;
      });
      await setImmediate();
      for (const id of ['W2', 'W3', 'W4']) await keep(keptAs(id, id));
      expect(isKept).toBe(false);
    } finally {
      await other.query('rollback');
      other.release();
    }
    await stuck;
    expect(await rowOf('W1')).toHaveLength(1);
  });

  it('may be the same message: one is kept, the others are repeats of it', async () => {
    const keep = createKeep(fresh.store);
    const places = await Promise.all(Array.from({ length: 5 }, () => keep(keptAs('R0', 'r'))));
    expect(new Set(places.map(({ seq }) => seq)).size).toBe(1);
    expect(places.filter(({ isRepeat }) => isRepeat)).toHaveLength(4);
    expect(await rowOf('R0')).toMatchObject([{ repeats: 4 }]);
  });

  it('may have one control id: the later ones are flagged', async () => {
    const keep = createKeep(fresh.store);
    await Promise.all(['x', 'y', 'z'].map((person) => keep(keptAs('C0', person))));
    const [first, ...later] = await rowOf('C0');
    expect(first?.conflicts_with).toBeNull();
    expect(later.map((row) => row.conflicts_with)).toEqual([first?.seq, first?.seq]);
  });

  it('wait as often as they were kept, whatever comes together', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.nat(3)), { maxLength: 40 }), async (told) => {
        run += 1;
        const feed = `feed-${run}`;
        const keep = createKeep(fresh.store);
        const places = await Promise.all(
          told.map(([id, one, other]) => {
            const keys = [...new Set([`p${one}`, `p${other}`])].sort();
            const bytes = Buffer.from(`${id} ${keys.join()}`);
            return keep(
              keptAs(`P${id}`, 'p', { feed, bytes, partitions: keys.map((key) => ({ key, recordId: key })) }),
            );
          }),
        );
        const { db } = fresh.store;
        const seqs = new Set(places.map(({ seq }) => seq));
        expect(places.filter(({ isRepeat }) => !isRepeat)).toHaveLength(seqs.size);
        const queued = await db.selectFrom('queued').select(['key', 'seq']).where('feed', '=', feed).execute();
        const backlog = await db.selectFrom('backlog').selectAll().where('feed', '=', feed).orderBy('key').execute();
        const partitions = await db
          .selectFrom('partition')
          .select('key')
          .where('feed', '=', feed)
          .orderBy('key')
          .execute();
        expect(partitions.map(({ key }) => key)).toEqual(backlog.map(({ key }) => key));
        expect(new Set(queued.map(({ seq }) => seq))).toEqual(seqs);
        for (const { key, pending, since } of backlog) {
          const inIt = queued.filter((one) => one.key === key).map(({ seq }) => seq);
          expect([pending, since]).toEqual([inIt.length, Math.min(...inIt)]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
