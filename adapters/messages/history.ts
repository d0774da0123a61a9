import type { Kysely } from 'kysely';
import { instantOf } from '../../schema/time';
import type { Happening } from '../../schema/messages';
import type { Tables } from '../store';
import { summaryRows, type SummaryRow } from './summary';

const KINDS: readonly Happening['what'][] = [
  ...(['received', 'told', 'repeated', 'retried', 'translated', 'held', 'refused', 'released', 'dismissed'] as const),
  ...(['replayed', 'resent', 'application-told', 'application-refused', 'opened', 'pruned'] as const),
];

const own = (what: Happening['what'], at: Date | null, words: string): readonly Happening[] =>
  at === null ? [] : [{ at: instantOf(at.getTime()), what, words, by: null, reason: null }];

/** What a message's own row tells: it keeps the last of each. */
const fromRow = (row: SummaryRow): readonly Happening[] => [
  ...own('received', row.received_at, `${row.size} bytes on ${row.feed} from ${row.peer}`),
  ...own(
    'refused',
    row.state === 'refused' ? row.received_at : null,
    [row.reason?.hl7, row.reason?.at, row.reason?.reason].filter(Boolean).join(' '),
  ),
  ...own(
    'told',
    row.told_code === null ? null : row.told_at,
    [row.told_code, row.told_text].filter((part) => part !== null && part !== '').join(': '),
  ),
  ...own(
    'repeated',
    row.last_repeat_at,
    row.repeats === 1
      ? 'the same bytes came again'
      : `the same bytes came again ${row.repeats} times; this was the last`,
  ),
  ...own('translated', row.translated_at, 'its events are in the read models'),
  ...own(
    'application-told',
    row.application_told_at,
    [row.application_code, row.application_text].filter((part) => part !== null && part !== '').join(': '),
  ),
  ...own(
    'pruned',
    row.pruned_at,
    'its content was removed at the end of its retention; it cannot be opened or processed again',
  ),
];

const ORDER = new Map(KINDS.map((what, at) => [what, at]));
const before = (one: Happening, other: Happening): number =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : (ORDER.get(one.what) ?? 0) - (ORDER.get(other.what) ?? 0);

/** Oldest first, by sequence; what was written down when it happened stands before what the row alone tells. */
export const historyOf = async (
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly Happening[]>> => {
  const rows = await summaryRows(db, seqs);
  const written = new Map<number, Happening[]>();
  const happenings =
    seqs.length === 0
      ? []
      : await db
          .selectFrom('message_happening')
          .selectAll()
          .where('seq', 'in', [...seqs])
          .orderBy('id')
          .execute();
  for (const { seq, at, what, words, user_id, user_name, reason } of happenings) {
    const kind = KINDS.find((known) => known === what);
    if (kind === undefined) continue;
    const by = user_id === null ? null : { userId: user_id, name: user_name ?? user_id };
    const list = written.get(seq) ?? [];
    list.push({ at: instantOf(at.getTime()), what: kind, words, by, reason });
    written.set(seq, list);
  }
  return new Map(
    [...rows].map(([seq, row]) => {
      const told = written.get(seq) ?? [];
      // That nobody was there to be told is written down; that a repeat was told is in the row.
      const isWritten = ({ what }: Happening): boolean =>
        what !== 'application-told' && told.some((one) => one.what === what);
      const derived = fromRow(row).filter((one) => !isWritten(one));
      return [seq, [...derived, ...told].sort(before)];
    }),
  );
};
