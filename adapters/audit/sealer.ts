import { sql, type Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import type { Store, Tables } from '../store';
import { BEGINNING, chainHash, rowHash, type AuditRow } from './chain';

export interface SealerMeans {
  readonly store: Store;
  readonly key: Buffer;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

export interface Sealer {
  /** Seals all that waits, unless another process is at it; how many rows it sealed. */
  seal(): Promise<number>;
  close(): Promise<void>;
}

/** Any number, the same in every process: whoever holds the lock extends the chain. */
const LOCK = 7_302_611;
const BATCH = 500;
/** A row is sealed within a second of its commit. */
const EVERY_MS = 400;

const head = async (trx: Transaction<Tables>): Promise<{ readonly position: number; readonly hash: Buffer }> => {
  const last = await trx
    .selectFrom('audit_seal')
    .select(['position', 'chain_hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { position: Number(last.position), hash: last.chain_hash } : { position: 0, hash: BEGINNING };
};

const waiting = (trx: Transaction<Tables>): Promise<AuditRow[]> =>
  trx
    .selectFrom('audit_unsealed')
    .innerJoin('read_audit', 'read_audit.id', 'audit_unsealed.audit_id')
    .selectAll('read_audit')
    .orderBy('read_audit.id')
    .limit(BATCH)
    .execute();

const sealBatch = async ({ store, key, clock }: SealerMeans): Promise<number> =>
  store.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return 0;
    const batch = await waiting(trx);
    if (batch.length === 0) return 0;
    let { position, hash } = await head(trx);
    const seals = batch.map((row) => {
      const own = rowHash(row);
      position += 1;
      hash = chainHash(key, hash, position, own);
      return { position, audit_id: row.id, sealed_at: now(clock), row_hash: own, chain_hash: hash };
    });
    await trx.insertInto('audit_seal').values(seals).execute();
    const sealed = batch.map(({ id }) => id);
    await trx.deleteFrom('audit_unsealed').where('audit_id', 'in', sealed).execute();
    return batch.length;
  });

/** Chains committed rows of the audit, a fraction of a second after their commit; one process at a time does. */
export const startSealer = (means: SealerMeans): Sealer => {
  let failing = false;
  const seal = async (): Promise<number> => {
    let sealed = 0;
    for (;;) {
      const count = await sealBatch(means);
      sealed += count;
      if (count < BATCH) return sealed;
    }
  };
  let inHand: Promise<unknown> = Promise.resolve();
  const tick = (): void => {
    inHand = seal().then(
      () => {
        failing = false;
      },
      (error: unknown) => {
        // Said once: rows go on being written, and the next look seals them all.
        if (!failing) means.log(`the audit could not be sealed (${faultName(error)})`);
        failing = true;
      },
    );
    void inHand.then(() => {
      if (!closed) timer = setTimeout(tick, EVERY_MS).unref();
    });
  };
  let closed = false;
  let timer: NodeJS.Timeout = setTimeout(tick, EVERY_MS).unref();
  return {
    seal,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await inHand;
      await seal().catch(() => 0);
    },
  };
};
