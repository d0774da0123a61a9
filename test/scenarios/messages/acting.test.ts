import { at, table } from '../answers';
import { openHospital, type Hospital } from '../hospital';
import { adt, send } from './sending';

/** What engineers do with messages, through the graph and against the inbox as it is. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  hospital.clock.advance(30 * 60_000);
  await send(
    hospital,
    'pas-adt',
    adt('A28', 'ACT-1', 'S9900201^^^RWE'),
    // A stay without its number is held; what follows for the same person waits for it.
    adt('A01', 'ACT-2', 'S9900201^^^RWE', { rest: ['PV1|1|I|RWE^W12^^RWE'] }),
    adt('A31', 'ACT-3', 'S9900201^^^RWE').replace('ADA', 'ADELAIDE'),
    adt('A31', 'ACT-4', 'S9900201^^^RWE').replace('ADA', 'ALMA'),
  );
});
afterAll(() => hospital.close());

const engineer = (query: string, variables: Record<string, unknown> = {}) =>
  hospital.ask('integration-engineer', query, variables);
const idOf = async (controlId: string): Promise<string> => {
  const reply = await engineer('query F($c: String!) { messages(filter: { controlId: $c }) { nodes { id } } }', {
    c: controlId,
  });
  const [id = ''] = at(reply, 'messages.nodes.id') as string[];
  return id;
};
const states = async (): Promise<unknown> =>
  table(
    await engineer(
      '{ messages(filter: { identifier: { value: "S9900201" } }, order: OLDEST_FIRST) { nodes { controlId state } } }',
    ),
    'messages.nodes',
    'controlId',
    'state',
  );
const act = (what: string, ids: readonly string[], reason = 'The ward sent the stay again') =>
  engineer(
    `mutation A($i: [ID!]!, $r: String!) { ${what}(input: { ids: $i, reason: $r }) {
      action { id done selected by role reason notDone { id why } finishedAt } userErrors { message } } }`,
    { i: ids, r: reason },
  );
const preview = (action: string, ids: readonly string[], reason: string | null = null) =>
  engineer(
    `query P($a: MessageActionKind!, $i: [ID!]!, $r: String) { messageActionPreview(input: { action: $a, ids: $i, reason: $r }) {
      selected unblocks more notApplicable { id why } differences { field before after } } }`,
    { a: action, i: ids, r: reason },
  );

test('what the preview said is what became of the messages, and who did it and why is kept', async () => {
  const [bad, next] = [await idOf('ACT-2'), await idOf('ACT-3')];
  const again = await preview('RELEASE', [bad]);
  expect(at(again, 'messageActionPreview')).toMatchObject({
    ...{ selected: 1, unblocks: 0, differences: [] },
    notApplicable: [{ id: bad, why: 'it would be held again: PV1-19 holds no visit number' }],
  });
  const masked = await preview('DISMISS', [bad]);
  expect(at(masked, 'messageActionPreview')).toMatchObject({ unblocks: 2, notApplicable: [] });
  expect(JSON.stringify(masked.data)).not.toMatch(/alma/i);
  const opened = await preview('DISMISS', [bad], 'To see what it would change');
  expect(table(opened, 'messageActionPreview.differences', 'field', 'before', 'after')).toContainEqual([
    ...['name.given[0]', 'ADA', 'ALMA'],
  ]);

  // The first of those that wait is held back and set aside too, so that only the second goes on.
  const held = await act('holdMessages', [next]);
  expect(at(held, 'holdMessages.action')).toMatchObject({ done: 1, notDone: [] });
  const dismissed = await act('dismissMessages', [bad, next]);
  expect(at(dismissed, 'dismissMessages.action')).toMatchObject({ done: 2, selected: 2 });
  await hospital.adapters.worker?.drain();
  expect(await states()).toEqual([
    ...[
      ['ACT-1', 'TRANSLATED'],
      ['ACT-2', 'SUPERSEDED'],
      ['ACT-3', 'SUPERSEDED'],
      ['ACT-4', 'TRANSLATED'],
    ],
  ]);
  const history = await engineer('query H($id: ID!) { message(id: $id) { history { what by reason } } }', { id: bad });
  expect(at(history, 'message.history')).toContainEqual({
    ...{ what: 'dismissed', by: expect.any(String) as unknown, reason: 'The ward sent the stay again' },
  });
});

test('one that was held back is released and goes on; what an action is not for is told', async () => {
  await send(
    hospital,
    'pas-adt',
    adt('A01', 'ACT-5', 'S9900202^^^RWE', { rest: ['PV1|1|I|RWE^W12^^RWE'] }),
    adt('A28', 'ACT-6', 'S9900202^^^RWE'),
  );
  const [bad, next] = [await idOf('ACT-5'), await idOf('ACT-6')];
  await act('holdMessages', [next]);
  await act('dismissMessages', [bad]);
  const released = await act('releaseMessages', [next, bad]);
  expect(at(released, 'releaseMessages.action')).toMatchObject({
    ...{ done: 1, selected: 2, role: 'integration-engineer' },
    notDone: [{ id: bad, why: 'it is superseded, not held' }],
  });
  await hospital.adapters.worker?.drain();
  const reply = await engineer('query S($id: ID!) { message(id: $id) { state } }', { id: next });
  expect(at(reply, 'message.state')).toBe('TRANSLATED');
  const replayed = await act('replayMessages', [next]);
  expect(at(replayed, 'replayMessages.action')).toMatchObject({ done: 1, notDone: [] });
});

test('there is nowhere to send to again where the settings name nowhere', async () => {
  const reply = await engineer(
    `mutation R($i: [ID!]!) { resendMessages(input: { ids: $i, destination: "10.1.2.3:2575", reason: "To the test engine" }) {
      action { id } userErrors { message } } }`,
    { i: [await idOf('ACT-1')] },
  );
  expect(at(reply, 'resendMessages')).toMatchObject({
    action: null,
    userErrors: [{ message: 'destination must be one of resendDestinations' }],
  });
});
