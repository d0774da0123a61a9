import { includedWith } from './include';
import { outcome, type FhirAsk } from './reply';
import { NotUnderstood, searchQuery, type SearchQuery } from './search-query';
import type { HttpReply } from '../http-simulator';
import type { Holdings, Known } from './holdings';
import type { Resource } from './resource';

export interface Search {
  /** Its own parameters; any other is refused, because one that is passed over widens the answer in silence. */
  readonly parameters: readonly string[];
  readonly find: (holdings: Holdings, query: SearchQuery) => readonly Resource[];
}

/** What a server can be asked, and how it tells of a person. */
export interface Searchable {
  /** By what stands below the FHIR base: `Encounter`, `Observation/$lastn`. */
  readonly searches: Readonly<Record<string, Search>>;
  readonly patient: (known: Known, holdings: Holdings) => Resource;
}

/** What can be wrong with a server that answers. */
export interface PageQuirks {
  /** Of this page on, a search's pages cannot be had (the second is 1). */
  readonly pagesLostFrom?: number;
  /** Entries that go with every page. */
  readonly entries?: readonly object[];
}

/** What every search takes. `_offset` is this server's own, in its paging links. */
const GENERAL_PARAMETERS = ['_count', '_sort', '_include', '_include:iterate', '_offset'];
const MOST_ON_A_PAGE = 500;

const whole = (text: string | null, otherwise: number): number => {
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text)) throw new NotUnderstood('a number cannot be read');
  return Number(text);
};

/** One page of a search over what is held now. Throws {@link NotUnderstood}. */
export const searchPage = (
  { searches, patient }: Searchable,
  { path, query, base }: Pick<FhirAsk, 'path' | 'query' | 'base'>,
  holdings: Holdings,
  { pagesLostFrom = Infinity, entries = [] }: PageQuirks = {},
): HttpReply => {
  const search = searches[path];
  if (search === undefined) return outcome(404, 'not-supported', 'This server has no such resource');
  const known = [...search.parameters, ...GENERAL_PARAMETERS];
  const strange = [...query.keys()].find((parameter) => !known.includes(parameter));
  if (strange !== undefined) return outcome(400, 'not-supported', `The parameter ${strange} is not supported`);
  const all = search.find(holdings, searchQuery(query));
  const size = Math.max(1, Math.min(whole(query.get('_count'), 50), MOST_ON_A_PAGE));
  const offset = whole(query.get('_offset'), 0);
  if (offset / size >= pagesLostFrom) return outcome(410, 'deleted', 'The page has expired');
  const matches = all.slice(offset, offset + size);
  const link = (relation: string, at: number) => {
    const next = new URLSearchParams(query);
    next.set('_offset', String(at));
    return { relation, url: `${base}/${path}?${next.toString()}` };
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
        ...includedWith(matches, query, holdings, patient).map(entry('include')),
        ...entries,
      ],
    },
    // What a broken server sends: a searchset that forgot to say how many there are.
    whenEmpty: { resourceType: 'Bundle', type: 'searchset' },
  };
};

/** The reply, or 400 for an ask that is not understood. */
export const understood = (answer: () => HttpReply): HttpReply => {
  try {
    return answer();
  } catch (error) {
    if (error instanceof NotUnderstood) return outcome(400, 'invalid', error.message);
    throw error;
  }
};
