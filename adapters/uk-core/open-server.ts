import { now } from '../../schema/clock';
import { parseOdsCode, instanceParts } from '../../schema/identifiers';
import { SourceFault, type Means } from '../contract';
import { asSourceFault, faultOfStatus } from '../source-fault';
import { parseFhirJson } from '../wire/fhir/json';
import { readBundle, type FhirBundle } from '../wire/fhir/bundle';
import { allPages } from '../wire/fhir/pages';
import { withOwnReferences } from '../wire/fhir/references';
import { createHttpClient, type HttpRequest } from '../wire/http/client';
import { etagToKeep, keptPages, pageKey, sameEtag } from './kept-pages';
import { createAccessToken } from './token';
import type { Ask } from '../../schema/capabilities';
import type { SourceStamp, Warning } from '../../schema/answer';
import type { UkCoreConfig } from './config';
import type { Dialect, UkCoreServer } from './server';

export interface ServerOptions {
  readonly config: UkCoreConfig;
  readonly dialect: Dialect;
  /** Headers that this system wants besides the token. */
  readonly headersOf?: (ask: Ask) => Readonly<Record<string, string>>;
}

/** Outcomes that say nothing against an answer's being whole (FHIR issue-type). Any other does: doubt is shown. */
const HARMLESS = new Set(['informational', 'success']);
const pagesMissing = ({ name }: Dialect): Warning => ({
  code: 'PAGES_MISSING',
  text: `${name} holds more records of this kind than it handed over`,
});

const gone = (status: number): SourceFault | null => {
  if (status === 410) return new SourceFault('SOURCE_UNAVAILABLE', 'No longer holds the page it offered (HTTP 410)');
  if (status === 404) return new SourceFault('SOURCE_INVALID', 'Has no such search (HTTP 404)');
  // Asked again, there is no condition any more.
  if (status === 412) return new SourceFault('SOURCE_UNAVAILABLE', 'Does not take the condition asked by (HTTP 412)');
  return null;
};

/** A refusal of the ask itself. The others pass: a token that ran out, an ask that took too long, one too many. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

/** Opens the connection pools of one instance; nothing is asked yet. Throws when the instance names no organisation. */
export const openUkCoreServer = (
  { config, dialect, headersOf = () => ({}) }: ServerOptions,
  { instance, clock }: Means,
): UkCoreServer => {
  const organisation = parseOdsCode(instanceParts(instance).organisation);
  if (organisation === null) throw new TypeError('The instance does not name its organisation after @');
  const http = createHttpClient({
    baseUrl: config.baseUrl,
    connectTimeoutMs: config.connectTimeoutMs,
    parse: parseFhirJson,
  });
  const elsewhere = /^https?:/.test(config.tokenUrl);
  const tokenHttp = elsewhere ? createHttpClient({ baseUrl: new URL(config.tokenUrl).origin }) : http;
  const token = createAccessToken({
    http: tokenHttp,
    path: config.tokenUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    timeoutMs: config.tokenTimeoutMs,
    clock,
  });

  const address = `${config.baseUrl.replace(/\/+$/, '')}/${config.fhirPath}`;
  const kept = keptPages(config.keptBytes);

  /** One page, whole or as it was kept. `keys`: of this search's pages so far; where one is refused, all are forgotten. */
  const page = async (request: HttpRequest, ask: Ask, keys: Set<string>): Promise<FhirBundle> => {
    const bearer = await token.current(ask.signal);
    const own = headersOf(ask);
    const key = pageKey(request, own);
    const held = kept.get(key);
    keys.add(key);
    const response = await http.json({
      ...request,
      headers: {
        accept: 'application/fhir+json',
        authorization: `Bearer ${bearer}`,
        'x-request-id': ask.requestId,
        ...own,
        ...(held && { 'if-none-match': held.etag }),
      },
      signal: ask.signal,
    });
    if (response.status === 401) {
      token.forget(bearer);
      throw new SourceFault('SOURCE_UNAVAILABLE', 'No longer takes the access token (HTTP 401)');
    }
    if (response.status === 304) {
      // Its ETag is the one a whole answer would have had (RFC 9110, 15.4.5).
      if (held && sameEtag(held.etag, response.headers['etag'] ?? held.etag)) return held.page;
      throw new SourceFault('SOURCE_INVALID', 'Says that an answer is unchanged which it was not asked by (HTTP 304)');
    }
    // A next page may be gone because the page before it, which links to it, is old.
    if (isFinal(response.status)) kept.forget(keys);
    const fault = gone(response.status) ?? faultOfStatus(response.status, response.headers, clock);
    if (fault) throw fault;
    const read = readBundle(withOwnReferences(response.body, [address]));
    const etag = etagToKeep(response.headers);
    if (etag === undefined) kept.forget([key]);
    else kept.keep(key, { etag, page: read }, response.size);
    return read;
  };

  const stamp = (): SourceStamp => {
    const at = now(clock);
    return { instance, asOf: at, retrievedAt: at, freshness: 'LIVE' };
  };

  return {
    dialect,
    instance,
    organisation,
    clock,
    stamp,
    search: async (what, query, ask) => {
      const first: HttpRequest = {
        path: `${config.fhirPath}/${what}`,
        query: { ...query, _count: String(config.pageSize) },
      };
      const keys = new Set<string>();
      try {
        const pages = await allPages(
          (next) => page(next === undefined ? first : { path: next }, ask, keys),
          config.maxPages,
        );
        return {
          matches: pages.matches,
          included: pages.included,
          warnings: pages.complete ? pages.warnings : [...pages.warnings, pagesMissing(dialect)],
          complete: pages.complete && pages.warnings.every(({ code }) => HARMLESS.has(code)),
          source: stamp(),
        };
      } catch (error) {
        const fault = asSourceFault(error);
        if (fault.code === 'SOURCE_INVALID') kept.forget(keys);
        throw fault;
      }
    },
    close: async () => {
      await Promise.all([http.close(), ...(elsewhere ? [tokenHttp.close()] : [])]);
    },
  };
};
