import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { Refusal } from '../contract';
import { acknowledge } from '../wire/hl7v2/acknowledge';
import { decode, encode } from '../wire/hl7v2/charset';
import type { Hl7Message } from '../wire/hl7v2/message';
import { mshOf } from '../wire/hl7v2/msh';
import type { Msh } from '../wire/hl7v2/msh';
import { utcStamp } from '../wire/hl7v2/timestamp';
import type { Store, Tables } from '../store';
import type { HeldReason } from '../store/tables/inbox';
import { askedBy, codeAfterwards } from './acknowledgement-mode';
import type { Asked } from './acknowledgement-mode';
import type { Feed } from './feed';
import { refusalIn } from './refused-acknowledgement';
import type { RefusalCode } from './refused-acknowledgement';
import type { Verdict } from './verdict';

/** Told when an application acknowledgement is owed; the payload is the feed's name. */
export const OWED_CHANNEL = 'application-acknowledgement';
/** Owed on the connection that the message came on; what follows is its peer, `10.1.2.3:50123`. */
export const ON_CONNECTION = 'connection:';

/** MSH-10 of ours. Commit acknowledgements begin otherwise, so an answer to one is told from an answer to the other. */
const controlIdOf = (seq: number): string => `A${seq}`;

/** What a sender answers to an application acknowledgement that we sent it. */
export interface AnswerToOurs {
  /** The message that we acknowledged. */
  readonly seq: number;
  readonly refused: RefusalCode | null;
}

/** Null of any other message. It is none itself, and answered by nothing. */
export const answerToOurs = (message: Hl7Message): AnswerToOurs | null => {
  const [, seq] = /^A(\d{1,15})$/.exec(message.first('MSA')?.text(2) ?? '') ?? [];
  if (message.messageType !== 'ACK' || seq === undefined) return null;
  return { seq: Number(seq), refused: refusalIn(message) };
};

/** `feed.acknowledgeTo`, or the connection that it came on. */
const owedTo = (feed: Feed, peer: string): string => {
  const to = feed.acknowledgeTo;
  return to === undefined || to.sameConnection ? `${ON_CONNECTION}${peer}` : `${to.host}:${to.port}`;
};

interface Owed {
  readonly seq: number;
  readonly peer: string;
  readonly msh: Msh;
  readonly charset: string;
  readonly code: 'AA' | 'AE' | 'AR';
  readonly reason: HeldReason | Refusal | null;
}

/** What was told before, and was something else or was refused, goes into the message's history: its row says what it is owed now. */
const owe = async (db: Kysely<Tables>, feed: Feed, owed: readonly Owed[], at: Instant): Promise<void> => {
  if (owed.length === 0) return;
  for (const { seq, peer, msh, charset, code, reason } of owed) {
    const text = acknowledge(msh, {
      code,
      controlId: controlIdOf(seq),
      at: utcStamp(at),
      // Over a return connection it is a message like any other, and asks for its own commit acknowledgement.
      commit: feed.acknowledgeTo === undefined ? 'NE' : 'AL',
      ...(reason && { errors: [{ hl7: reason.hl7 as Refusal['hl7'], location: reason.at, text: reason.reason }] }),
    });
    await sql`
      with before as (
        insert into message_happening (seq, at, what, words)
        select seq, application_told_at, 'application-told', concat_ws(': ', application_code, application_text)
        from message where seq = ${seq} and application_told_at is not null
          and (application_code <> ${code} or application_refused is not null)
      ), told as (
        update message set application_code = ${code}, application_text = ${reason?.reason ?? null},
          application_told_at = case when application_code = ${code} and application_refused is null
            then application_told_at end,
          application_refused = null
        where seq = ${seq}
      )
      insert into application_acknowledgement (seq, feed, owed_to, text, next_at, owed_at)
      values (${seq}, ${feed.name}, ${owedTo(feed, peer)}, ${encode(text, charset)}, ${at}, ${at})
      on conflict (seq) do update set owed_to = excluded.owed_to, text = excluded.text, next_at = excluded.next_at,
        owed_at = excluded.owed_at`.execute(db);
  }
  await sql`select pg_notify(${OWED_CHANNEL}, ${feed.name})`.execute(db);
};

interface Settled {
  readonly seq: number;
  readonly peer: string;
  readonly state: 'translated' | 'held' | 'superseded';
  readonly reason: HeldReason | null;
}

/** Nobody who is told AE should believe that it may still be taken. */
const SET_ASIDE = 'it is set aside for good, and has no effect';

/** What its sender is told of a message that is not translated; null of one that is. */
const reasonOf = ({ state, reason }: Settled): HeldReason | null => {
  switch (state) {
    case 'translated':
      return null;
    case 'held':
      return reason;
    case 'superseded':
      return reason === null
        ? { hl7: '207', at: '', reason: SET_ASIDE }
        : { ...reason, reason: `${reason.reason}; ${SET_ASIDE}` };
  }
};

/**
 * Owes the application acknowledgements of messages that are done with, to those senders who asked for one (MSH-16): AA
 * when translated, AE with the reason when held, or when an engineer set aside what nobody was told of before. One that is
 * held only because it waits behind another is not done with: nothing is said against it yet. In the transaction that settles the messages, so that what was said to be
 * owed and what became of a message never differ. A message is told of once: one that was held, told AE, and is translated
 * after somebody acted is not told of again, unless its sender repeats it.
 */
export const oweApplicationAcknowledgements = async (
  db: Kysely<Tables>,
  feed: Feed,
  messages: readonly { readonly seq: number; readonly bytes: Buffer }[],
  at: Instant,
  /** Of a sender who repeats the message: it is told again, and there. */
  repeatedBy?: string,
): Promise<void> => {
  const asking = new Map<number, { readonly msh: Msh; readonly asked: Asked; readonly charset: string }>();
  for (const { seq, bytes } of messages) {
    const msh = mshOf(bytes, feed.profile.charset);
    const asked = askedBy(msh, feed.acknowledgements);
    if (msh === null || asked.mode === 'original' || asked.application === 'NE') continue;
    asking.set(seq, { msh, asked, charset: decode(bytes, feed.profile.charset).charset });
  }
  if (asking.size === 0) return;
  const { rows } = await sql<Settled>`
    select seq, peer, state, reason from message
    where seq = any(${[...asking.keys()]}::bigint[]) and state in ('translated', 'held', 'superseded')
      and not (state = 'held' and reason ->> 'behind' is not null)
      and (${repeatedBy !== undefined} or application_code is null)
    order by seq`.execute(db);
  const owed = rows.flatMap((row): Owed[] => {
    const { seq, peer, state } = row;
    const one = asking.get(seq);
    const code = one && codeAfterwards(one.asked, state === 'translated' ? state : 'held');
    return one && code ? [{ ...one, seq, peer: repeatedBy ?? peer, code, reason: reasonOf(row) }] : [];
  });
  await owe(db, feed, owed, at);
};

interface AtIntake {
  readonly seq: number;
  readonly isRepeat: boolean;
  readonly msh: Msh | null;
  readonly asked: Asked;
  readonly verdict: Verdict;
  readonly charset: string;
  readonly bytes: Buffer;
  /** Where it came from now, which for a repeat may be another connection than the first time. */
  readonly peer: string;
}

/**
 * What intake itself owes: the rejection that no commit acknowledgement tells, and, to a sender who repeats a message that
 * is long done with, its application acknowledgement again. Before the sender is answered, so that it asks again where
 * this fails.
 */
export const oweAtIntake = async (
  { store, feed, clock }: { readonly store: Store; readonly feed: Feed; readonly clock: Clock },
  { seq, isRepeat, msh, asked, verdict, charset, bytes, peer }: AtIntake,
): Promise<void> => {
  if (msh === null || asked.mode === 'original' || asked.application === 'NE') return;
  if (verdict.kind === 'accepted') {
    if (isRepeat) await oweApplicationAcknowledgements(store.db, feed, [{ seq, bytes }], now(clock), peer);
    return;
  }
  const code = codeAfterwards(asked, verdict.kind);
  if (code === null) return;
  await owe(store.db, feed, [{ seq, peer, msh, charset, code, reason: verdict.refusal }], now(clock));
};
