import { z } from 'zod';
import { NotFhir } from './not-fhir';
import { warningsOf } from './outcome';
import { readResource, type FhirResource } from './values';

export interface FhirBundle {
  readonly type: 'searchset' | 'collection';
  /** Matches of the whole search over all pages; undefined for a collection without one. */
  readonly total?: number;
  readonly matches: readonly FhirResource[];
  readonly included: readonly FhirResource[];
  /** What `search.mode = outcome` entries say about the answer itself. */
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
  /** The link `next`, as sent. */
  readonly next?: string;
}

const bundle = z.object({
  resourceType: z.literal('Bundle'),
  type: z.enum(['searchset', 'collection']),
  total: z.number().int().nonnegative().optional(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).default([]),
  entry: z
    .array(
      z.object({
        resource: z.unknown(),
        search: z.object({ mode: z.enum(['match', 'include', 'outcome']).optional() }).optional(),
      }),
    )
    .default([]),
});

/**
 * A searchset (or GP Connect's `collection`), sorted by what its entries are for. Throws {@link NotFhir} on anything
 * else. A searchset must say its `total`: `{total: 0}` is the fact that there is none, and a searchset without one is
 * what a broken server sends, which would otherwise read as "nothing recorded".
 */
export const readBundle = (body: unknown, type: FhirBundle['type'] = 'searchset'): FhirBundle => {
  const read = bundle.safeParse(body);
  if (!read.success) throw new NotFhir(body === undefined ? 'The body is empty' : 'The body is not a Bundle');
  const { total, link, entry, type: sent } = read.data;
  if (sent !== type) throw new NotFhir(`The Bundle is a ${sent}, not a ${type}`);
  if (sent === 'searchset' && total === undefined) throw new NotFhir('The searchset does not say its total');
  const resources = entry.map((item) => ({
    mode: item.search?.mode ?? 'match',
    resource: readResource(item.resource, 'entry'),
  }));
  const of = (mode: string): FhirResource[] =>
    resources.filter((item) => roleOf(item) === mode).map((item) => item.resource);
  const next = link.find((item) => item.relation === 'next')?.url;
  return {
    type: sent,
    ...(total === undefined ? {} : { total }),
    matches: of('match'),
    included: of('include'),
    warnings: of('outcome').flatMap(warningsOf),
    ...(next === undefined ? {} : { next }),
  };
};

/** An OperationOutcome is never a match, whatever a server that forgot `search.mode` implies. */
const roleOf = (item: { mode: string; resource: FhirResource }): string =>
  item.resource.resourceType === 'OperationOutcome' ? 'outcome' : item.mode;
