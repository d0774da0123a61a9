import { failed } from '../../schema/answer';
import type { Capability, Selection } from '../../schema/capabilities';
import { GraphRefusal, systemError } from '../../schema/errors';
import { answerOf, contextOver, ids, INFO, NOW, withPeopleOfStays } from '../context-under-test';
import { emergencyPatients } from './emergency-patients';

const PAS = 'pas@RWE';
const stamp = { instance: PAS, asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const stay = (visit: string, start: string | undefined, more: object = {}) => ({
  ...{ key: `RWE|${visit}`, source: stamp, status: 'in-progress', class: 'EMER', previousPlaces: [] },
  ...{ period: start === undefined ? {} : { start }, identifier: { system: 'visit', value: visit } },
  ...{
    subject: { identifiers: [{ system: 's', value: visit }] },
    place: { ward: { organisation: 'RWE', code: 'ED' } },
  },
  ...more,
});
const WARD = { key: 'RWE|ED', source: stamp, ward: { organisation: 'RWE', code: 'ED' } };
const ordered = (at: string) => ({
  ...{ key: 'RWE|P1', source: stamp, placerNumber: 'P1', status: 'active', code: { codings: [], text: 'U&E' } },
  orderedAt: at,
});

interface Node {
  readonly id: string;
  readonly patient: { readonly id: string } | null;
  readonly arrived: string | null;
  readonly minutesHere: number | null;
  readonly admitted: boolean | null;
  readonly waitingFor: readonly { readonly kind: string; readonly since: string }[];
  readonly notKnown: readonly string[];
}
interface List {
  readonly nodes: readonly Node[];
  readonly completeness: { readonly status: string };
}

type Tell = (capability: Capability, selection: Selection) => readonly ReturnType<typeof answerOf>[];
const nothing: Tell = (capability) => [answerOf(capability, [], PAS)];

interface Means {
  readonly stays: readonly object[];
  readonly person?: Tell;
  readonly refused?: Capability;
  /** As to a role that may read it of nobody. */
  readonly denied?: Capability;
  readonly inDoubt?: boolean;
  readonly hereForMinutes?: number;
}

const asked = async ({ stays, person = nothing, refused, denied, inDoubt, hereForMinutes }: Means) => {
  const asks: [Capability, Selection][] = [];
  const context = contextOver({
    place: (capability) => [answerOf(capability, capability === 'wards' ? [WARD] : stays, PAS)],
    person,
  });
  const over = withPeopleOfStays(context, {
    ...(inDoubt && { bySubjects: (subjects) => subjects.map(() => null) }),
    onAsk: (capability, selection) => {
      asks.push([capability, selection]);
      if (capability === denied) throw new GraphRefusal('FORBIDDEN', 'Not for this role');
      return capability === refused ? new GraphRefusal('FORBIDDEN', 'No relationship') : null;
    },
  });
  const filter = { wards: [ids.seal('ward', 'RWE|ED')], ...(hereForMinutes !== undefined && { hereForMinutes }) };
  return { ...((await emergencyPatients(undefined, { filter }, over, INFO)) as unknown as List), asks };
};

const HOUR_AGO = '2026-11-20T09:00:00.000Z';
const THREE_HOURS_AGO = '2026-11-20T07:00:00.000Z';

test('everybody on the ward, the longest here first; whoever nobody says when they came goes before them', async () => {
  const { nodes, completeness } = await asked({
    stays: [
      stay('1', HOUR_AGO),
      stay('2', THREE_HOURS_AGO, { class: 'IMP' }),
      stay('3', undefined, { class: 'unknown' }),
      stay('4', THREE_HOURS_AGO, { status: 'finished' }),
    ],
  });
  expect(nodes.map(({ patient, minutesHere, admitted }) => [patient?.id, minutesHere, admitted])).toEqual([
    ['3', null, null],
    ['2', 180, true],
    ['1', 60, false],
  ]);
  expect(completeness.status).toBe('COMPLETE');
});

test('those here for less are left out; who may have been here that long is not', async () => {
  const stays = [stay('1', HOUR_AGO), stay('2', THREE_HOURS_AGO), stay('3', undefined)];
  const { nodes } = await asked({ stays, hereForMinutes: 180 });
  expect(nodes.map(({ patient }) => patient?.id)).toEqual(['3', '2']);
  await expect(asked({ stays, hereForMinutes: -1 })).rejects.toThrow('hereForMinutes');
});

test('each capability is asked once for all, at the organisation of the stay, from an hour before the first came', async () => {
  const { asks } = await asked({ stays: [stay('1', HOUR_AGO), stay('2', THREE_HOURS_AGO)] });
  const names = asks.map(([capability]) => capability).sort();
  expect(names).toEqual(['escalations', 'imaging-orders', 'imaging-reports', 'lab-orders', 'lab-reports']);
  expect(asks.every(([, { organisations }]) => organisations?.join() === 'RWE')).toBe(true);
  expect(asks[0]?.[1].window?.from).toBe('2026-11-20T06:00:00.000Z');
});

test('an order of the hour before they came is theirs; an older one is not, though another has been here for longer', async () => {
  const of = (at: string) =>
    asked({
      stays: [stay('1', HOUR_AGO), stay('2', THREE_HOURS_AGO)],
      person: (capability) => [answerOf(capability, capability === 'lab-orders' ? [ordered(at)] : [], PAS)],
    });
  const waits = ({ nodes }: List) => nodes.map(({ waitingFor }) => waitingFor.map(({ kind }) => kind));
  expect(waits(await of('2026-11-20T08:10:00.000Z'))).toEqual([['LAB_RESULT'], ['LAB_RESULT']]);
  expect(waits(await of('2026-11-20T07:50:00.000Z'))).toEqual([['LAB_RESULT'], []]);
});

test.each([
  ['lab-orders', 'LAB_RESULT'],
  ['lab-reports', 'LAB_RESULT'],
  ['imaging-orders', 'IMAGING'],
  ['imaging-reports', 'IMAGING'],
  ['escalations', 'REVIEW'],
] as const)(
  'where %s may not be read, fail, are not whole or are withheld, the wait is not known',
  async (of, kind) => {
    const stays = [stay('1', HOUR_AGO)];
    const instead = (answer: (whole: ReturnType<typeof answerOf>) => object): Tell =>
      ((capability: Capability) =>
        nothing(capability, {}).map((whole) => (capability === of ? { ...whole, ...answer(whole) } : whole))) as never;
    for (const means of [
      { stays, refused: of },
      { stays, denied: of },
      { stays, person: instead(() => ({ answer: failed(systemError('SOURCE_UNAVAILABLE', PAS, 'Down')) })) },
      { stays, person: instead(({ answer }) => ({ answer: { ...answer, complete: false } })) },
      { stays, person: instead(() => ({ withheld: true })) },
      { stays, person: ((capability: Capability) => (capability === of ? [] : nothing(capability, {}))) as Tell },
    ]) {
      const { nodes, completeness } = await asked(means);
      expect(nodes[0]).toMatchObject({ waitingFor: [], notKnown: [kind] });
      expect(completeness.status).toBe('PARTIAL');
    }
  },
);

test('somebody in doubt is on the list, and nothing of their waits is known', async () => {
  const { nodes, completeness } = await asked({ stays: [stay('1', HOUR_AGO)], inDoubt: true });
  expect(nodes[0]).toMatchObject({ patient: null, notKnown: ['LAB_RESULT', 'IMAGING', 'REVIEW'] });
  expect(completeness.status).toBe('PARTIAL');
});

test('where nobody is, nothing is asked of anybody', async () => {
  const { asks, nodes, completeness } = await asked({ stays: [] });
  expect([asks, nodes, completeness.status]).toEqual([[], [], 'COMPLETE']);
});
