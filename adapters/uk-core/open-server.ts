import { now } from '../../schema/clock';
import { parseOdsCode, instanceParts } from '../../schema/identifiers';
import { SourceFault, type Means } from '../contract';
import { asSourceFault, faultOfStatus } from '../source-fault';
import { parseFhirJson } from '../wire/fhir/json';
import { allPages } from '../wire/fhir/pages';
import { createHttpClient, type HttpRequest } from '../wire/http/client';
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
  return null;
};

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

  const page = async (request: HttpRequest, ask: Ask): Promise<unknown> => {
    const bearer = await token.current(ask.signal);
    const response = await http.json({
      ...request,
      headers: {
        accept: 'application/fhir+json',
        authorization: `Bearer ${bearer}`,
        'x-request-id': ask.requestId,
        ...headersOf(ask),
      },
      signal: ask.signal,
    });
    if (response.status === 401) {
      token.forget(bearer);
      throw new SourceFault('SOURCE_UNAVAILABLE', 'No longer takes the access token (HTTP 401)');
    }
    const fault = faultOfStatus(response.status, response.headers, clock) ?? gone(response.status);
    if (fault) throw fault;
    return response.body;
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
      try {
        const pages = await allPages((next) => page(next === undefined ? first : { path: next }, ask), config.maxPages);
        return {
          matches: pages.matches,
          included: pages.included,
          warnings: pages.complete ? pages.warnings : [...pages.warnings, pagesMissing(dialect)],
          complete: pages.complete && pages.warnings.every(({ code }) => HARMLESS.has(code)),
          source: stamp(),
        };
      } catch (error) {
        throw asSourceFault(error);
      }
    },
    close: async () => {
      await Promise.all([http.close(), ...(elsewhere ? [tokenHttp.close()] : [])]);
    },
  };
};
