import type { IncomingHttpHeaders } from 'node:http';
import type { Purpose, Viewer } from '../schema/capabilities';
import type { GraphRefusal } from '../schema/errors';

/** What a verified access token says. */
export interface Authenticated {
  readonly viewer: Viewer;
  readonly purpose: Purpose;
  /** The token's `azp`, never a header. */
  readonly client: string;
}

/**
 * Verifies the bearer token of a request. A refusal (`UNAUTHENTICATED`, `ISSUER_UNAVAILABLE` where that cannot be
 * told, or `FORBIDDEN` for a purpose the role may not have) is returned, not thrown; throwing means the check itself broke.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Authenticated | GraphRefusal>;
