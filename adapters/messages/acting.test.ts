import { createServer, type AddressInfo } from 'node:net';
import type { Ask } from '../../schema/capabilities';
import { ADA, inboxUnderTest, WHY } from '../inbox/operations/operations-under-test';
import { sampleFeed } from '../inbox/sample-feed';
import { frame } from '../wire/mllp/frames';
import { createActing } from './acting';
import type { InboxMeans } from './inbox';
import type { Recorded } from './recorded';

const inbox = inboxUnderTest();
/** Who may do what, and what is put on record, is tried elsewhere. */
const recorded: Recorded = { read: (_, __, read) => read(), allow: () => Promise.resolve(), done: (work) => work };

it('answers before its asker is given up on, and goes on: done again, it would reach its receiver twice', async () => {
  let letAnswer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (letAnswer = resolve));
  let heard = 0;
  const answer = frame(Buffer.from('MSH|^~\\&|X|Y|PAS|RWE|2026||ACK|1|P|2.4\rMSA|AA|A1\r'));
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => {
      heard += 1;
      void answered.then(() => socket.write(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    inbox.destinations = [{ name: 'slow', host: '127.0.0.1', port: (server.address() as AddressInfo).port }];
    const feed = sampleFeed();
    await inbox.open(feed);
    await inbox.keep(feed, { id: 'A1', person: '1' });
    const acting = createActing(
      { store: inbox.store, operations: inbox.operations } as unknown as InboxMeans,
      recorded,
    );
    const ask = { viewer: ADA, requestId: 'r1', clock: inbox.clock, deadline: inbox.clock.millis() + 50 };
    const record = await acting.act(
      { action: 'resend', selection: { ids: ['m_1'] }, reason: WHY, destination: 'slow' },
      ask as unknown as Ask,
    );
    expect(record).toMatchObject({ selected: 1, done: 0, finishedAt: null });
    letAnswer();
    await inbox.operations.settled();
    const kept = await inbox.store.db.selectFrom('message_action').selectAll().executeTakeFirstOrThrow();
    expect([heard, kept.done, kept.finished_at === null]).toEqual([1, 1, false]);
  } finally {
    letAnswer();
    await new Promise((resolve) => server.close(resolve));
  }
});
