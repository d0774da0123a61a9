import { locationResources } from '../../../simulation/uk-core/resources/location';
import { searchEncounters } from '../../../simulation/uk-core/resources/encounter';
import { patientResource } from '../../../simulation/uk-core/resources/patient';
import { etagOf, outcome, type FhirAsk } from '../../../simulation/uk-core/reply';
import { searchPage, understood } from '../../../simulation/uk-core/search-page';
import { searchQuery } from '../../../simulation/uk-core/search-query';
import { SEARCHABLE } from './searches';
import type { Holdings } from '../../../simulation/uk-core/holdings';
import type { HttpReply } from '../../../simulation/http-simulator';
import type { Resource } from '../../../simulation/uk-core/resource';
import type { TaskDesk } from './task-desk';

const stored = (type: string, id: string, holdings: Holdings, desk: TaskDesk): Resource | undefined => {
  if (type === 'Task') return desk.read(holdings, id);
  if (type === 'Location') return locationResources(holdings).find((resource) => resource.id === id);
  if (type === 'Encounter')
    return searchEncounters(holdings, searchQuery(new URLSearchParams())).find((resource) => resource.id === id);
  const known = type === 'Patient' ? holdings.people.find(({ number }) => number === id) : undefined;
  return known === undefined ? undefined : patientResource(known, holdings);
};

const read = (type: string, id: string, holdings: Holdings, desk: TaskDesk): HttpReply => {
  const resource = stored(type, id, holdings, desk);
  if (resource === undefined) return outcome(404, 'not-found', 'There is no such resource');
  return { status: 200, headers: { etag: etagOf(resource) }, body: resource };
};

/** Answers one ask from what is held now. */
export const respond = (ask: FhirAsk, holdings: Holdings, desk: TaskDesk): HttpReply =>
  understood(() => {
    const [, type, id] = /^([A-Za-z]+)\/([A-Za-z0-9.-]+)$/.exec(ask.path) ?? [];
    if (ask.method === 'PUT' && type === 'Task' && id !== undefined) return desk.accept(holdings, id, ask);
    if (ask.method !== 'GET') return outcome(405, 'not-supported', 'Only GET, and PUT of a Task');
    return type === undefined || id === undefined
      ? searchPage(SEARCHABLE, ask, holdings)
      : read(type, id, holdings, desk);
  });
