import { hash } from 'node:crypto';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { acknowledge } from '../wire/hl7v2/acknowledge';
import { batchHeader, batchShortfalls } from '../wire/hl7v2/acknowledge-batch';
import type { SplitBatch } from '../wire/hl7v2/batch';
import { decode, encode } from '../wire/hl7v2/charset';
import { VISIBLE_NUL } from '../wire/hl7v2/escapes';
import { mshOf, mshOfRead } from '../wire/hl7v2/msh';
import type { Msh } from '../wire/hl7v2/msh';
import { parseMessage } from '../wire/hl7v2/parse';
import { utcStamp } from '../wire/hl7v2/timestamp';
import { BrokenReason } from '../wire/mllp/frames';
import { NO_REPLY } from '../wire/mllp/reply';
import type { Reply } from '../wire/mllp/reply';
import type { Store } from '../store';
import { askedBy, codeAtOnce } from './acknowledgement-mode';
import { answerToOurs, oweAtIntake } from './application-acknowledgement';
import type { AnswerToOurs } from './application-acknowledgement';
import { mayHaveBeenDone } from './fault';
import type { Feed } from './feed';
import { namedIn } from './identifiers';
import { NEVER_READ, NOTHING_TOLD } from './keep';
import type { Kept, KeptHeader, Place } from './keep';
import { createKeep } from './keep-together';
import { createNudge } from './nudge';
import { partitionKeys } from './partition-keys';
import { recordRefusal } from './refused-acknowledgement';
import { createSafely } from './safely';
import type { Unsaid } from './take-back';
import { tell } from './told';
import type { Said } from './told';
import { judge, tooLarge } from './verdict';
import type { Verdict } from './verdict';

export interface Sender {
  readonly address: string;
  readonly port: number;
}

export interface Intake {
  /**
   * Keeps one message and gives its acknowledgement: positive only when it is on disk. Null when it could not be stored,
   * because the store is down, full or slow: the sender then keeps it and comes back, where many would drop what was
   * answered AR, and none may be told a yes that is not so.
   */
  receive(bytes: Buffer, from: Sender): Promise<Reply>;
  /**
   * Keeps one message of a batch, in `envelope`. Null when it could not be stored. Its sender is told nothing before all
   * of the batch are kept: see {@link Intake.tellBatch}.
   */
  receivePart(bytes: Buffer, from: Sender, envelope: number): Promise<Part | null>;
  /** Puts on record what is now told of the messages of a batch; false when that could not be stored. */
  tellBatch(parts: readonly Part[]): Promise<boolean>;
  /**
   * Keeps what was never a whole message, with the reason. One too large is told so; any other's sender is told nothing,
   * and its connection is closed: it has still to send it whole.
   */
  receiveBroken(bytes: Buffer, reason: string, from: Sender): Promise<Reply>;
  /** Keeps what holds a batch together, without its messages: they are kept by themselves. Null when it could not be stored. */
  keepEnvelope(split: SplitBatch, bytes: Buffer, from: Sender): Promise<number | null>;
}

/** A message of a batch that is on disk, and its acknowledgement. */
export interface Part {
  readonly reply: Buffer | typeof NO_REPLY;
  /** Null where its sender is told nothing. */
  readonly said: Said | null;
}

export interface IntakeMeans {
  readonly store: Store;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly log?: (line: string) => void;
  /** How long the store may take to keep a message; {@link STORE_LIMIT_MS} where not given. */
  readonly storeLimitMs?: number;
}

/** Senders commonly wait 10 to 30 s for an acknowledgement, and take a closed connection for what it is. */
const STORE_LIMIT_MS = 10_000;
const LONGEST_FIELD = 200;
/** Of a message that is too large: enough to see whose it is and what it was. */
const KEPT_OF_TOO_LARGE = 64 * 1024;

const cut = (text: string | undefined): string => (text ?? '').slice(0, LONGEST_FIELD);

const peerOf = ({ address, port }: Sender): string => `${address}:${port}`;

const headerOf = (msh: Msh | null): KeptHeader => ({
  sendingApplication: cut(msh?.sendingApplication),
  sendingFacility: cut(msh?.sendingFacility),
  messageType: cut(msh?.messageType),
  triggerEvent: cut(msh?.triggerEvent),
  controlId: cut(msh?.controlId),
  processingId: cut(msh?.processingId),
  version: cut(msh?.version),
});

/** What is known of a message beyond where and when it came from. */
type Judged = Omit<Kept, 'feed' | 'instance' | 'receivedAt' | 'peer' | 'bytes' | 'size' | 'contentHash'>;

/** What it is kept as, where that is not all that came. */
interface Cut {
  readonly kept: Buffer;
}

type Arrival = Pick<Kept, 'contentHash'> & { readonly receivedAt: Instant };

const NOWHERE = { accepted: false, partitions: [], identifiers: [], toldCode: null, toldText: null } as const;

export const createIntake = (means: IntakeMeans): Intake => {
  const { store, feed, clock, log = () => undefined, storeLimitMs = STORE_LIMIT_MS } = means;
  const { profile } = feed;
  const nudge = createNudge(store);
  const keep = createKeep(store);
  const safely = createSafely({ store, feed, clock, log, storeLimitMs });
  const unsaidOf = (said: readonly Said[], at: Instant): readonly Unsaid[] =>
    said.map(({ place: { repeats, before }, ...one }) => ({ ...one, at, repeats, before }));

  const arrivalOf = (bytes: Buffer): Arrival => ({
    receivedAt: now(clock),
    contentHash: hash('sha256', bytes, 'buffer'),
  });
  const stored = async (bytes: Buffer, from: Sender, arrival: Arrival, rest: Judged, part?: Cut): Promise<Place> => {
    const added = await keep({
      ...rest,
      ...arrival,
      feed: feed.name,
      instance: feed.instance,
      peer: peerOf(from),
      bytes: part?.kept ?? bytes,
      size: bytes.length,
    });
    // Also for one that was stored too late to be acknowledged.
    if (rest.state === 'received' && !added.isRepeat) nudge();
    return added;
  };

  /**
   * Keeps a judged message, and everything that its sender is owed for it; then gives the answer. What is told of a message
   * that is new and came alone is kept with it, in one statement; else it is put on record after, before it is told.
   */
  const answer = async (
    bytes: Buffer,
    from: Sender,
    { msh, verdict }: { readonly msh: Msh | null; readonly verdict: Verdict },
    read: Omit<Judged, 'header' | 'toldCode' | 'toldText'>,
    part?: Cut,
  ): Promise<Part | null> => {
    const asked = askedBy(msh, feed.acknowledgements);
    const code = codeAtOnce(asked, verdict);
    const refusal = verdict.kind === 'accepted' ? null : verdict.refusal;
    const text = code === null ? null : (refusal?.reason ?? null);
    const { charset, accepted, batch } = read;
    const alone = batch === null;
    const arrival = arrivalOf(bytes);
    const one = { feed: feed.name, contentHash: arrival.contentHash, accepted };
    const sayOf = (place: Place): Said | null => (code === null ? null : { ...one, place, code, text });
    let place: Place | null = null;
    const keepIt = async (): Promise<Place> => {
      const told = alone ? { toldCode: code, toldText: text } : { toldCode: null, toldText: null };
      const added = await stored(bytes, from, arrival, { ...read, ...told, header: headerOf(msh) }, part);
      place = added;
      await oweAtIntake({ store, feed, clock }, { msh, asked, verdict, charset, bytes, peer: peerOf(from), ...added });
      const said = sayOf(added);
      if (alone && added.isRepeat && said !== null) await tell(store, [said], arrival.receivedAt);
      return added;
    };
    const unsaid = (error: unknown): readonly Unsaid[] => {
      if (code === null || !alone) return [];
      const said = place && sayOf(place);
      if (said !== null) return unsaidOf([said], arrival.receivedAt);
      return mayHaveBeenDone(error) ? [{ ...one, at: arrival.receivedAt, repeats: null, before: NOTHING_TOLD }] : [];
    };
    const known = await safely(keepIt, unsaid);
    if (known === null) return null;
    if (code === null) return { reply: NO_REPLY, said: null };
    const acknowledgement = acknowledge(msh, {
      code,
      controlId: `C${known.seq}`,
      at: utcStamp(now(clock)),
      ...(refusal && { errors: [{ hl7: refusal.hl7, location: refusal.at, text: refusal.reason }] }),
    });
    return { reply: encode(acknowledgement, charset), said: sayOf(known) };
  };

  /** Its sender waits for nothing: what could not be put on record is told of in the log alone. */
  const heed = async ({ seq, refused: code }: AnswerToOurs, from: Sender): Promise<void> => {
    if (code === null) return;
    const isNew = await safely(() => recordRefusal(store.db, { feed: feed.name, seq, code }, now(clock)));
    if (isNew === false) return;
    log(
      `${feed.name}: the application acknowledgement of message ${seq} was refused by ${peerOf(from)} (${code})` +
        (isNew === null ? '; that could not be put on record' : '; it is not sent again'),
    );
  };

  const receive = async (bytes: Buffer, from: Sender, batch: number | null): Promise<Part | null> => {
    const decoded = decode(bytes, profile.charset);
    const parsed = parseMessage(decoded.text);
    const msh = mshOfRead(bytes, parsed, profile.charset);
    const answered = parsed.kind === 'message' ? answerToOurs(parsed.message) : null;
    if (answered !== null) {
      await heed(answered, from);
      return { reply: NO_REPLY, said: null };
    }
    const verdict = judge(msh, parsed, profile, decoded.unreadable);
    const accepted = verdict.kind === 'accepted';
    return answer(
      bytes,
      from,
      { msh, verdict },
      {
        batch,
        charset: decoded.charset,
        accepted,
        partitions: accepted && parsed.kind === 'message' ? partitionKeys(parsed.message, profile) : [],
        identifiers: parsed.kind === 'message' ? namedIn(parsed.message, profile) : [],
        state: accepted ? 'received' : 'refused',
        reason: accepted ? null : verdict.refusal,
        notes: [...new Set([...decoded.notes, ...(parsed.kind === 'message' ? parsed.notes : [])])],
      },
    );
  };

  return {
    receive: async (bytes, from) => (await receive(bytes, from, null))?.reply ?? null,
    receivePart: receive,
    tellBatch: async (parts) => {
      const said = parts.flatMap((part) => part.said ?? []);
      const at = now(clock);
      const done = await safely(
        () => tell(store, said, at),
        () => unsaidOf(said, at),
      );
      return done !== null;
    },
    receiveBroken: async (bytes, reason, from) => {
      const msh = mshOf(bytes, profile.charset);
      const broken = { ...NOWHERE, batch: null, state: 'refused', notes: [] } as const;
      if (reason === BrokenReason.tooLarge) {
        const verdict = tooLarge(bytes.length);
        const charset = decode(bytes.subarray(0, KEPT_OF_TOO_LARGE), profile.charset).charset;
        const kept = bytes.subarray(0, KEPT_OF_TOO_LARGE);
        const read = { ...broken, charset, reason: verdict.refusal };
        return (await answer(bytes, from, { msh, verdict }, read, { kept }))?.reply ?? null;
      }
      const rest = { ...broken, header: headerOf(msh), charset: NEVER_READ, reason: { hl7: '100', at: '', reason } };
      await safely(() => stored(bytes, from, arrivalOf(bytes), rest));
      return null;
    },
    keepEnvelope: async (split, bytes, from) => {
      const [first = ''] = split.envelope;
      const header = batchHeader(first);
      // A message's text is read without them; this one is cut from the bytes.
      const said = (field: number): string => cut(header.text(field).replaceAll('\u0000', VISIBLE_NUL));
      const kept = Buffer.from([...split.envelope.map((line) => `${line}\r`), split.stray].join(''), 'latin1');
      const notes = batchShortfalls(split);
      if (notes.length > 0) log(`${feed.name}: a batch is not whole: ${notes.join('; ')}; what it holds is taken`);
      const envelope = {
        ...NOWHERE,
        batch: null,
        charset: 'iso-8859-1',
        header: {
          sendingApplication: said(3),
          sendingFacility: said(4),
          messageType: header.name,
          triggerEvent: '',
          controlId: said(11),
          processingId: '',
          version: '',
        },
        state: 'superseded',
        reason: null,
        notes,
      } as const;
      return (await safely(() => stored(bytes, from, arrivalOf(bytes), envelope, { kept })))?.seq ?? null;
    },
  };
};
