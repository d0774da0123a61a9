import type { Page } from 'playwright-core';

const PAGE = 500;

export const edge = (place: number) => ({
  cursor: String(place),
  node: {
    ...{ id: `m_${place}`, feed: 'pas-adt', receivedAt: '2026-11-20T12:00:00.000Z', controlId: `CAN-${place}` },
    ...{ sendingApplication: 'PAS', sendingFacility: 'RWE', messageType: 'ADT', triggerEvent: 'A31', state: 'HELD' },
    ...{ problems: ['HELD'], reason: null, told: null, prunedAt: null },
  },
});

const pageAfter = (after: string | null, count: number): object => {
  const newest = after === null ? count : Number(after) - 1;
  const edges = Array.from({ length: Math.min(PAGE, newest) }, (_, at) => edge(newest - at));
  const oldest = newest - edges.length;
  return {
    messages: { edges, pageInfo: { hasNextPage: oldest > 0, endCursor: edges.at(-1)?.cursor ?? after } },
  };
};

const TRIED = { notApplicable: [], differences: [], more: false, unblocks: 0, restricted: false };

/**
 * Answers searches with so many held messages, newest first, 500 a page, and previews as if they were tried. Gives the ids
 * that each preview was asked for.
 */
export const cannedMessages = async (page: Page, count: number): Promise<readonly (readonly string[])[]> => {
  const tried: (readonly string[])[] = [];
  await page.route('**/graphql', (route) => {
    const body = route.request().postData() ?? '';
    const { variables } = JSON.parse(body) as {
      readonly variables: { readonly after?: string | null; readonly input?: { readonly ids: readonly string[] } };
    };
    const answer = (data: object) => route.fulfill({ contentType: 'application/json', body: JSON.stringify({ data }) });
    if (body.includes('ConsoleSearch')) return answer(pageAfter(variables.after ?? null, count));
    if (!body.includes('ConsolePreview')) return route.fallback();
    const ids = variables.input?.ids ?? [];
    tried.push(ids);
    return answer({ messageActionPreview: { ...TRIED, selected: ids.length } });
  });
  return tried;
};
