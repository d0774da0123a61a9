import { freshDatabase, type FreshDatabase } from '../../../test/database';
import { fixedClock, type Clock } from '../../../schema/clock';
import type { DomainEvent } from '../../../schema/events';
import type { ActionRecord, MessageAction } from '../../../schema/messages';
import type { Instant } from '../../../schema/time';
import type { Translate } from '../../contract';
import { createIdentityIndex } from '../../identity';
import { createProjector } from '../../projections';
import type { Store } from '../../store';
import type { Feed } from '../feed';
import { createIntake } from '../intake';
import { sampleFeed, sampleMessage, type SampleMessage } from '../sample-feed';
import { startWorker, type Worker } from '../worker';
import type { InboxMeans } from '../worker-means';
import { createInboxOperations, type RunningOperations } from '.';

export const AT = '2026-11-20T10:00:00.000Z' as Instant;
export const ADA = { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer', requestId: 'r1' };
export const WHY = 'The ward was missing from our tables';
const peer = { address: '127.0.0.1', port: 4242 };

type Destinations = NonNullable<InboxMeans['destinations']>;

/** An inbox with a database of its own, made before each test and gone after it. */
class InboxUnderTest {
  readonly clock: Clock = fixedClock(AT);
  /** Control ids that today's code does not take; mended by taking them out. */
  readonly poison = new Set<string>();
  /** What today's code says of everybody. */
  sex: 'male' | 'female' = 'female';
  destinations: Destinations = [];
  /** Messages whose events were applied, in that order. */
  applied: string[] = [];
  #fresh: FreshDatabase | null = null;
  #worker: Worker | null = null;
  #operations: RunningOperations | null = null;

  get store(): Store {
    if (this.#fresh === null) throw new Error('there is no database before a test begins');
    return this.#fresh.store;
  }
  get operations(): RunningOperations {
    return (this.#operations ??= createInboxOperations(this.meansFor(sampleFeed())));
  }

  readonly #translate: Translate = (message) => {
    if (this.poison.has(message.controlId))
      return { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } };
    const person = message.first('PID')?.text(3) ?? '';
    const event: DomainEvent = {
      ...{ kind: 'person-updated', recordId: `RWE|${person}`, create: true, occurredAt: AT },
      patch: { gender: this.sex, name: { family: message.controlId, given: [] } },
    } as unknown as DomainEvent;
    return { kind: 'events', events: [event], notes: [] };
  };

  meansFor(feed: Feed): InboxMeans {
    const { store, clock, destinations } = this;
    const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
    return {
      ...{ store, feeds: [feed], translateFor: () => this.#translate, clock, log: () => undefined, destinations },
      apply: async (trx, heard) => {
        this.applied.push(heard.messageId);
        await projector.apply(trx, heard);
      },
    };
  }
  /** A worker and the engineer's operations, over that feed; those of before are closed. */
  async open(feed: Feed, over: Partial<InboxMeans> = {}): Promise<void> {
    await this.#operations?.close();
    await this.stopWorking();
    this.#operations = createInboxOperations({ ...this.meansFor(feed), ...over });
    this.#worker = await startWorker({ ...this.meansFor(feed), ...over });
  }
  /** Until the next `open`, nobody takes what waits. */
  async stopWorking(): Promise<void> {
    await this.#worker?.close();
    this.#worker = null;
  }
  async keep(feed: Feed, ...messages: readonly SampleMessage[]): Promise<void> {
    const intake = createIntake({ store: this.store, feed, clock: this.clock });
    for (const message of messages) await intake.receive(sampleMessage(message), peer);
  }
  async drain(): Promise<void> {
    if (this.#worker === null) throw new Error('no worker was opened');
    await this.#worker.drain();
  }
  async act(
    action: MessageAction,
    ids: readonly string[],
    more: { readonly destination?: string } = {},
  ): Promise<ActionRecord> {
    const seqs = await Promise.all(ids.map((id) => this.seqOf(id)));
    return this.operations.run({ action, seqs, selection: { ids }, by: ADA, reason: WHY, ...more });
  }

  async seqOf(id: string): Promise<number> {
    const found = this.store.db.selectFrom('message').select('seq').where('control_id', '=', id);
    return (await found.executeTakeFirstOrThrow()).seq;
  }
  /** By control id. */
  async states(): Promise<Record<string, string>> {
    const rows = await this.store.db.selectFrom('message').select(['control_id', 'state']).execute();
    return Object.fromEntries(rows.map(({ control_id, state }) => [control_id, state]));
  }
  /** What happened to it: what, in words, by whom, why. */
  async tellings(id: string): Promise<readonly (readonly (string | null)[])[]> {
    const rows = await this.store.db
      .selectFrom('message_happening')
      .select(['what', 'words', 'user_name', 'reason'])
      .where('seq', '=', await this.seqOf(id))
      .orderBy('id')
      .execute();
    return rows.map(({ what, words, user_name, reason }) => [what, words, user_name, reason]);
  }
  partitions(): Promise<readonly object[]> {
    return this.store.db
      .selectFrom('partition')
      .select(['key', 'held', 'held_seq', 'blocked'])
      .orderBy('key')
      .execute();
  }

  async begin(): Promise<void> {
    this.#fresh = await freshDatabase();
    this.poison.clear();
    this.poison.add('BAD');
    this.sex = 'female';
    this.applied = [];
    this.destinations = [];
  }
  async end(): Promise<void> {
    await this.#operations?.close();
    this.#operations = null;
    await this.stopWorking();
    await this.#fresh?.drop();
  }
}

export const inboxUnderTest = (): InboxUnderTest => {
  const inbox = new InboxUnderTest();
  beforeEach(() => inbox.begin());
  afterEach(() => inbox.end());
  return inbox;
};
