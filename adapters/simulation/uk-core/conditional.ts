import { createHash } from 'node:crypto';
import type { HttpReply } from '../http-simulator';
import type { FhirAsk } from './reply';

/** Weak: the moment at which a searchset was put together is left out, so two with the same entries are the same. */
const etagOfBody = (body: unknown): string => {
  const said = JSON.stringify(body, (key, value: unknown) =>
    key === 'meta' && typeof value === 'object' && value !== null && !('versionId' in value) ? undefined : value,
  );
  return `W/"${createHash('sha256').update(said).digest('base64url').slice(0, 22)}"`;
};

const opaque = (etag: string): string => etag.trim().replace(/^W\//, '');

/**
 * Every answer to a GET with its ETag, and 304 instead of it where the asker has it already (RFC 9110, 13.1.2). R4
 * describes that of a read of one resource (`http.html#cread`) and is silent on searches: that these have it too is
 * this server's own.
 */
export const conditional = ({ method, headers: { 'if-none-match': asked } }: FhirAsk, reply: HttpReply): HttpReply => {
  if (method !== 'GET' || reply.status !== 200 || reply.body === undefined) return reply;
  const etag = reply.headers?.['etag'] ?? etagOfBody(reply.body);
  const headers = { ...reply.headers, etag };
  const has = asked?.split(',').some((each) => opaque(each) === opaque(etag));
  if (has !== true) return { ...reply, headers };
  return { status: 304, headers, ...(reply.whenEmpty === undefined ? {} : { whenEmpty: reply.whenEmpty }) };
};
