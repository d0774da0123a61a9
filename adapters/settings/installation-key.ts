import { createHash } from 'node:crypto';
import type { Environment } from './environment';

/** The same in every process of an installation; development has a fixed one, which production refuses. */
const DEVELOPMENT_KEY = 'causeway development: record ids are opaque, not secret';

/** 32 bytes that seal ids and picture tokens, and from which other keys are made. */
export const installationKey = ({ CAUSEWAY_ID_KEY }: Environment): Buffer =>
  createHash('sha256')
    .update(CAUSEWAY_ID_KEY ?? DEVELOPMENT_KEY)
    .digest();
