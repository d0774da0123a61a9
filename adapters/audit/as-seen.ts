import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** A content as it is kept: named by its hash, encrypted with AES-256-GCM (NIST SP 800-38D). */
export interface SealedContent {
  /** Keyed, so that nobody without the key can tell by guessing what was shown. The same content has the same. */
  readonly hash: Buffer;
  readonly nonce: Buffer;
  /** With the tag, 16 bytes, at its end. */
  readonly sealed: Buffer;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyed = (key: Buffer, label: string, of: string | Buffer): Buffer =>
  createHmac('sha256', key).update(`${label}|`).update(of).digest();

/** A key of its own out of the installation's key. */
export const seenKey = (installationKey: Buffer): Buffer =>
  createHmac('sha256', installationKey).update('causeway as seen').digest();

/** Each content has a key of its own, so that no number of contents wears a key out (SP 800-38D, section 8.3). */
export const sealContent = (key: Buffer, content: string): SealedContent => {
  const hash = keyed(key, 'hash', content);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyed(key, 'content', hash), nonce).setAAD(hash);
  return { hash, nonce, sealed: Buffer.concat([cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()]) };
};

/** The content, byte for byte. Throws when it is not what was sealed under this hash, or the key is another. */
export const openContent = (key: Buffer, { hash, nonce, sealed }: SealedContent): string => {
  const decipher = createDecipheriv(CIPHER, keyed(key, 'content', hash), nonce, { authTagLength: TAG_BYTES })
    .setAAD(hash)
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
};

/** Whether it opens, and what it holds is what it is named for. */
export const isWhole = (key: Buffer, content: SealedContent): boolean => {
  try {
    return keyed(key, 'hash', openContent(key, content)).equals(content.hash);
  } catch {
    return false;
  }
};
