import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../../schema/time';

/** Who was shown what, or refused it. Written once and never changed: the database forbids it. */
export interface ReadAuditTable {
  /** Order of writing. */
  readonly id: Generated<number>;
  at: ColumnType<Date, Instant, never>;
  request_id: string;
  user_id: string;
  user_name: string;
  role: string;
  role_profile_id: string;
  organisation: string;
  purpose: string;
  client: string;
  operation: string;
  capability: string;
  /** Ids of the index: everybody whose facts were in the answer, or were asked for. */
  persons: ColumnType<string[], string[], never>;
  /** Places asked about, as `organisation|ward`. */
  places: ColumnType<string[], string[], never>;
  /** Records in the answer whose person is in doubt, so that nobody can be named. */
  unresolved: number;
  /** The instances that answered, or were asked. */
  instances: ColumnType<string[], string[], never>;
  outcome: 'answered' | 'refused';
  /** Why it was refused, or how the look-up was made; never a value of a person. */
  note: string | null;
  /** Hashes of what was shown, hexadecimal, in order; null where nothing was kept. */
  seen: ColumnType<string[] | null, string[] | null | undefined, never>;
}

/** What somebody was shown, once for each content; a read's row names it by hash. Never changed: the database forbids it. */
export interface SeenContentTable {
  /** Keyed hash of the content: without the key nobody can tell what it is by guessing. */
  hash: Buffer;
  nonce: Buffer;
  /** The content, encrypted, with its tag. */
  sealed: Buffer;
  /** When a read last named it, as much as a day behind. The one thing that may change, and only forwards. */
  named_at: ColumnType<Date, Instant, Instant>;
}

/** A row that waits for its place in the chain: put there by the database with the row itself. */
export interface AuditUnsealedTable {
  audit_id: number;
}

/** A row's place in the chain. Written once and never changed: the database forbids it. */
export interface AuditSealTable {
  /** From 1, without gaps. */
  position: number;
  audit_id: number;
  sealed_at: ColumnType<Date, Instant, never>;
  /** SHA-256 of the row. */
  row_hash: Buffer;
  /** Keyed hash of the seal before, the position and the row's hash. */
  chain_hash: Buffer;
}

export interface AuditTables {
  read_audit: ReadAuditTable;
  audit_unsealed: AuditUnsealedTable;
  audit_seal: AuditSealTable;
  seen_content: SeenContentTable;
}
