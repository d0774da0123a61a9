import type { Place } from '../../schema/capabilities';
import type { InstanceName } from '../../schema/identifiers';
import type { LocalDate } from '../../schema/time';
import type { Connection } from '../connection';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import { theatreCasesWithoutSession, theatreSessions } from './theatre-sessions';

const sourceAt = (instance: InstanceName) => ({ instance, asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' });
const ELSEWHERE: InstanceName = 'theatres@RT5';
const HERE: InstanceName = 'nervecentre@RWE';

const session = (id: string, start: string, instance = HERE, organisation = 'RWE') => ({
  kind: 'session',
  key: `${instance}|Schedule/${id}`,
  source: sourceAt(instance),
  theatre: { organisation, code: 'TH1' },
  theatreName: 'Theatre 1',
  start,
  end: start.replace(/T\d\d/, 'T23'),
  active: true,
});
const operation = (id: string, of: string | null, start: string) => ({
  kind: 'case',
  key: `${HERE}|Appointment/${id}`,
  source: sourceAt(HERE),
  ...(of !== null && { session: `${HERE}|Schedule/${of}` }),
  theatre: { organisation: 'RWE', code: 'TH1' },
  status: 'booked',
  start,
  subject: { identifiers: [] },
});

const HELD_BACK = [
  session('late', '2026-11-21T13:00:00.000Z'),
  session('early', '2026-11-21T08:00:00.000Z'),
  session('night', '2026-11-20T20:00:00.000Z'),
  operation('2', 'early', '2026-11-21T09:00:00.000Z'),
  operation('1', 'early', '2026-11-21T08:00:00.000Z'),
  operation('3', 'night', '2026-11-21T00:30:00.000Z'),
  operation('5', null, '2026-11-21T18:00:00.000Z'),
  operation('4', null, '2026-11-21T03:00:00.000Z'),
  operation('6', null, '2026-11-22T03:00:00.000Z'),
];

const context = () =>
  contextOver({
    place: (capability, { organisation }: Place) => {
      const elsewhere: string = organisation;
      return elsewhere === 'RT5'
        ? [answerOf(capability, [session('there', '2026-11-21T08:00:00.000Z', ELSEWHERE, 'RT5')], ELSEWHERE)]
        : [{ ...answerOf(capability, HELD_BACK), withheld: true }];
    },
  });

type Cases = (args: object, _: unknown, info: typeof INFO) => Connection<{ start: string }>;
const read = async (args: Parameters<typeof theatreSessions>[1]) => {
  const list = await theatreSessions(undefined, args, context(), INFO);
  return list as Connection<{ start: string; cases: Cases }>;
};
const both = { organisations: ['RWE', 'RT5'] } as never;

test('sessions that begin on the day, tomorrow unless given, each with its cases in their order', async () => {
  const { nodes } = await read({});
  expect(nodes.map(({ start }) => start)).toEqual(['2026-11-21T08:00:00.000Z', '2026-11-21T13:00:00.000Z']);
  const cases = nodes.map((each) => each.cases({}, undefined, INFO).nodes.map(({ start }) => start));
  expect(cases).toEqual([['2026-11-21T08:00:00.000Z', '2026-11-21T09:00:00.000Z'], []]);
  const today = await read({ date: '2026-11-20' as LocalDate });
  expect(today.nodes.map(({ start }) => start)).toEqual(['2026-11-20T20:00:00.000Z']);
});

test('what one organisation holds back makes its own cases incomplete, and the whole list', async () => {
  const { nodes, completeness } = await read({ filter: both });
  expect(completeness).toMatchObject({ status: 'PARTIAL', withheld: true });
  const said = nodes.map((each) => each.cases({}, undefined, INFO).completeness.status);
  expect(said).toEqual(['COMPLETE', 'PARTIAL', 'PARTIAL']);
});

test('cases in no session are a list of their own, of the day they begin, as incomplete as the other', async () => {
  const list = await theatreCasesWithoutSession(undefined, { filter: both }, context(), INFO);
  const { nodes, completeness } = list as Connection<{ start: string; theatreCode: string | null }>;
  expect(nodes.map(({ start, theatreCode }) => [start, theatreCode])).toEqual([
    ['2026-11-21T03:00:00.000Z', 'TH1'],
    ['2026-11-21T18:00:00.000Z', 'TH1'],
  ]);
  expect(completeness).toMatchObject({ status: 'PARTIAL', withheld: true });
});

test('a day beyond the calendar is refused', async () => {
  await expect(read({ date: '9999-12-31' as LocalDate })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await read({ date: '9999-12-30' as LocalDate })).nodes).toEqual([]);
});
