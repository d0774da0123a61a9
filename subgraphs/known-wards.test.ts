import type { GraphQLResolveInfo } from 'graphql';
import type { Capability, Place } from '../schema/capabilities';
import { GraphRefusal } from '../schema/errors';
import type { Completeness } from './completeness';
import { answerOf, contextOver, ids, INFO, NOW } from './context-under-test';
import { census } from './encounters/lists';
import { bedState } from './flow/bed-state';
import { emergencyPatients } from './flow/emergency-patients';
import { flowForecast } from './flow/forecast';
import { readyForDischarge } from './flow/readiness';
import { wards } from './flow/ward';
import { earlyWarnings } from './observations/early-warnings';
import { virtualWardPatients } from './observations/virtual-ward-patients';
import { criticalResults } from './pathology/critical-results';
import type { SubgraphContext } from './subgraph';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' } as const;
const W12 = {
  ...{ key: 'RWE|W12', source, name: 'Ward 12', site: 'RWEAA' },
  ward: { organisation: 'RWE', code: 'W12' },
};

/** A hospital that tells of ward 12 alone, where nobody is; of what was asked for, it keeps which. */
const hospital = (asked: Capability[] = []): SubgraphContext =>
  contextOver({
    place: (capability: Capability, { ward }: Place) => {
      asked.push(capability);
      return [answerOf(capability, capability === 'wards' && (ward ?? 'W12') === 'W12' ? [W12] : [])];
    },
  });

type List = (filter: { readonly wards: readonly string[] }, of: SubgraphContext) => Promise<unknown>;
const part =
  (name: 'discharges' | 'admissions' | 'beds'): List =>
  (filter, of) => {
    const parts = flowForecast(undefined, { filter }, of) as Record<
      string,
      (page: object, _: unknown, info: GraphQLResolveInfo) => Promise<unknown>
    >;
    return parts[name]?.({}, undefined, INFO) ?? Promise.reject(new Error(name));
  };
const lists: readonly (readonly [string, List])[] = [
  ['wards', (filter, of) => wards(undefined, { filter }, of, INFO)],
  ['bedState', (filter, of) => bedState(undefined, { filter }, of, INFO)],
  ['readyForDischarge', (filter, of) => readyForDischarge(undefined, { filter }, of, INFO)],
  ['flowForecast.discharges', part('discharges')],
  ['flowForecast.beds', part('beds')],
  ['encounters', (filter, of) => census(undefined, { filter }, of, INFO)],
  ['earlyWarnings', (filter, of) => earlyWarnings(undefined, { filter }, of, INFO)],
  ['emergencyPatients', (filter, of) => emergencyPatients(undefined, { filter }, of, INFO)],
  ['virtualWardPatients', (filter, of) => virtualWardPatients(undefined, { filter }, of, INFO)],
  ['criticalResults', (filter, of) => criticalResults(undefined, { filter }, of, INFO)],
];
const completenessOf = async (list: List, codes: readonly string[], of = hospital()): Promise<Completeness> => {
  const filter = { wards: codes.map((code) => ids.seal('ward', `RWE|${code}`)) };
  return ((await list(filter, of)) as { readonly completeness: Completeness }).completeness;
};

test.each(lists)('%s of a ward that nobody tells of any more is not whole, and says why', async (_, list) => {
  expect((await completenessOf(list, ['W12'])).status).toBe('COMPLETE');
  for (const codes of [['W99'], ['W12', 'W99']])
    expect(await completenessOf(list, codes)).toMatchObject({
      status: 'PARTIAL',
      sources: expect.arrayContaining([
        expect.objectContaining({
          capability: 'wards',
          warnings: [expect.objectContaining({ code: 'WARD_NOT_KNOWN' })],
        }),
      ]) as unknown,
    });
});

test('of whoever may not see wards, a list of an empty one is what they may see', async () => {
  const of = hospital();
  const forPlaces = of.door.forPlaces.bind(of.door);
  const without = {
    ...of,
    door: {
      ...of.door,
      forPlaces: (capability: Capability, ...more: never) =>
        capability === 'wards'
          ? Promise.reject(new GraphRefusal('FORBIDDEN', 'No scope of this client allows it to read wards.'))
          : (forPlaces as (...all: unknown[]) => Promise<unknown>)(capability, ...(more as unknown[])),
    },
  } as unknown as SubgraphContext;
  const list: List = (filter, context) => earlyWarnings(undefined, { filter }, context, INFO);
  expect((await completenessOf(list, ['W12'], without)).status).toBe('COMPLETE');
});

test('a list of an organisation asks for no ward by its name', async () => {
  const asked: Capability[] = [];
  await census(undefined, { filter: { organisations: ['RWE' as never] } }, hospital(asked), INFO);
  expect(asked).toEqual(['encounters']);
});
