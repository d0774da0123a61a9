import { createHash } from 'node:crypto';
import type { FhirBundle } from '../wire/fhir/bundle';
import type { HeaderFields, HttpRequest } from '../wire/http/client';

/** A page as the server last gave it, with the ETag to ask by. */
export interface KeptPage {
  readonly etag: string;
  readonly page: FhirBundle;
}

/** The pages last read of one server: in memory only, the longest unused let go first. */
export interface KeptPages {
  get(key: string): KeptPage | undefined;
  /** `size`: bytes of the page's body. One larger than the whole is not kept. */
  keep(key: string, kept: KeptPage, size: number): void;
  forget(keys: Iterable<string>): void;
}

/** The rest of an entry's weight beside its page: key, ETag, the map's own. */
const BESIDE = 512;

/** At most `mostBytes` of bodies; 0 keeps nothing. */
export const keptPages = (mostBytes: number): KeptPages => {
  const held = new Map<string, KeptPage & { readonly weight: number }>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= held.get(key)?.weight ?? 0;
    held.delete(key);
  };
  return {
    get: (key) => {
      const found = held.get(key);
      if (found === undefined) return undefined;
      // A map gives its keys in the order of their setting: the first is the longest unused.
      held.delete(key);
      held.set(key, found);
      return found;
    },
    keep: (key, kept, size) => {
      drop(key);
      const weight = size + BESIDE;
      if (weight > mostBytes) return;
      held.set(key, { ...kept, weight });
      bytes += weight;
      for (const oldest of held.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
    forget: (keys) => {
      for (const key of keys) drop(key);
    },
  };
};

/** One page as one asker asks for it: its address, and every header that tells askers apart. Digested: it names people. */
export const pageKey = ({ path, query = {} }: HttpRequest, asker: HeaderFields): string =>
  createHash('sha256')
    .update(JSON.stringify([path, query, asker]))
    .digest('base64url');

/** RFC 9110, 8.8.3: quoted, with `W/` before it when weak. */
const ETAG = /^(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")$/;

/** The weak comparison, which If-None-Match takes (RFC 9110, 8.8.3.2 and 13.1.2): `W/` is passed over. */
export const sameEtag = (one: string, other: string): boolean => {
  const opaque = ETAG.exec(one)?.[1];
  return opaque !== undefined && opaque === ETAG.exec(other)?.[1];
};

const directives = (field: string | undefined): readonly string[] =>
  (field ?? '').split(',').map((each) => each.trim().toLowerCase());

/** The ETag of a response that may be kept; undefined where there is none, or the server forbids keeping (RFC 9111, 4.1 and 5.2.2.5). */
export const etagToKeep = (headers: HeaderFields): string | undefined => {
  const etag = headers['etag'];
  if (etag === undefined || !ETAG.test(etag)) return undefined;
  if (directives(headers['cache-control']).includes('no-store') || directives(headers['vary']).includes('*'))
    return undefined;
  return etag;
};
