import { etagOf, outcome, type FhirAsk } from '../../../simulation/uk-core/reply';
import { taskById } from './resources/task';
import type { HttpReply } from '../../../simulation/http-simulator';
import type { Holdings } from '../../../simulation/uk-core/holdings';
import type { Resource } from '../../../simulation/uk-core/resource';

/** Tasks that someone took through the API. The first to accept has it; a second comes too late (412). */
export interface TaskDesk {
  read(holdings: Holdings, id: string): Resource | undefined;
  accept(holdings: Holdings, id: string, ask: FhirAsk): HttpReply;
}

const ownerIn = (body: string): unknown => {
  try {
    return (JSON.parse(body) as { readonly owner?: unknown }).owner;
  } catch {
    return undefined;
  }
};

export const createTaskDesk = (): TaskDesk => {
  const taken = new Map<string, { readonly owner: unknown; readonly versionId: string; readonly at: string }>();

  const read = (holdings: Holdings, id: string): Resource | undefined => {
    const resource = taskById(holdings, id);
    const by = taken.get(id);
    if (resource === undefined || by === undefined) return resource;
    const meta = { ...(resource['meta'] as object), versionId: by.versionId, lastUpdated: by.at };
    return { ...resource, meta, status: 'accepted', owner: by.owner, executionPeriod: { start: by.at } };
  };

  return {
    read,
    accept: (holdings, id, ask) => {
      const resource = read(holdings, id);
      if (resource === undefined) return outcome(404, 'not-found', 'There is no such task');
      const match = ask.headers['if-match'];
      if (match === undefined) return outcome(428, 'required', 'A task is accepted with If-Match only');
      if (match !== etagOf(resource)) return outcome(412, 'conflict', 'The task has changed since it was read');
      const { versionId } = resource['meta'] as { readonly versionId: string };
      taken.set(id, { owner: ownerIn(ask.body), versionId: String(Number(versionId) + 1), at: holdings.now });
      const accepted = read(holdings, id) ?? resource;
      return { status: 200, headers: { etag: etagOf(accepted) }, body: accepted };
    },
  };
};
