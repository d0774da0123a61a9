import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { DomainEvent } from '../../schema/events';
import type { OdsCode } from '../../schema/identifiers';
import { hospitalNumberSystem } from '../../schema/identifiers';
import { createRecordIds } from '../../schema/record-id';
import { instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createIdentityIndex } from '../identity';
import { createProjector } from '../projections';
import { createOpening } from './opening';
import { previewSubjects } from './preview-subjects';
import type { OnRecord, Recorded } from './recorded';

/** Whose values a message shows: of whoever the records are that it touches, and not only of whom it names. */
const START = Date.parse('2026-11-20T08:00:00.000Z');
const at = (minute: number): Instant => instantOf(START + minute * 60_000);
const clock = fixedClock(at(200));
const recordOf = (number: string): string => `${hospitalNumberSystem('RWE')}|${number}`;

let fresh: FreshDatabase;
let onRecord: OnRecord[];
beforeEach(async () => {
  fresh = await freshDatabase();
  onRecord = [];
});
afterEach(() => fresh.drop());

const recorded: Recorded = {
  read: async (_, __, work, say) => {
    const answer = await work();
    onRecord.push(say(answer));
    return answer;
  },
  allow: () => Promise.resolve(),
  done: (work) => work,
};
const means = () => ({
  store: fresh.store,
  identity: createIdentityIndex({ store: fresh.store, clock }),
  ids: createRecordIds(Buffer.alloc(32, 1)),
  charsetOf: () => 'utf-8',
});

/** A message that names this person, kept and translated. */
const hear = async (number: string, ...events: readonly DomainEvent[]): Promise<number> => {
  const bytes = Buffer.from(
    `MSH|^~\\&|PAS|RWE|||20261120||ADT^A01|1|P|2.4\rPID|||${number}^^^RWE\rPV1|1|I|${events.length}\r`,
  );
  const { rows } = await fresh.store.pool.query<{ seq: number }>(
    `insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
      sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
    select 'pas-adt', 'pas@RWE', now(), 'p', $1, 'utf-8', sha256($2 || count(*)::text::bytea), 'A', 'B', 'ADT', 'A01',
      '1', 'P', '2.4', true, '{}', 'translated' from message returning seq`,
    [bytes, bytes],
  );
  const [{ seq } = { seq: 0 }] = rows;
  const projector = createProjector({ people: createIdentityIndex({ store: fresh.store, clock }) });
  await fresh.store.db.transaction().execute((trx) =>
    projector.apply(trx, {
      ...{ instance: 'pas@RWE', feed: 'pas-adt', seq, messageId: `m_${seq}`, heardAt: at(200), events },
    }),
  );
  return seq;
};
const person = (number: string, patch: object = {}): DomainEvent => ({
  ...{ kind: 'person-updated', recordId: recordOf(number), occurredAt: at(0), create: true },
  patch: { identifiers: [{ system: hospitalNumberSystem('RWE'), value: number }], ...patch },
});
const stay = (number: string, minute: number, ward: string): DomainEvent => ({
  ...{ kind: 'stay-changed', recordId: recordOf(number), visit: 'RWE|V1', occurredAt: at(minute), change: 'admit' },
  patch: { ward: { organisation: 'RWE' as OdsCode, code: ward } },
});
const idsOf = async (...numbers: string[]): Promise<readonly unknown[]> =>
  (
    await means().identity.bySubjects(
      numbers.map((number) => ({ record: { instance: 'pas@RWE', recordId: recordOf(number) }, identifiers: [] })),
    )
  ).map((one) => one?.id);
const ask: Ask = {
  ...{ clock, purpose: 'SYSADMIN', client: 'test', operation: 'test', requestId: 'r', deadline: clock.millis() },
  signal: new AbortController().signal,
  viewer: {
    ...{ userId: 'u', name: 'ENGINE Ada', role: 'integration-engineer', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  },
};
const open = (seq: number) => createOpening(means(), recorded)(`m_${seq}`, 'The ward asks what was said', ask);

describe('a message that tells of an earlier moment of somebody else’s visit', () => {
  test.each([
    ['restricted', { locationHidden: true }],
    ['who shares nothing', { dissents: true }],
  ])('shows no value when it is of somebody %s, and the looking names them', async (_, patch) => {
    await hear('S2', person('S2', patch), stay('S2', 60, 'W9'));
    const late = await hear('S1', person('S1'), stay('S1', 30, 'W12'));
    const content = await open(late);
    expect(content).toMatchObject({ masked: true, restricted: true, text: null });
    expect(JSON.stringify(content?.became)).not.toMatch(/W9|W12|V1"/);
    const [named] = onRecord;
    expect([...(named?.persons ?? [])].sort()).toEqual([...(await idsOf('S1', 'S2'))].sort());
  });

  test('names them in the audit when it shows their values', async () => {
    await hear('S2', person('S2'), stay('S2', 60, 'W9'));
    const late = await hear('S1', person('S1'), stay('S1', 30, 'W12'));
    const content = await open(late);
    expect([content?.masked, JSON.stringify(content?.became)]).toEqual([false, expect.stringContaining('W9')]);
    expect([...(onRecord[0]?.persons ?? [])].sort()).toEqual([...(await idsOf('S1', 'S2'))].sort());
  });
});

describe('a preview of what would be changed', () => {
  const about = async (...numbers: string[]) => {
    const seq = await hear('S1', person('S1'));
    return previewSubjects(means(), {
      ...{ seqs: [seq], applied: [seq] },
      records: numbers.map((number) => ({ instance: 'pas@RWE', recordId: recordOf(number) })),
    });
  };

  test('is masked where a record is of somebody who shares nothing', async () => {
    await hear('S2', person('S2', { dissents: true }));
    expect((await about('S1', 'S2')).restricted).toBe(true);
  });

  test('is masked where the index does not know whose a record is', async () => {
    expect(await about('S1', 'S3')).toMatchObject({ restricted: true, unresolved: 1 });
    expect((await about('S1')).restricted).toBe(false);
  });

  test('is judged by each of its messages, with the content of one at a time in hand', async () => {
    await hear('S2', person('S2', { locationHidden: true }));
    const [one, other] = [await hear('S1', person('S1')), await hear('S2', person('S2'))];
    let most = 0;
    const db = fresh.store.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => {
        most = Math.max(most, result.rows.filter(({ bytes }) => Buffer.isBuffer(bytes)).length);
        return Promise.resolve(result);
      },
    });
    const counted = { ...means(), store: { ...fresh.store, db } };
    expect(await previewSubjects(counted, { seqs: [one], applied: [one, other], records: [] })).toMatchObject({
      restricted: true,
      persons: expect.arrayContaining(
        (await idsOf('S1', 'S2')).map((id): unknown => expect.objectContaining({ id })),
      ) as unknown,
    });
    expect(most).toBe(1);
  });
});

describe('a report that was moved from one person to another', () => {
  const report = (number: string, status: 'preliminary' | 'final'): DomainEvent => ({
    ...{
      kind: 'lab-reported',
      recordId: recordOf(number),
      fillerNumber: 'F',
      status,
      issued: at(0),
      occurredAt: at(0),
    },
    ...{ code: { text: `U&E of ${number}`, codings: [] }, laboratory: 'LAB', results: [], organisms: [] },
    retracted: false,
  });
  const namedBy = async (seq: number): Promise<readonly unknown[]> => {
    onRecord = [];
    await open(seq);
    return [...(onRecord[0]?.persons ?? [])].sort();
  };

  test('is of both in the message that moved it, and of its own person in one that came late', async () => {
    const first = await hear('S1', person('S1'), report('S1', 'final'));
    const moved = await hear('S2', person('S2'), report('S2', 'final'));
    const late = await hear('S2', person('S2'), report('S2', 'preliminary'));
    expect(await namedBy(first)).toEqual(await idsOf('S1'));
    expect(await namedBy(moved)).toEqual([...(await idsOf('S1', 'S2'))].sort());
    expect(await namedBy(late)).toEqual(await idsOf('S2'));
  });
});
