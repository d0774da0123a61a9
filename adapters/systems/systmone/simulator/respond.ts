import { outcome, type FhirAsk } from '../../../simulation/uk-core/reply';
import { searchPage, understood, type Searchable } from '../../../simulation/uk-core/search-page';
import { USER_CLAIMS_HEADER } from '../fhir/vocabulary';
import { searchable } from './searches';
import { areUserClaims } from './user-claims';
import type { HttpReply } from '../../../simulation/http-simulator';
import type { Holdings } from '../../../simulation/uk-core/holdings';

/** What can be wrong with a SystmOne that answers. */
export interface Quirks {
  /** It says of every answer that it came from a cache. */
  readonly cached?: boolean;
  /** Keys of people whom it holds twice. */
  readonly twins?: readonly string[];
  /** Of this page on, a search's pages cannot be had (the second is 1). */
  readonly pagesLostFrom?: number;
  /** How it spells units, by UCUM code, where it has a way of its own. */
  readonly units?: Readonly<Record<string, string>>;
}

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

const capabilities = ({ searches }: Searchable): HttpReply => ({
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
        resource: Object.entries(searches).map(([type, { parameters }]) => ({
          type,
          interaction: [{ code: 'search-type' }],
          searchParam: parameters.map((name) => ({ name })),
        })),
      },
    ],
  },
});

/** Answers one search from what is held now. */
export const respond = (
  ask: FhirAsk,
  holdings: Holdings,
  { cached, twins, pagesLostFrom, units }: Quirks,
): HttpReply => {
  if (ask.method !== 'GET') return outcome(405, 'not-supported', 'Only GET: this record is read');
  if (!areUserClaims(ask.headers[USER_CLAIMS_HEADER]))
    return outcome(403, 'forbidden', 'No user is named in X-User-Claims');
  const server = searchable(new Set(twins), units);
  if (ask.path === 'metadata') return capabilities(server);
  return understood(() =>
    searchPage(server, ask, holdings, {
      entries: cached === true ? [CACHED] : [],
      ...(pagesLostFrom === undefined ? {} : { pagesLostFrom }),
    }),
  );
};
