import type { Pool } from 'pg';
import type { Ask, Capability, Operation, Place } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import { DAY } from '../../schema/time';
import { byteaArray, textArray } from '../store';
import type { SealedContent } from './as-seen';

/** One batch of a request: what was asked, whom it was about, what became of it. */
export interface ReadRecord {
  readonly ask: Ask;
  readonly capability: Capability | Operation;
  readonly persons: readonly PersonId[];
  readonly places?: readonly Place[];
  /** Records answered whose person is in doubt. */
  readonly unresolved?: number;
  readonly instances: readonly InstanceName[];
  readonly outcome: 'answered' | 'refused';
  /** Why refused, or how looked up; never a value of a person. */
  readonly note?: string;
  /** What was shown, in order: each a text that can be shown again as it is. */
  readonly seen?: readonly string[];
}

/** How far behind the last read that named a content `named_at` may be. */
export const NAMED_WITHIN_MS = DAY;

/** With what each is named by in the row, hexadecimal. */
type NamedContent = readonly [name: string, content: SealedContent];

/** Each content once, in the order of the hashes: two reads that keep the same contents must not wait for each other. */
const inOrder = (contents: readonly NamedContent[]): readonly SealedContent[] =>
  [...new Map(contents).values()].sort((one, other) => Buffer.compare(one.hash, other.hash));

/** In the order of the statement's parameters. */
const valuesOf = ({ ask, ...read }: ReadRecord, seen: readonly NamedContent[]): unknown[] => {
  const { viewer } = ask;
  const kept = inOrder(seen);
  return [
    ...[now(ask.clock), ask.requestId, viewer.userId, viewer.name, viewer.role, viewer.roleProfileId],
    ...[viewer.organisation, ask.purpose, ask.client, ask.operation, read.capability],
    [...new Set<string>(read.persons)],
    [...new Set((read.places ?? []).map(({ organisation, ward }) => `${organisation}|${ward ?? ''}`))],
    read.unresolved ?? 0,
    [...new Set<string>(read.instances)],
    ...[read.outcome, read.note ?? null],
    seen.length === 0 ? null : textArray(seen.map(([name]) => name)),
    byteaArray(kept.map(({ hash }) => hash)),
    byteaArray(kept.map(({ nonce }) => nonce)),
    byteaArray(kept.map(({ sealed }) => sealed)),
    new Date(ask.clock.millis() - NAMED_WITHIN_MS),
  ];
};

/**
 * The same text for any number of contents, so that a connection prepares it once. Shown again, a content is kept from now
 * on; said once a day, so that what everybody is shown is not written each time.
 */
const RECORD = `
with kept as (
  insert into seen_content (hash, nonce, sealed, named_at)
  select hash, nonce, sealed, $1::timestamptz
  from unnest($19::bytea[], $20::bytea[], $21::bytea[]) as shown (hash, nonce, sealed)
  on conflict (hash) do update set named_at = excluded.named_at where seen_content.named_at < $22::timestamptz
)
insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose, client,
  operation, capability, persons, places, unresolved, instances, outcome, note, seen)
values ($1::timestamptz, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::text[])`;

/**
 * Commits one audit row, naming every person of the batch once. Resolves only when it is on disk; the caller answers
 * nothing before. What was shown is kept by the same statement. Throws what the database threw: then nothing may be
 * answered.
 */
export const recordRead = async (pool: Pool, read: ReadRecord, seen: readonly SealedContent[] = []): Promise<void> => {
  const named = seen.map((content): NamedContent => [content.hash.toString('hex'), content]);
  await pool.query({ name: 'audit-read', text: RECORD, values: valuesOf(read, named) });
};
