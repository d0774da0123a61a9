import { textArray } from '../store';
import type { Store } from '../store';
import { IN_TIME } from './keep';
import type { Place } from './keep';

/** What is said to the sender of a message that is on disk. */
export interface Said {
  readonly feed: string;
  readonly contentHash: Buffer;
  readonly accepted: boolean;
  readonly place: Place;
  readonly code: string;
  readonly text: string | null;
}

/** Rows are locked in the order of their places, as workers settle them. */
const TOLD = `
with said as materialized (
  select m.seq, given.code, given.words
  from unnest($1::bigint[], $2::text[], $3::text[]) as given (seq, code, words) join message m on m.seq = given.seq
  order by m.seq for no key update of m
)
update message m set told_code = said.code, told_text = said.words, told_at = $4 from said where m.seq = said.seq`;

/** Puts on record what senders are told, where keeping a message did not: of repeats, and of the messages of a batch. */
export const tell = async ({ pool }: Store, said: readonly Said[], at: string): Promise<void> => {
  if (said.length === 0) return;
  const [codes, texts] = [said.map(({ code }) => code), said.map(({ text }) => text)];
  const values = [said.map(({ place }) => place.seq), textArray(codes), textArray(texts), at];
  await pool.query({ name: 'inbox-told', text: TOLD, ...IN_TIME, values });
};
