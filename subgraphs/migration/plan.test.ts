import type { GraphQLResolveInfo } from 'graphql';
import type { FieldUse } from '../../schema/migration/plan';
import type { DateRange } from '../../schema/time';
import { NOW } from '../context-under-test';
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

test('traffic ends with now: the dashboard takes its end for the time it is, and every age and freeze goes by that', async () => {
  const asked: DateRange[] = [];
  const traffic = (window: DateRange) => {
    asked.push(window);
    return Promise.resolve([{ window, systems: [] }]);
  };
  const context = {
    ask: { clock: { millis: () => Date.parse(NOW) } },
    door: { migration: { plan: { traffic } } },
  } as unknown as SubgraphContext;
  const slices = await planQueries.systemTraffic(undefined, {}, context);
  const ahead = Date.parse(slices.at(-1)?.to ?? '') - Date.parse(NOW);
  expect([asked.length, ahead >= 0, ahead < 1_000]).toEqual([1, true, true]);
});
