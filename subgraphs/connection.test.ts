import type { GraphQLResolveInfo } from 'graphql';
import { messagesSubgraph } from './messages';
import { migrationSubgraph } from './migration';
import type { Resolver, SubgraphContext } from './subgraph';

/** A door over lists of nothing, whatever page of them is asked for. */
const context = {
  door: {
    inbox: { actions: () => Promise.resolve([]) },
    migration: { routes: { history: () => Promise.resolve([]) } },
  },
} as unknown as SubgraphContext;

test.each([
  ['messageActions', messagesSubgraph.resolvers['Query']],
  ['ledgerHistory', migrationSubgraph.resolvers['Query']],
])('%s of fewer than none is refused, not answered as though there were none', async (field, resolvers) => {
  const resolve = (resolvers as Readonly<Record<string, Resolver<unknown, object>>>)[field];
  const page = (first: number) => resolve?.(undefined, { first }, context, {} as GraphQLResolveInfo);
  await expect(page(-1)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await page(0)).toMatchObject({ nodes: [] });
});
