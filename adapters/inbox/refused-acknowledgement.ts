import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { Hl7Message } from '../wire/hl7v2/message';

const NOES = ['AE', 'AR', 'CE', 'CR'] as const;

/** MSA-1 of an answer that is no yes (HL7 table 0008); `other` where it is nothing that the table knows. */
export type RefusalCode = (typeof NOES)[number] | 'other';

/** Null where the answer is a yes. */
export const refusalIn = (answer: Hl7Message): RefusalCode | null => {
  const code = answer.first('MSA')?.text(1) ?? '';
  return code === 'AA' || code === 'CA' ? null : (NOES.find((no) => no === code) ?? 'other');
};

/**
 * Puts on record that the receiver of a message's application acknowledgement refused it: it was sent, and may have been
 * acted on by nobody. False where that was known, or where the feed was never owed one for that message: nothing happens
 * then. The words of the answer (MSA-3) may be about a patient, and stay out.
 */
export const recordRefusal = async (
  db: Kysely<Tables>,
  { feed, seq, code }: { readonly feed: string; readonly seq: number; readonly code: RefusalCode },
  at: Instant,
): Promise<boolean> => {
  const { rows } = await sql`
    with refused as (
      update message set application_refused = ${code}
      where seq = ${seq} and feed = ${feed} and application_code is not null
        and application_refused is distinct from ${code}
      returning seq, application_code
    )
    insert into message_happening (seq, at, what, words)
    select seq, ${at}::timestamptz, 'application-refused',
      ${`its receiver answered ${code} to our `} || application_code from refused
    returning seq`.execute(db);
  return rows.length > 0;
};
