import type { Capability, Door, RoutedAnswer, Selection } from '../../schema/capabilities';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import { GraphRefusal } from '../../schema/errors';
import { answerOf, contextOver, NOW } from '../context-under-test';
import { executable, executeSubgraph } from '../execute';
import { schedulingSubgraph } from '.';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const METHOD = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-AdmissionMethodEngland';
const of = (person: string) => ({ identifiers: [{ system: 'hospital', value: person }] });
const entry = (person: string, more: object) => ({
  ...{ key: `RWE|${person}`, source, subject: of(person), status: 'waiting', list: 'elective' },
  ...more,
});
const stay = (visit: string, start: string | undefined, more: object = {}) => ({
  ...{ key: `RWE|${visit}`, source, identifier: { system: 'visit', value: visit }, subject: { identifiers: [] } },
  ...{ status: 'finished', class: 'EMER', period: { ...(start && { start }) }, previousPlaces: [] },
  ...more,
});
const admittedBy = (code: string) => ({
  class: 'IMP',
  admissionMethod: { text: code, codings: [{ system: METHOD, code }] },
});
const failing: RoutedAnswer<never> = {
  ...answerOf('encounters', [], 'systmone@RT5'),
  answer: { kind: 'failed', error: { code: 'SOURCE_UNAVAILABLE', message: 'No connection', retryable: true } as never },
};

type Told = readonly RoutedAnswer<never>[] | GraphRefusal;
const whole = (...stays: readonly object[]): Told => [answerOf('encounters', stays, 'pas@RWE')];

/** The waiting list over a door that tells of each person as given, and of nobody else; with what it was asked. */
const listed = async (entries: readonly object[], told: Readonly<Record<string, Told>>) => {
  const asks: { capability: Capability; people: readonly string[]; selection: Selection }[] = [];
  const { ask, door } = contextOver({ place: (capability) => [answerOf(capability, entries, 'pas@RWE')] });
  const over = {
    ...door,
    identity: {
      bySubjects: (subjects: readonly SubjectOfRecord[]) =>
        Promise.resolve(
          subjects.map(({ identifiers: [one] }) => (one && one.value in told ? { id: one.value } : null)),
        ),
    },
    forPeople: (capability: Capability, people: readonly { readonly id: string }[], selection: Selection) => {
      asks.push({ capability, people: people.map(({ id }) => id), selection });
      return Promise.resolve(people.map(({ id }) => told[id] ?? []));
    },
  } as unknown as Door;
  const { data, errors = [] } = await executeSubgraph(executable(schedulingSubgraph, { error: () => undefined }), {
    query: `{ waitingList { nodes { patient { id } emergencyAttendances {
      nodes { period { start } encounter { id } } totalCount completeness { status window { from } sources { system } } } } } }`,
    context: { ask, door: over },
  });
  const { nodes } = data?.['waitingList'] as { nodes: readonly Row[] };
  return {
    asks,
    errors,
    nodes,
    starts: nodes.map((one) => one.emergencyAttendances?.nodes.map((a) => a.period.start)),
  };
};
interface Row {
  readonly patient: { readonly id: string } | null;
  readonly emergencyAttendances: {
    readonly nodes: readonly { readonly period: { readonly start: string | null } }[];
    readonly completeness: { readonly status: string };
  } | null;
}

test('a page of entries is one ask of the door, since the earliest day of them; each looks from its own', async () => {
  const may = stay('1', '2026-05-02T10:00:00.000Z');
  const { asks, starts } = await listed(
    [
      entry('ann', { added: '2026-05-01' }),
      entry('bob', { added: '2026-06-01' }),
      entry('cas', { added: '2026-07-01' }),
    ],
    { ann: whole(may), bob: whole(may), cas: whole(stay('2', '2026-07-01T00:30:00.000Z'), may) },
  );
  expect(asks).toEqual([
    {
      ...{ capability: 'encounters', people: ['ann', 'bob', 'cas'] },
      selection: { window: { from: '2026-04-30T23:00:00.000Z', to: '2026-11-20T10:01:00.000Z' } },
    },
  ]);
  expect(starts).toEqual([['2026-05-02T10:00:00.000Z'], [], ['2026-07-01T00:30:00.000Z']]);
});

test('an attendance is one of class EMER, or a stay that came through an emergency department; newest first', async () => {
  const { starts } = await listed([entry('ann', { added: '2026-11-01' })], {
    ann: whole(
      stay('1', '2026-11-02T10:00:00.000Z'),
      stay('2', '2026-11-03T10:00:00.000Z', admittedBy('21')),
      stay('3', '2026-11-04T10:00:00.000Z', admittedBy('2A')),
      stay('4', '2026-11-05T10:00:00.000Z', admittedBy('11')),
      stay('5', '2026-11-06T10:00:00.000Z', { class: 'AMB' }),
      stay('6', '2026-11-07T10:00:00.000Z', { status: 'cancelled' }),
      stay('7', '2026-11-08T10:00:00.000Z', { status: 'planned', ...admittedBy('21') }),
      stay('8', undefined),
    ),
  });
  expect(starts).toEqual([['2026-11-04T10:00:00.000Z', '2026-11-03T10:00:00.000Z', '2026-11-02T10:00:00.000Z', null]]);
});

test('none only where everybody who may know was asked and answered', async () => {
  const { nodes, errors } = await listed(
    [entry('ann', { added: '2026-11-01' }), entry('bob', { added: '2026-11-02' })],
    { ann: whole(), bob: [answerOf('encounters', [], 'pas@RWE'), failing] },
  );
  expect(nodes.map((one) => one.emergencyAttendances)).toMatchObject([
    { nodes: [], totalCount: 0, completeness: { status: 'COMPLETE', window: { from: '2026-11-01T00:00:00.000Z' } } },
    {
      nodes: [],
      totalCount: null,
      completeness: { status: 'PARTIAL', sources: [{ system: 'pas' }, { system: 'systmone' }] },
    },
  ]);
  expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['waitingList', 'nodes', 1, 'emergencyAttendances'], 'SOURCE_UNAVAILABLE'],
  ]);
});

test('without a day, or without a person, nobody is asked and nothing is known', async () => {
  const { asks, nodes } = await listed([entry('ann', {}), entry('nobody known', { added: '2026-11-01' })], {
    ann: whole(stay('1', '2026-11-02T10:00:00.000Z')),
  });
  expect(asks).toEqual([]);
  expect(nodes).toMatchObject([
    { patient: { id: 'ann' }, emergencyAttendances: { nodes: [], completeness: { status: 'UNKNOWN', sources: [] } } },
    { patient: null, emergencyAttendances: { nodes: [], completeness: { status: 'UNKNOWN', sources: [] } } },
  ]);
});

test('an entry without the day of listing is looked at from the day its wait counts from', async () => {
  const { starts } = await listed([entry('ann', { originalDate: '2026-11-01' })], {
    ann: whole(stay('1', '2026-11-02T10:00:00.000Z'), stay('2', '2026-10-31T10:00:00.000Z')),
  });
  expect(starts).toEqual([['2026-11-02T10:00:00.000Z']]);
});

test('whose encounters may not be read is shown without them, and it is said; the others stand', async () => {
  const refusal = new GraphRefusal('FORBIDDEN', 'No relationship', { reason: 'NO_RELATIONSHIP', breakGlass: true });
  const { nodes, errors } = await listed(
    [entry('ann', { added: '2026-11-01' }), entry('bob', { added: '2026-11-02' })],
    { ann: refusal, bob: whole(stay('1', '2026-11-02T10:00:00.000Z')) },
  );
  expect(nodes).toMatchObject([
    { patient: { id: 'ann' }, emergencyAttendances: null },
    { patient: { id: 'bob' }, emergencyAttendances: { nodes: [{}], completeness: { status: 'COMPLETE' } } },
  ]);
  expect(errors).toMatchObject([
    {
      path: ['waitingList', 'nodes', 0, 'emergencyAttendances'],
      extensions: { code: 'FORBIDDEN', reason: 'NO_RELATIONSHIP', breakGlass: true },
    },
  ]);
});
