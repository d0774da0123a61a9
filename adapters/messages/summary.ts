import { sql } from 'kysely';
import type { Kysely, RawBuilder, Selectable } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { MessageProblem, MessageSummary } from '../../schema/messages';
import { instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { MessageTable } from '../store/tables/inbox';
import { messageId } from './cursor';
import { problemsOfRow } from './problems';
import { waitingBehind } from './waiting-behind';

const COLUMNS = [
  ...(['seq', 'feed', 'instance', 'received_at', 'peer', 'charset', 'size', 'sending_application'] as const),
  ...(['sending_facility', 'message_type', 'trigger_event', 'control_id', 'processing_id', 'version'] as const),
  ...([
    'state',
    'reason',
    'told_code',
    'told_text',
    'told_at',
    'attempts',
    'translated_at',
    'notes',
    'repeats',
  ] as const),
  ...(['last_repeat_at', 'pruned_at', 'application_code', 'application_text', 'application_told_at'] as const),
  ...(['application_refused', 'conflicts_with', 'batch', 'partition_keys'] as const),
];

/** A message without its bytes. */
export interface SummaryRow extends Pick<Selectable<MessageTable>, (typeof COLUMNS)[number]> {
  readonly problems: readonly MessageProblem[];
  /** The held message that it waits behind, in its own partition or in another person's. */
  readonly behind: number | null;
  readonly waiting_behind: number;
}

/** `select …` of summaries from `message m`, to be followed by conditions and an order. */
export const selectSummaries = (rest: RawBuilder<unknown>): RawBuilder<SummaryRow> => sql<SummaryRow>`
  select ${sql.join(COLUMNS.map((column) => sql.ref(`m.${column}`)))}, ${problemsOfRow} as problems,
    case when m.state = 'received' then (select min(p.held_seq) from partition p
      where p.feed = m.feed and p.key = any(m.partition_keys) and p.blocked and p.held_seq < m.seq)
      when m.state = 'held' then (m.reason ->> 'behind')::bigint end as behind,
    ${waitingBehind} as waiting_behind
  from message m ${rest}`;

/** By sequence; those that are not there are left out. */
export const summaryRows = async (
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, SummaryRow>> => {
  if (seqs.length === 0) return new Map();
  const { rows } = await selectSummaries(sql`where m.seq = any(${seqs}::bigint[])`).execute(db);
  return new Map(rows.map((row) => [Number(row.seq), row]));
};

export const momentOf = (at: Date | null): Instant | null => (at === null ? null : instantOf(at.getTime()));

export const summaryOf = (row: SummaryRow, systemName: (instance: InstanceName) => string): MessageSummary => {
  const instance = row.instance as InstanceName;
  return {
    id: messageId(row.seq),
    feed: row.feed,
    instance,
    systemName: systemName(instance),
    receivedAt: instantOf(row.received_at.getTime()),
    peer: row.peer,
    sendingApplication: row.sending_application,
    sendingFacility: row.sending_facility,
    messageType: row.message_type,
    triggerEvent: row.trigger_event,
    controlId: row.control_id,
    processingId: row.processing_id,
    version: row.version,
    charset: row.charset,
    size: row.size,
    state: row.state,
    reason: row.reason && { hl7: row.reason.hl7, at: row.reason.at, text: row.reason.reason },
    problems: row.problems,
    attempts: row.attempts,
    translatedAt: momentOf(row.translated_at),
    notes: row.notes,
    told:
      row.told_code === null || row.told_at === null
        ? null
        : { code: row.told_code, text: row.told_text, at: instantOf(row.told_at.getTime()) },
    applicationTold:
      row.application_code === null
        ? null
        : {
            code: row.application_code,
            text: row.application_text,
            at: momentOf(row.application_told_at),
            refusedWith: row.application_refused,
          },
    repeats: row.repeats,
    lastRepeatAt: momentOf(row.last_repeat_at),
    prunedAt: momentOf(row.pruned_at),
    behind: row.behind === null ? null : messageId(row.behind),
    waitingBehind: row.waiting_behind,
  };
};
