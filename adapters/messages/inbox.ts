import type { Ask } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { RecordIds } from '../../schema/record-id';
import type { Inbox, MessageSummary } from '../../schema/messages';
import type { IdentityIndex } from '../identity';
import type { InboxOperations } from '../inbox/operations';
import type { Recorder } from '../routing';
import type { Store } from '../store';
import { actionRecord, actionRecords } from './action-records';
import { createActing } from './acting';
import { alertsOf } from './alerts';
import { countMessages } from './counts';
import { seqOf } from './cursor';
import { feedStates, ratesOf, type AgreedFeed } from './feed-states';
import { historyOf } from './history';
import { onRecord } from './looked-up';
import { createOpening } from './opening';
import { createRecorded } from './recorded';
import { relatedTo } from './related';
import { findMessages } from './search';
import { summaryOf, summaryRows, type SummaryRow } from './summary';

export interface InboxMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly identity: Pick<IdentityIndex, 'bySubjects' | 'find'>;
  readonly ids: RecordIds;
  readonly operations: InboxOperations;
  readonly feeds: readonly AgreedFeed[];
  /** What messages of a feed are read in where they do not say. */
  readonly charsetOf: (feed: string) => string;
  readonly systemName: (instance: InstanceName) => string;
  /** Processes that go by other settings than this one, when that was looked at last. */
  readonly withOtherSettings: () => readonly string[];
}

/** Messages as engineers see them. Every method authorises, reads, and is on record before it answers. */
export const createInbox = (means: InboxMeans): Inbox => {
  const { store, clock, identity, systemName } = means;
  const { db } = store;
  const recorded = createRecorded(means.recorder);
  const shown = (row: SummaryRow): MessageSummary => summaryOf(row, systemName);
  const instancesOf = (rows: readonly SummaryRow[]): InstanceName[] => rows.map((row) => row.instance as InstanceName);
  const seqsOf = (ids: readonly string[]): number[] => ids.flatMap((id) => seqOf(id) ?? []);
  /** Same length, same order as the ids. */
  const byId = <T>(ids: readonly string[], found: ReadonlyMap<number, T>): (T | undefined)[] =>
    ids.map((id) => found.get(seqOf(id) ?? -1));

  const read = async <T>(ask: Ask, note: string, work: () => Promise<T>): Promise<T> =>
    recorded.read('messages', ask, work, () => ({ note }));

  return {
    search: async (filter, page, ask) => {
      const { found } = await recorded.read(
        'messages',
        ask,
        async () => {
          const found = await findMessages(db, clock, filter, page);
          const seqs = found.rows.map(({ seq }) => seq);
          return { found, record: await onRecord(db, identity, 'search', filter, seqs) };
        },
        ({ found: { rows }, record }) => ({ ...record, instances: instancesOf(rows) }),
      );
      const { rows, cursors, hasNextPage, endCursor } = found;
      return { messages: rows.map(shown), cursors, hasNextPage, endCursor };
    },
    byIds: (ids, ask) =>
      read(ask, 'by id', async () =>
        byId(ids, await summaryRows(db, seqsOf(ids))).map((row) => (row === undefined ? null : shown(row))),
      ),
    history: (ids, ask) =>
      read(ask, 'history', async () => byId(ids, await historyOf(db, seqsOf(ids))).map((list) => list ?? [])),
    related: (ids, ask) =>
      read(ask, 'related', async () =>
        byId(ids, await relatedTo(db, seqsOf(ids))).map((list) =>
          (list ?? []).map(({ relation, row }) => ({ relation, message: shown(row) })),
        ),
      ),
    counts: async (filter, by, ask) => {
      const { counts } = await recorded.read(
        'messages',
        ask,
        async () => ({
          counts: await countMessages(db, filter, by, now(clock)),
          record: await onRecord(db, identity, `counts by ${by}`, filter, []),
        }),
        ({ record }) => record,
      );
      return counts;
    },
    feeds: (ask) => read(ask, 'feeds', () => feedStates(db, clock, means.feeds, systemName)),
    rates: (feeds, window, slices, ask) => read(ask, 'rates', () => ratesOf(db, feeds, window, slices)),
    alerts: (open, ask) => read(ask, 'alerts', () => alertsOf(db, open)),
    processesWithOtherSettings: (ask) =>
      read(ask, 'processes with other settings', () => Promise.resolve(means.withOtherSettings())),
    actions: (page, ask) => read(ask, 'actions', () => actionRecords(db, page)),
    action: (id, ask) => read(ask, 'action', () => actionRecord(db, id)),
    destinations: (ask) => read(ask, 'destinations', () => Promise.resolve(means.operations.destinations())),
    content: createOpening(means, recorded),
    ...createActing(means, recorded),
  };
};
