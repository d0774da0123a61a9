import { createHash } from 'node:crypto';
import { refuseInput } from '../../schema/errors';
import type { RegisteredSystem, RegisterText } from '../../schema/migration/register';

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

/** Names a preview by what it was of: the register as it stood, and the text. Both are compared to the letter. */
export const previewId = (register: readonly RegisteredSystem[], { format, text }: RegisterText): string =>
  `rp_${digest(register)}.${digest(format, text)}`;

/** Throws GraphRefusal BAD_USER_INPUT where the register, or the text, is another than was previewed. */
export const checkPreview = (preview: string, register: readonly RegisteredSystem[], text: RegisterText): void => {
  const [seen, now] = [preview.split('.'), previewId(register, text).split('.')];
  if (seen[1] !== now[1]) refuseInput('preview is of another text: look at what this one would do first');
  if (seen[0] !== now[0]) refuseInput('preview is of the register as it was before: it was changed since; look again');
};
