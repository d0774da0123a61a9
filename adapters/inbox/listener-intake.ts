import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import { acknowledgeBatch, batchHeader } from '../wire/hl7v2/acknowledge-batch';
import { splitBatch, startsBatch } from '../wire/hl7v2/batch';
import type { SplitBatch } from '../wire/hl7v2/batch';
import { decode, encode } from '../wire/hl7v2/charset';
import { mshOf } from '../wire/hl7v2/msh';
import { utcStamp } from '../wire/hl7v2/timestamp';
import { NO_REPLY } from '../wire/mllp/reply';
import type { Reply } from '../wire/mllp/reply';
import type { Feed } from './feed';
import type { Intake, Part, Sender } from './intake';

export interface Listening {
  readonly feed: Feed;
  readonly intake: Intake;
}

export type ListenerIntake = Pick<Intake, 'receive' | 'receiveBroken'>;

/** Enough of a text to see how it begins. */
const BEGINNING = 256;

interface Text {
  readonly text: string;
  readonly write: (text: string) => Buffer;
}

/** Characters that go back to the very bytes they came from: each byte one, but where a character is several. */
const reversible = (bytes: Buffer): Text => {
  const { charset } = decode(bytes.subarray(0, BEGINNING), 'utf-8');
  if (/^utf-(?:16|32)/.test(charset)) {
    return { text: decode(bytes, charset).text, write: (text) => encode(text, charset) };
  }
  return { text: bytes.toString('latin1'), write: (text) => Buffer.from(text, 'latin1') };
};

/**
 * What a listener's messages go through before they reach the intake of their feed. Feeds of one listener are told apart
 * by MSH-4; a message that nobody claims goes to the first, which keeps it and refuses it.
 *
 * A file or a batch (FHS, BHS: 2.5.1 section 2.10.3) is not a message. Its envelope is kept as a row of its own, superseded
 * by the messages that it brought; each of those is kept, judged, acknowledged and translated as if it had come alone, also
 * where the batch holds feeds of several systems, or one bad message among good ones. The answer is one block: the
 * envelope turned round, with an acknowledgement for every message that asks for one. A message that could not be stored
 * leaves the whole batch unanswered, and on record as told nothing: its sender sends it again, and what was stored already
 * is then a repeat, without a second effect and acknowledged again.
 */
export const createListenerIntake = (
  members: readonly [Listening, ...Listening[]],
  { clock }: { readonly clock: Clock },
): ListenerIntake => {
  const [first] = members;
  const ofFacility = (facility: string): Intake =>
    (members.find(({ feed }) => feed.profile.sendingFacilities.includes(facility)) ?? first).intake;
  const intakeFor = (bytes: Buffer): Intake =>
    members.length === 1 ? first.intake : ofFacility(mshOf(bytes)?.sendingFacility ?? '');

  const receiveBatch = async (split: SplitBatch, { write }: Text, bytes: Buffer, from: Sender): Promise<Reply> => {
    const own = ofFacility(batchHeader(split.envelope[0] ?? '').text(4));
    const envelope = await own.keepEnvelope(split, bytes, from);
    if (envelope === null) return null;
    const kept: Part[][] = [];
    for (const batch of split.batches) {
      const parts: Part[] = [];
      for (const message of batch.messages) {
        const one = write(message);
        const part = await intakeFor(one).receivePart(one, from, envelope);
        if (part === null) return null;
        parts.push(part);
      }
      kept.push(parts);
    }
    // Of those that are stored nothing is told either, should a later one not be: only now is it known what is said.
    if (!(await own.tellBatch(kept.flat()))) return null;
    const acknowledgements = kept.map((parts) =>
      parts.flatMap(({ reply }) => (reply === NO_REPLY ? [] : [reversible(reply).text])),
    );
    // As with a single message: who asks for nothing is answered nothing.
    if (split.messages.length > 0 && acknowledgements.every((replies) => replies.length === 0)) return NO_REPLY;
    return write(acknowledgeBatch(split, { acknowledgements, controlId: `B${envelope}`, at: utcStamp(now(clock)) }));
  };

  return {
    receive: async (bytes, from) => {
      const beginning = reversible(bytes.subarray(0, BEGINNING)).text;
      if (!startsBatch(beginning)) return intakeFor(bytes).receive(bytes, from);
      const read = reversible(bytes);
      return receiveBatch(splitBatch(read.text), read, bytes, from);
    },
    receiveBroken: (bytes, reason, from) => intakeFor(bytes).receiveBroken(bytes, reason, from),
  };
};
