import { includedWith } from './include';
import { GENERAL_PARAMETERS, SEARCHES } from './searches';
import { locationResources } from './resources/location';
import { searchEncounters } from './resources/encounter';
import { patientResource } from './resources/patient';
import { NotUnderstood, searchQuery } from './search-query';
import { etagOf, outcome, type FhirAsk, type FhirReply } from './reply';
import type { Holdings } from './holdings';
import type { Resource } from './resource';
import type { TaskDesk } from './task-desk';

const MOST_ON_A_PAGE = 500;

const whole = (text: string | null, otherwise: number): number => {
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text)) throw new NotUnderstood('a number cannot be read');
  return Number(text);
};

const page = (ask: FhirAsk, holdings: Holdings): FhirReply => {
  const search = SEARCHES[ask.path];
  if (search === undefined) return outcome(404, 'not-supported', 'This server has no such resource');
  const known: readonly string[] = [...search.parameters, ...GENERAL_PARAMETERS];
  const strange = [...ask.query.keys()].find((parameter) => !known.includes(parameter));
  if (strange !== undefined) return outcome(400, 'not-supported', `The parameter ${strange} is not supported`);
  const all = search.find(holdings, searchQuery(ask.query));
  const size = Math.max(1, Math.min(whole(ask.query.get('_count'), 50), MOST_ON_A_PAGE));
  const offset = whole(ask.query.get('_offset'), 0);
  const matches = all.slice(offset, offset + size);
  const link = (relation: string, at: number) => {
    const query = new URLSearchParams(ask.query);
    query.set('_offset', String(at));
    return { relation, url: `${ask.base}/${ask.path}?${query.toString()}` };
  };
  const entry = (mode: 'match' | 'include') => (resource: Resource) => ({
    fullUrl: `${ask.base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  });
  return {
    status: 200,
    headers: {},
    body: {
      resourceType: 'Bundle',
      type: 'searchset',
      meta: { lastUpdated: holdings.now },
      total: all.length,
      link: [link('self', offset), ...(offset + size < all.length ? [link('next', offset + size)] : [])],
      entry: [...matches.map(entry('match')), ...includedWith(matches, ask.query, holdings).map(entry('include'))],
    },
  };
};

const stored = (type: string, id: string, holdings: Holdings, desk: TaskDesk): Resource | undefined => {
  if (type === 'Task') return desk.read(holdings, id);
  if (type === 'Location') return locationResources(holdings).find((resource) => resource.id === id);
  if (type === 'Encounter')
    return searchEncounters(holdings, searchQuery(new URLSearchParams())).find((resource) => resource.id === id);
  const known = type === 'Patient' ? holdings.people.find(({ number }) => number === id) : undefined;
  return known === undefined ? undefined : patientResource(known, holdings);
};

const read = (type: string, id: string, ask: FhirAsk, holdings: Holdings, desk: TaskDesk): FhirReply => {
  const resource = stored(type, id, holdings, desk);
  if (resource === undefined) return outcome(404, 'not-found', 'There is no such resource');
  const etag = etagOf(resource);
  if (ask.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { etag }, body: resource };
};

/** Answers one ask from what is held now. */
export const respond = (ask: FhirAsk, holdings: Holdings, desk: TaskDesk): FhirReply => {
  const [, type, id] = /^([A-Za-z]+)\/([A-Za-z0-9.-]+)$/.exec(ask.path) ?? [];
  try {
    if (ask.method === 'PUT' && type === 'Task' && id !== undefined) return desk.accept(holdings, id, ask);
    if (ask.method !== 'GET') return outcome(405, 'not-supported', 'Only GET, and PUT of a Task');
    return type === undefined || id === undefined ? page(ask, holdings) : read(type, id, ask, holdings, desk);
  } catch (error) {
    if (error instanceof NotUnderstood) return outcome(400, 'invalid', error.message);
    throw error;
  }
};
