import { includedWith } from './include';
import { NotUnderstood, searchQuery } from './search-query';
import { GENERAL_PARAMETERS, SEARCHES } from './searches';
import type { HttpReply } from '../../../simulation/http-simulator';
import type { Holdings } from './holdings';
import type { Resource } from './resource';

/** What can be wrong with a SystmOne that answers. */
export interface Quirks {
  /** It says of every answer that it came from a cache. */
  readonly cached?: boolean;
  /** Keys of people whom it holds twice. */
  readonly twins?: readonly string[];
  /** Of this page on, a search's pages cannot be had (the second is 1). */
  readonly pagesLostFrom?: number;
}

export const outcome = (status: number, code: string, text: string): HttpReply => ({
  status,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: text }] },
});

const CACHED = {
  resource: {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'warning',
        code: 'incomplete',
        diagnostics: 'PAS unavailable - search used cached data which may be up to 24h old',
      },
    ],
  },
  search: { mode: 'outcome' },
};

const MOST_ON_A_PAGE = 500;

const whole = (text: string | null, otherwise: number): number => {
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text)) throw new NotUnderstood('a number cannot be read');
  return Number(text);
};

export interface SearchAsk {
  /** Below the FHIR base: `Encounter`. */
  readonly type: string;
  readonly query: URLSearchParams;
  /** The FHIR base as the asker addressed it, for links. */
  readonly base: string;
}

const page = ({ type, query, base }: SearchAsk, holdings: Holdings, quirks: Quirks): HttpReply => {
  const search = SEARCHES[type];
  if (search === undefined) return outcome(404, 'not-supported', 'This server has no such resource');
  const known: readonly string[] = [...search.parameters, ...GENERAL_PARAMETERS];
  const strange = [...query.keys()].find((parameter) => !known.includes(parameter));
  if (strange !== undefined) return outcome(400, 'not-supported', `The parameter ${strange} is not supported`);
  const all = search.find(holdings, searchQuery(query), new Set(quirks.twins));
  const size = Math.max(1, Math.min(whole(query.get('_count'), 50), MOST_ON_A_PAGE));
  const offset = whole(query.get('_offset'), 0);
  if (offset / size >= (quirks.pagesLostFrom ?? Infinity)) return outcome(410, 'deleted', 'The page has expired');
  const matches = all.slice(offset, offset + size);
  const link = (relation: string, at: number) => {
    const next = new URLSearchParams(query);
    next.set('_offset', String(at));
    return { relation, url: `${base}/${type}?${next.toString()}` };
  };
  const entry = (mode: 'match' | 'include') => (resource: Resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  });
  return {
    status: 200,
    body: {
      resourceType: 'Bundle',
      type: 'searchset',
      meta: { lastUpdated: holdings.now },
      total: all.length,
      link: [link('self', offset), ...(offset + size < all.length ? [link('next', offset + size)] : [])],
      entry: [
        ...matches.map(entry('match')),
        ...includedWith(matches, query, holdings).map(entry('include')),
        ...(quirks.cached === true ? [CACHED] : []),
      ],
    },
    // What a broken server sends: a searchset that forgot to say how many there are.
    whenEmpty: { resourceType: 'Bundle', type: 'searchset' },
  };
};

const capabilities = (): HttpReply => ({
  status: 200,
  body: {
    resourceType: 'CapabilityStatement',
    status: 'active',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        resource: Object.entries(SEARCHES).map(([type, { parameters }]) => ({
          type,
          interaction: [{ code: 'search-type' }],
          searchParam: parameters.map((name) => ({ name })),
        })),
      },
    ],
  },
});

/** Answers one search from what is held now. */
export const respond = (ask: SearchAsk, holdings: Holdings, quirks: Quirks): HttpReply => {
  try {
    return ask.type === 'metadata' ? capabilities() : page(ask, holdings, quirks);
  } catch (error) {
    if (error instanceof NotUnderstood) return outcome(400, 'invalid', error.message);
    throw error;
  }
};
