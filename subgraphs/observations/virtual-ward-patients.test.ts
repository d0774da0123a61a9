import { failed } from '../../schema/answer';
import type { Capability, Selection } from '../../schema/capabilities';
import { GraphRefusal, systemError } from '../../schema/errors';
import { answerOf, contextOver, ids, INFO, NOW, withPeopleOfStays } from '../context-under-test';
import { virtualWardPatients } from './virtual-ward-patients';

const RT5 = 'systmone@RT5';
const stamp = { instance: RT5, asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' };
const stay = (visit: string, more: object = {}) => ({
  ...{ key: `RT5|${visit}`, source: stamp, status: 'in-progress', class: 'VR', previousPlaces: [], period: {} },
  ...{ identifier: { system: 'visit', value: visit }, subject: { identifiers: [{ system: 's', value: visit }] } },
  ...{ place: { ward: { organisation: 'RT5', code: 'V1' }, period: {} }, ...more },
});
const score = (total: number) => ({
  ...{ key: 'S', source: stamp, status: 'final', effective: NOW, total, parts: [], singleThree: false },
});

interface Node {
  readonly assessment: string;
  readonly contactToday: string;
  readonly patient: object | null;
}

interface Means {
  readonly stays: readonly object[];
  readonly wards?: readonly object[];
  readonly person?: (capability: Capability, selection: Selection) => readonly ReturnType<typeof answerOf>[];
  readonly bySubjects?: (subjects: readonly unknown[]) => readonly unknown[];
  readonly refused?: Capability;
}

const tell = (capability: Capability) => [answerOf(capability, capability === 'early-warning' ? [score(1)] : [], RT5)];

const WARD = { key: 'RT5|V1', source: stamp, ward: { organisation: 'RT5', code: 'V1' } };
const asked = async ({ stays, wards = [WARD], person = tell, bySubjects, refused }: Means) => {
  const asks: Capability[] = [];
  const context = contextOver({
    place: (capability) => [answerOf(capability, capability === 'wards' ? wards : stays, RT5)],
    person,
  });
  const over = withPeopleOfStays(context, {
    ...(bySubjects && { bySubjects }),
    onAsk: (capability) => {
      asks.push(capability);
      return capability === refused ? new GraphRefusal('FORBIDDEN', 'No relationship') : null;
    },
  });
  const list = await virtualWardPatients(undefined, { filter: { wards: [ids.seal('ward', 'RT5|V1')] } }, over, INFO);
  return { ...(list as { nodes: readonly Node[]; completeness: { status: string } }), asks };
};

const judged = ({ nodes }: { nodes: readonly Node[] }) =>
  nodes.map(({ assessment, contactToday }) => [assessment, contactToday]);

test('everybody is asked about once a capability, at the organisation whose virtual ward it is', async () => {
  const selections: Selection[] = [];
  const list = await asked({
    stays: ['1', '2', '3'].map((visit) => stay(visit)),
    person: (capability, selection) => {
      selections.push(selection);
      return tell(capability);
    },
  });
  expect(list.asks.sort()).toEqual(['appointments', 'early-warning', 'encounters', 'observations']);
  expect(selections.every(({ organisations }) => organisations?.join() === 'RT5')).toBe(true);
  expect([judged(list), list.completeness.status]).toEqual([Array(3).fill(['IN_RANGE', 'NOT_CONTACTED']), 'COMPLETE']);
});

test('a stay of any class counts on a ward that is virtual, and on another only one of class VR', async () => {
  const stays = [stay('1'), stay('2', { class: 'unknown' }), stay('3', { status: 'finished' })];
  expect((await asked({ stays, wards: [{ ...WARD, virtual: true }] })).nodes).toHaveLength(2);
  expect((await asked({ stays })).nodes).toHaveLength(1);
});

test('somebody in doubt is on the list, not assessed, and the list is partial', async () => {
  const list = await asked({ stays: [stay('1'), stay('2')], bySubjects: () => [null, { id: '2' }] });
  expect(judged(list)).toEqual([
    ['NOT_ASSESSED', 'UNKNOWN'],
    ['IN_RANGE', 'NOT_CONTACTED'],
  ]);
  expect([list.nodes[0]?.patient, list.completeness.status]).toEqual([null, 'PARTIAL']);
});

test.each([
  ['early-warning', ['NOT_ASSESSED', 'NOT_CONTACTED']],
  ['observations', ['NOT_ASSESSED', 'NOT_CONTACTED']],
  ['appointments', ['IN_RANGE', 'UNKNOWN']],
  ['encounters', ['IN_RANGE', 'UNKNOWN']],
] as const)(
  'where %s may not be read, fail, are not whole or are withheld, it is not known',
  async (capability, told) => {
    const stays = [stay('1')];
    const instead = (answer: (whole: ReturnType<typeof answerOf>) => object) => (of: Capability) =>
      tell(of).map((whole) => (of === capability ? { ...whole, ...answer(whole) } : whole)) as never;
    const error = systemError('SOURCE_UNAVAILABLE', RT5, 'Down');
    for (const means of [
      { stays, refused: capability },
      { stays, person: instead(() => ({ answer: failed(error) })) },
      { stays, person: instead(({ answer }) => ({ answer: { ...answer, complete: false } })) },
      { stays, person: instead(() => ({ withheld: true })) },
    ]) {
      const list = await asked(means);
      expect([judged(list), list.completeness.status]).toEqual([[told], 'PARTIAL']);
    }
  },
);

test('where no system answers for people, nobody is judged', async () => {
  const list = await asked({ stays: [stay('1')], person: () => [] });
  expect([judged(list), list.completeness.status]).toEqual([[['NOT_ASSESSED', 'UNKNOWN']], 'PARTIAL']);
});

test('what another organisation says of them is left out', async () => {
  const list = await asked({
    stays: [stay('1')],
    person: (capability) => [
      ...tell(capability),
      answerOf(capability, capability === 'early-warning' ? [{ ...score(9), key: 'X' }] : [], 'nervecentre@RWE'),
    ],
  });
  expect(judged(list)).toEqual([['IN_RANGE', 'NOT_CONTACTED']]);
});
