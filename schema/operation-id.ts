import { createHash } from 'node:crypto';

/** Content-addressed, as the appendix on persisted documents of GraphQL over HTTP has it: `sha256:<hex>`. */
export const operationId = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
