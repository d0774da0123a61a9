import type { Ask } from '../../schema/capabilities';
import type { ActionRecord, Inbox, MessageSummary } from '../../schema/messages';
import { runCommand } from './run-command';

const ask = {} as Ask;
const asked = { json: false, limit: 100 } as const;

it('ends as not done where an action still stands before a message', async () => {
  const act = (done: number): Promise<ActionRecord> =>
    Promise.resolve({
      ...{ id: 'ac_1', action: 'release', at: '2026-11-20T10:00:00.000Z', by: { userId: 'u', name: 'Ada', role: 'r' } },
      ...{ reason: 'The ward was told', selected: 2, done, notDone: [], finishedAt: null },
    } as unknown as ActionRecord);
  const command = { what: 'act', action: 'release', ids: ['m_1', 'm_2'], reason: 'The ward was told' } as const;
  const run = (done: number) => runCommand({ act: () => act(done) } as unknown as Inbox, { ...asked, command }, ask);
  expect(await run(1)).toMatchObject({
    exitCode: 1,
    lines: ['ac_1  release: 1 of 2 done so far; a process that works on the inbox goes on with it'],
  });
  expect((await run(2)).exitCode).toBe(0);
});

it('says that there is more where the rest of a list cannot be passed yet', async () => {
  const page = Array.from({ length: 100 }, (_, at) => ({ id: `m_${at + 1}`, behind: null, reason: null }));
  const search = () =>
    Promise.resolve({
      messages: page as unknown as MessageSummary[],
      ...{ cursors: page.map(() => 'the same'), hasNextPage: true, endCursor: 'the same' },
    });
  const command = { what: 'list', filter: { states: ['held'] }, order: 'oldest-first' } as const;
  const { lines } = await runCommand({ search } as unknown as Inbox, { ...asked, limit: 200, command }, ask);
  expect(lines.at(-1)).toBe('100 messages, and more');
});

it('says of a held message how many wait behind it, and of one that only waits what it goes on after', async () => {
  const held = (more: Partial<MessageSummary>): MessageSummary =>
    ({
      ...{
        id: 'm_7',
        receivedAt: '2026-11-20T10:00:00.000Z',
        feed: 'pas-adt',
        messageType: 'ADT',
        triggerEvent: 'A40',
      },
      ...{
        controlId: 'C7',
        state: 'held',
        reason: null,
        problems: ['held'],
        told: null,
        size: 200,
        peer: '127.0.0.1:1',
        notes: [],
      },
      ...{ behind: null, waitingBehind: 0, applicationTold: null, ...more },
    }) as MessageSummary;
  const show = async (message: MessageSummary): Promise<readonly string[]> => {
    const inbox = {
      byIds: () => Promise.resolve([message]),
      content: () => Promise.resolve(null),
      history: () => Promise.resolve([[]]),
    };
    const command = { what: 'show', id: 'm_7', reason: null } as const;
    return (await runCommand(inbox as unknown as Inbox, { ...asked, command }, ask)).lines;
  };
  expect((await show(held({ waitingBehind: 3 })))[0]).toMatch(/ADT\^A40 {2}C7 {2}held {2}3 wait behind it$/);
  const applicationTold = { code: 'AE', text: null, at: held({}).receivedAt, refusedWith: null };
  expect((await show(held({ applicationTold })))[1]).toMatch(/^told nothing, afterwards AE; 200 bytes/);
  expect((await show(held({ applicationTold: { ...applicationTold, at: null } })))[1]).toContain(
    'AE, still to be sent;',
  );
  expect((await show(held({ applicationTold: { ...applicationTold, refusedWith: 'CR' } })))[1]).toMatch(
    /^told nothing, afterwards AE, which its sender refused \(CR\); 200 bytes/,
  );
  expect(await show(held({ notes: ['MSH-18 names no charset known here; read as utf-8'] }))).toContain(
    'tolerated: MSH-18 names no charset known here; read as utf-8',
  );
  expect(await show(held({ behind: 'm_5' }))).toEqual([
    expect.stringMatching(/held behind m_5$/),
    expect.stringMatching(/^told nothing/),
    'goes on by itself once m_5 is released or dismissed',
    'Its content is not kept any more.',
  ]);
});
