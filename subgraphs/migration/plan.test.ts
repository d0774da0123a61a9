import type { GraphQLResolveInfo } from 'graphql';
import type { FieldUse } from '../../schema/migration/plan';
import type { SubgraphContext } from '../subgraph';
import { planQueries } from './plan';

const ENTRIES = ['Bed.name', 'Bed.sex', 'Ward.name'].map((field) => ({ field })) as unknown as readonly FieldUse[];

/** What `fieldUse` shows of the three entries there are, and what it reports. */
const shown = async (first: number) => {
  const reported: object[] = [];
  const fieldUse = (_: unknown, most: number) => Promise.resolve(ENTRIES.slice(0, most));
  const context = {
    door: { migration: { plan: { fieldUse } } },
    report: (error: object) => void reported.push(error),
  } as unknown as SubgraphContext;
  const info = { path: { key: 'fieldUse', prev: undefined } } as GraphQLResolveInfo;
  return { uses: await planQueries.fieldUse(undefined, { first }, context, info), reported };
};

test('who reads what says that there is more than it shows', async () => {
  const { uses, reported } = await shown(2);
  expect(uses).toHaveLength(2);
  expect(reported).toMatchObject([{ code: 'TOO_COSTLY', message: expect.stringContaining('more than the 2 shown') }]);
  expect(await shown(3)).toEqual({ uses: ENTRIES, reported: [] });
});
