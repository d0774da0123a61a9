import { at } from '../answers';
import { openHospital, type Hospital } from '../hospital';
import { adt, send } from './sending';

/** What a preview shows, to whom it is said, and what stays on record of looking. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  hospital.clock.advance(30 * 60_000);
});
afterAll(() => hospital.close());

const engineer = (query: string, variables: Record<string, unknown> = {}) =>
  hospital.ask('integration-engineer', query, variables);
const withId = async (requestId: string, query: string, variables: Record<string, unknown> = {}) =>
  hospital.askWith(
    { authorization: `Bearer ${await hospital.tokenFor('integration-engineer')}`, 'x-request-id': requestId },
    query,
    variables,
  );
const audited = async (requestId: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await hospital.adapters.store.pool.query<Record<string, unknown>>(
      'select capability, persons, outcome, note from read_audit where request_id = $1 order by id',
      [requestId],
    )
  ).rows;
const idOf = async (controlId: string): Promise<string> => {
  const reply = await engineer('query F($c: String!) { messages(filter: { controlId: $c }) { nodes { id } } }', {
    c: controlId,
  });
  const [id = ''] = at(reply, 'messages.nodes.id') as string[];
  return id;
};
const PREVIEW = `query P($a: MessageActionKind!, $i: [ID!]!, $r: String) { messageActionPreview(input: { action: $a, ids: $i, reason: $r }) {
  restricted differences { capability record field before after } } }`;
const preview = (action: string, id: string, reason: string | null, requestId = 'previewing-0000') =>
  withId(requestId, PREVIEW, { a: action, i: [id], r: reason });
const act = (what: string, id: string) =>
  engineer(
    `mutation A($i: [ID!]!) { ${what}(input: { ids: $i, reason: "The ward sent it again" }) { action { done } } }`,
    { i: [id] },
  );
const opened = async (id: string): Promise<unknown> =>
  (
    at(
      await engineer('query H($i: ID!) { message(id: $i) { history { what words by reason } } }', { i: id }),
      'message.history',
    ) as { what: string }[]
  ).filter(({ what }) => what === 'opened');

const REASON = 'To see what it would change';
/** A stay without its number is held; what follows for the same person waits for it. */
const queue = async (name: string, person: string, ...following: readonly string[]) => {
  const held = adt('A01', `${name}-BAD`, person, { rest: ['PV1|1|I|RWE^W12^^RWE'] });
  await send(hospital, 'pas-adt', adt('A28', `${name}-0`, person), held, ...following);
  return idOf(`${name}-BAD`);
};
const masked = (differences: unknown) => {
  expect(differences).not.toEqual([]);
  for (const one of differences as Record<string, unknown>[])
    expect(one).toMatchObject({ record: null, before: null, after: null });
};

test('without a reason no number of a person or a visit is told; with one the looking is on record', async () => {
  const visit = adt('A01', 'PRE-2', 'S9900301^^^RWE', {
    rest: [`PV1|1|I|RWE^W12^^RWE${'|'.repeat(16)}V9900301`],
  }).replace('ADA', 'ALMA');
  const bad = await queue('PRE', 'S9900301^^^RWE', adt('A31', 'PRE-1', 'S9900301^^^RWE').replace('ADA', 'ALMA'), visit);
  const closed = await preview('DISMISS', bad, null);
  masked(at(closed, 'messageActionPreview.differences'));
  expect(at(closed, 'messageActionPreview.differences.capability')).toEqual(
    expect.arrayContaining(['demographics', 'encounters']),
  );
  expect(JSON.stringify(closed.data)).not.toMatch(/9900301/);
  const shown = await preview('DISMISS', bad, REASON, 'previewing-0001');
  expect(JSON.stringify(shown.data)).toMatch(/ALMA/);
  expect(at(shown, 'messageActionPreview.differences.record')).toContain('RWE|V9900301');
  const rows = await audited('previewing-0001');
  expect(rows.map(({ capability, outcome, note }) => [capability, outcome, note])).toEqual([
    ['message-actions', 'answered', 'preview of dismiss: 1 messages'],
    ['message-content', 'answered', 'preview of dismiss: values of 2 messages opened'],
  ]);
  for (const { persons } of rows) expect(persons).toHaveLength(1);
  for (const id of [await idOf('PRE-1'), await idOf('PRE-2')])
    expect(await opened(id)).toEqual([
      { what: 'opened', words: 'its values were shown', by: expect.any(String) as unknown, reason: REASON },
    ]);
  expect(await opened(bad)).toEqual([]);
});

test.each([
  ['ZU8-4', 'S9900302', ['ZU8||||1']],
  ['PV1-16', 'S9900303', [`PV1|1|N|${'|'.repeat(13)}S`]],
  ['ARV-3', 'S9900304', ['ARV|1|A|ALL']],
  ['ZU8-2', 'S9900305', ['ZU8||2']],
])('whose %s newly says so is shown to nobody, waiting or held', async (name, number, rest) => {
  const id = `NEW-${name}`;
  const bad = await queue(
    id,
    `${number}^^^RWE`,
    adt('A31', `${id}-1`, `${number}^^^RWE`, { rest }).replace('ADA', 'ALMA'),
  );
  const next = await idOf(`${id}-1`);
  const check = async (action: string, chosen: string) => {
    const reply = await preview(action, chosen, REASON);
    expect(at(reply, 'messageActionPreview.restricted')).toBe(true);
    masked(at(reply, 'messageActionPreview.differences'));
    expect(JSON.stringify(reply.data)).not.toMatch(/ALMA|99003/);
  };
  await check('DISMISS', bad);
  expect(await opened(next)).toMatchObject([{ words: 'its values stayed masked: a restricted record' }]);
  await act('holdMessages', next);
  await act('dismissMessages', bad);
  await check('RELEASE', next);
});

test('counting, looking and acting by a hospital number name the person; the action keeps no number', async () => {
  await send(hospital, 'pas-adt', adt('A28', 'CNT-1', 'S9900304^^^RWE'));
  const identifier = { value: 'S9900304' };
  for (const [nth, query] of [
    'query Q($f: MessageFilter) { messageCounts(filter: $f, by: FEED) { count } }',
    'query Q($f: MessageFilter) { messages(filter: $f, first: 0) { nodes { id } } }',
    `mutation Q($f: MessageFilter) { dismissMessages(input: { filter: $f, reason: "The ward sent it again" }) { action { selected } userErrors { message } } }`,
  ].entries()) {
    const requestId = `previewing-by-${nth}`;
    const reply = await withId(requestId, query, { f: { identifier, feeds: ['pas-adt'] } });
    expect(reply.errors).toEqual([]);
    const [row] = await audited(requestId);
    expect([nth, row?.['persons']]).toEqual([nth, [expect.any(String)]]);
  }
  const { rows } = await hospital.adapters.store.pool.query<{ selection: unknown }>(
    `select selection from message_action order by id desc limit 1`,
  );
  expect(rows).toEqual([{ selection: { filter: { identifier: true, feeds: ['pas-adt'] } } }]);
});
