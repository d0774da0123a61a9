import type { Capability, Selection } from '../../schema/capabilities';
import type { ResolverMap, SubgraphContext } from '../subgraph';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import { careRecordSubgraph } from '.';

const source = { instance: 'nervecentre@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const letter = (title: string, created?: string) => ({
  ...{ key: `RWE|${title}`, source, type: { text: 'Letter', codings: [] }, title },
  ...(created && { created }),
});
const FILED = [
  letter('undated'),
  letter('old', '2020-01-01T09:00:00.000Z'),
  letter('earlier', '2026-03-01T09:00:00.000Z'),
  letter('new', '2026-11-19T09:00:00.000Z'),
];

const { Patient } = careRecordSubgraph.resolvers as Record<'Patient', ResolverMap[string]>;
const { documents } = Patient as unknown as {
  documents: (parent: object, args: object, context: SubgraphContext, info: typeof INFO) => Promise<unknown>;
};
const asked: Selection[] = [];
const listed = async (args: object) => {
  asked.length = 0;
  const context = contextOver({
    person: (capability: Capability, selection) => {
      asked.push(selection);
      return [answerOf(capability, FILED)];
    },
  });
  return documents({ id: 'pt_1' }, args, context, INFO);
};
const titles = async (args: object): Promise<readonly string[]> =>
  ((await listed(args)) as { nodes: readonly { title: string }[] }).nodes.map(({ title }) => title);
const DEFAULT = { from: '2025-11-20T10:00:00.000Z', to: '2026-11-20T10:01:00.000Z' };

test('the last twelve months unless a window is given, and what has no date comes last', async () => {
  for (const args of [{}, { window: null }, { window: { from: null } }]) {
    expect(await titles(args)).toEqual(['new', 'earlier', 'undated']);
    // A system that is asked for a period leaves out what has no date.
    expect(asked).toEqual([{}]);
    expect(await listed(args)).toMatchObject({ completeness: { status: 'COMPLETE', window: DEFAULT } });
  }
});

test('a period that is asked for holds what is known to lie in it', async () => {
  const from = '2026-06-01T00:00:00.000Z';
  expect(await titles({ window: { from } })).toEqual(['new']);
  expect(asked).toEqual([{ window: { from, to: DEFAULT.to } }]);
});
