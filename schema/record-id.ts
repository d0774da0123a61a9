import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** What an id may name, with its prefix in the graph: a record, or a place in a list. People's ids are minted by the index and are not among them. */
export const RECORD_KINDS = {
  encounter: 'en',
  ward: 'wd',
  bed: 'bd',
  readiness: 'dr',
  expected: 'ex',
  observation: 'ob',
  score: 'ew',
  escalation: 'es',
  'lab-report': 'lr',
  'lab-result': 'rs',
  'lab-order': 'lo',
  study: 'is',
  report: 'ir',
  'imaging-order': 'io',
  'critical-result': 'cr',
  'virtual-ward-patient': 'vp',
  'emergency-patient': 'ep',
  allergy: 'al',
  medication: 'md',
  problem: 'pb',
  immunisation: 'im',
  document: 'dc',
  preference: 'pf',
  flag: 'fl',
  'care-team': 'ct',
  appointment: 'ap',
  'theatre-session': 'th',
  'waiting-list-entry': 'wl',
  cursor: 'cu',
} as const;
export type RecordKind = keyof typeof RECORD_KINDS;

/** Turns a record's business key into the graph's opaque id and back. */
export interface RecordIds {
  seal(kind: RecordKind, key: string): string;
  /** Null for anything this installation did not seal as that kind. */
  open(kind: RecordKind, id: string): string | null;
}

const TAG_BYTES = 12;

/**
 * Ids that are kept as they were sealed: a record's is asked for wherever it is named, and again with each look at the
 * same ward, and sealing costs more than all else that is said of it. What opens an id keeps none: it is a client's word.
 */
const MOST_KNOWN = 20_000;

/**
 * Ids are the business key, sealed (deterministic: the authenticator of the key is the nonce, RFC 5297's idea), so the
 * same record has the same id in every process and after a cut-over (unless its key names its system), and no id shows a
 * visit or accession number.
 * @param key 32 bytes, kept by the installation: another key gives other ids.
 */
export const createRecordIds = (key: Buffer): RecordIds => {
  const derive = (use: string): Buffer => createHmac('sha256', key).update(use).digest();
  const nameKey = derive('name');
  const sealKey = derive('seal');
  const tagOf = (kind: RecordKind, plain: Buffer): Buffer =>
    createHmac('sha256', nameKey).update(kind).update('\0').update(plain).digest().subarray(0, TAG_BYTES);
  const counterOf = (tag: Buffer): Buffer => Buffer.concat([tag, Buffer.alloc(4)]);

  const sealed = (kind: RecordKind, text: string): string => {
    const plain = Buffer.from(text, 'utf8');
    const tag = tagOf(kind, plain);
    const cipher = createCipheriv('aes-256-ctr', sealKey, counterOf(tag));
    return `${RECORD_KINDS[kind]}_${Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString('base64url')}`;
  };
  const known = new Map<string, string>();

  return {
    seal: (kind, text) => {
      const name = `${kind} ${text}`;
      const hit = known.get(name);
      if (hit !== undefined) return hit;
      const made = sealed(kind, text);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(name, made);
      return made;
    },
    open: (kind, id) => {
      if (!id.startsWith(`${RECORD_KINDS[kind]}_`)) return null;
      const bytes = Buffer.from(id.slice(3), 'base64url');
      if (bytes.length <= TAG_BYTES) return null;
      const tag = bytes.subarray(0, TAG_BYTES);
      const decipher = createDecipheriv('aes-256-ctr', sealKey, counterOf(tag));
      const plain = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]);
      return timingSafeEqual(tagOf(kind, plain), tag) ? plain.toString('utf8') : null;
    },
  };
};
