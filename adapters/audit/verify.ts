import { sql, type Kysely } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { isWhole, type SealedContent } from './as-seen';
import { BEGINNING, chainHash, rowHash, type AuditRow } from './chain';
import { prunedBefore } from './prune';
import { waitingForSeal } from './waiting-for-seal';

/** A place in the chain that was written down elsewhere: what lies before it can no longer be cut off unseen. */
export interface Anchor {
  readonly position: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface AuditFault {
  readonly kind:
    | 'changed'
    | 'missing'
    | 'gap'
    | 'reordered'
    | 'unsealed-for-good'
    | 'cut-off'
    | 'content-missing'
    | 'content-changed';
  /** In the chain; null for a row that has no place in it. */
  readonly position: number | null;
  /** The row's id. */
  readonly auditId: number | null;
  readonly words: string;
}

export interface Verification {
  readonly sealed: number;
  readonly head: Anchor | null;
  /** In the order of the chain; at most the first 1,000. */
  readonly faults: readonly AuditFault[];
  /** What sealed rows say was shown: how much of it is kept, and how much was let go on record. */
  readonly seen: { readonly kept: number; readonly pruned: number };
  /** Rows that still wait for their seal: a second's worth, where a sealer runs. */
  readonly unsealed: { readonly count: number; readonly oldest: Instant | null };
}

const BATCH = 1_000;
const MOST_FAULTS = 1_000;

interface Link {
  readonly position: number;
  readonly audit_id: number;
  readonly row_hash: Buffer;
  readonly chain_hash: Buffer;
}

const linksAfter = (db: Kysely<Tables>, position: number): Promise<Link[]> =>
  db
    .selectFrom('audit_seal')
    .select(['position', 'audit_id', 'row_hash', 'chain_hash'])
    .where('position', '>', position)
    .orderBy('position')
    .limit(BATCH)
    .execute();

const rowsOf = async (db: Kysely<Tables>, links: readonly Link[]): Promise<ReadonlyMap<number, AuditRow>> => {
  const ids = links.map(({ audit_id }) => audit_id);
  const rows = await db.selectFrom('read_audit').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [Number(row.id), row]));
};

/** How many contents are in memory at once: some are as long as a ward. */
const CONTENTS = 100;

/** Of the contents that these rows name, those that are kept, and whether each is what it is named for. */
const keptOf = async (
  db: Kysely<Tables>,
  key: Buffer,
  rows: Iterable<AuditRow>,
): Promise<ReadonlyMap<string, boolean>> => {
  const found = new Map<string, boolean>();
  let named = [...new Set([...rows].flatMap(({ seen }) => seen ?? []))];
  for (; named.length > 0; named = named.slice(CONTENTS)) {
    const { rows: kept } = await sql<SealedContent>`select hash, nonce, sealed from seen_content
      where hash in (select decode(h, 'hex') from unnest(${named.slice(0, CONTENTS)}::text[]) h)`.execute(db);
    for (const content of kept) found.set(content.hash.toString('hex'), isWhole(key, content));
  }
  return found;
};

/** Of the chain (`sealKey`), and of what was shown (`seenKey`). */
export interface VerificationKeys {
  readonly chain: Buffer;
  readonly seen: Buffer;
}

/** Walks the whole chain, opens what was shown, and looks for rows outside it. Reads only. */
export const verifyAudit = async (
  db: Kysely<Tables>,
  keys: VerificationKeys,
  anchors: readonly Anchor[] = [],
): Promise<Verification> => {
  const faults: AuditFault[] = [];
  const fault = (kind: AuditFault['kind'], position: number | null, auditId: number | null, words: string): void => {
    if (faults.length < MOST_FAULTS) faults.push({ kind, position, auditId, words });
  };
  const anchored = new Map(anchors.map(({ position, hash }) => [position, hash.toLowerCase()]));
  let position = 0;
  let before: Buffer = BEGINNING;
  let sealed = 0;
  const seen = { kept: 0, pruned: 0 };
  const pruned = await prunedBefore(db);
  const mayBeGone = ({ at }: AuditRow): boolean => at.getTime() < pruned;
  for (let links = await linksAfter(db, 0); links.length > 0; links = await linksAfter(db, position)) {
    const rows = await rowsOf(db, links);
    const kept = await keptOf(db, keys.seen, rows.values());
    for (const link of links) {
      const at = Number(link.position);
      const auditId = Number(link.audit_id);
      sealed += 1;
      if (at !== position + 1)
        fault('gap', position + 1, null, `seals ${position + 1} to ${at - 1} are missing from the chain`);
      const row = rows.get(auditId);
      if (!row) fault('missing', at, auditId, `row ${auditId} was sealed, and is gone`);
      else if (!rowHash(row).equals(link.row_hash))
        fault('changed', at, auditId, `row ${auditId} is not what was sealed`);
      else
        for (const hash of row.seen ?? [])
          if (kept.get(hash) === true) seen.kept += 1;
          else if (kept.get(hash) === false)
            fault('content-changed', at, auditId, `row ${auditId} names something shown that is not what is kept`);
          else if (mayBeGone(row)) seen.pruned += 1;
          else fault('content-missing', at, auditId, `row ${auditId} names something shown that is not kept`);
      if (!chainHash(keys.chain, before, at, link.row_hash).equals(link.chain_hash))
        fault('reordered', at, auditId, `seal ${at} does not follow from the one before it`);
      const expected = anchored.get(at);
      if (expected !== undefined && expected !== link.chain_hash.toString('hex'))
        fault('reordered', at, auditId, `seal ${at} is not the one that was written down`);
      position = at;
      before = link.chain_hash;
    }
  }
  for (const { position: kept } of anchors)
    if (kept > position)
      fault('cut-off', kept, null, `the chain ends at ${position}, and reached ${kept} when that was written down`);
  const outside = await sql<{ id: number }>`
    select r.id from read_audit r
    where not exists (select 1 from audit_seal s where s.audit_id = r.id)
      and not exists (select 1 from audit_unsealed u where u.audit_id = r.id)
    order by r.id limit ${MOST_FAULTS}`.execute(db);
  for (const { id } of outside.rows)
    fault('unsealed-for-good', null, Number(id), `row ${id} is neither sealed nor waits to be`);
  const lost = await sql<{ audit_id: number }>`
    select u.audit_id from audit_unsealed u
    where not exists (select 1 from read_audit r where r.id = u.audit_id)
    order by u.audit_id limit ${MOST_FAULTS}`.execute(db);
  for (const { audit_id: id } of lost.rows)
    fault('missing', null, Number(id), `row ${id} waited for its seal, and is gone`);
  return {
    sealed,
    head: position === 0 ? null : { position, hash: before.toString('hex') },
    faults,
    seen,
    unsealed: await waitingForSeal(db),
  };
};
