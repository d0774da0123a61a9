import { randomBytes } from 'node:crypto';
import type { PersonId } from '../../schema/identifiers';

/** Crockford's base 32: no letter that reads as a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Opaque and never reused: 80 random bits. */
export const mintPersonId = (): PersonId =>
  `pt_${[...randomBytes(16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}` as PersonId;
