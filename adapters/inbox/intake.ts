import { hash } from 'node:crypto';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import { acknowledge } from '../wire/hl7v2/acknowledge';
import { batchHeader, batchShortfalls } from '../wire/hl7v2/acknowledge-batch';
import type { SplitBatch } from '../wire/hl7v2/batch';
import { decode, encode } from '../wire/hl7v2/charset';
import { mshOf, mshOfRead } from '../wire/hl7v2/msh';
import type { Msh } from '../wire/hl7v2/msh';
import { parseMessage } from '../wire/hl7v2/parse';
import { utcStamp } from '../wire/hl7v2/timestamp';
import { BrokenReason } from '../wire/mllp/frames';
import { NO_REPLY } from '../wire/mllp/reply';
import type { Reply } from '../wire/mllp/reply';
import type { Store } from '../store';
import { askedBy, codeAtOnce } from './acknowledgement-mode';
import { answersOurs, oweAtIntake } from './application-acknowledgement';
import { DEFAULT_MAX_CONNECTIONS } from './feed';
import type { Feed } from './feed';
import { namedIn } from './identifiers';
import { keepUntold } from './keep';
import type { Kept, KeptHeader, Place } from './keep';
import { createKeep } from './keep-together';
import { createNudge } from './nudge';
import { keepOutage } from './outage';
import { partitionKeys } from './partition-keys';
import { createStoreCondition, StoreTooSlow, within } from './store-condition';
import type { Outage } from './store-condition';
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
   * `batch`: the envelope that it came in.
   */
  receive(bytes: Buffer, from: Sender, batch?: number): Promise<Reply>;
  /**
   * Keeps what was never a whole message, with the reason. One too large is told so; any other's sender is told nothing,
   * and its connection is closed: it has still to send it whole.
   */
  receiveBroken(bytes: Buffer, reason: string, from: Sender): Promise<Reply>;
  /** Keeps what holds a batch together, without its messages: they are kept by themselves. Null when it could not be stored. */
  keepEnvelope(split: SplitBatch, bytes: Buffer, from: Sender): Promise<number | null>;
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

const NOWHERE = { accepted: false, partitions: [], identifiers: [], toldCode: null, toldText: null } as const;

export const createIntake = (means: IntakeMeans): Intake => {
  const { store, feed, clock, log = () => undefined, storeLimitMs = STORE_LIMIT_MS } = means;
  const { profile } = feed;
  const nudge = createNudge(store);
  const keep = createKeep(store);
  const over = (outage: Outage): void => void keepOutage(store, feed.name, outage, log);
  const condition = createStoreCondition({ feed: feed.name, clock, log, over });

  /** Messages given up on count until the store is done with them: those that keep coming back must not pile up here. */
  let outstanding = 0;
  const mostOutstanding = 2 * (feed.listening?.maxConnections ?? DEFAULT_MAX_CONNECTIONS);
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    if (outstanding >= mostOutstanding) throw new StoreTooSlow(storeLimitMs);
    outstanding += 1;
    try {
      return await work();
    } finally {
      outstanding -= 1;
    }
  };
  /** Null when it cannot be said to be on disk. `untold`: done then, as soon as it is known what became of the work. */
  const safely = async <T>(work: () => Promise<T>, untold?: () => Promise<void>): Promise<T | null> => {
    const begun = counted(work);
    try {
      const done = await within(storeLimitMs, begun);
      condition.stored();
      return done;
    } catch (error) {
      if (untold !== undefined) void begun.then(untold, untold);
      condition.failed(error);
      return null;
    }
  };
  /** Its sender was given up on, yet it is on disk: what was to be said of it was not said. */
  const tellUntold = async (place: Place): Promise<void> => {
    try {
      await keepUntold(store, place);
    } catch (error) {
      log(
        `${feed.name}: that the sender of message ${place.seq} was told nothing is not on record (${faultName(error)})`,
      );
    }
  };
  const stored = async (bytes: Buffer, from: Sender, rest: Judged, part?: Cut) => {
    const added = await keep({
      ...rest,
      feed: feed.name,
      instance: feed.instance,
      receivedAt: now(clock),
      peer: peerOf(from),
      bytes: part?.kept ?? bytes,
      size: bytes.length,
      contentHash: hash('sha256', bytes, 'buffer'),
    });
    // Also for one that was stored too late to be acknowledged.
    if (rest.state === 'received' && !added.isRepeat) nudge();
    return added;
  };

  /** Keeps a judged message, and everything that its sender is owed for it; then answers. */
  const answer = async (
    bytes: Buffer,
    from: Sender,
    { msh, verdict }: { readonly msh: Msh | null; readonly verdict: Verdict },
    read: Omit<Judged, 'header' | 'toldCode' | 'toldText'>,
    part?: Cut,
  ): Promise<Reply> => {
    const asked = askedBy(msh, feed.acknowledgements);
    const code = codeAtOnce(asked, verdict);
    const refusal = verdict.kind === 'accepted' ? null : verdict.refusal;
    const toldText = code === null ? null : (refusal?.reason ?? null);
    const { charset } = read;
    let place: Place | null = null;
    const keepIt = async (): Promise<Place> => {
      const added = await stored(bytes, from, { ...read, header: headerOf(msh), toldCode: code, toldText }, part);
      place = added;
      await oweAtIntake({ store, feed, clock }, { msh, asked, verdict, charset, bytes, peer: peerOf(from), ...added });
      return added;
    };
    const known = await safely(keepIt, async () => {
      if (place !== null) await tellUntold(place);
    });
    if (known === null) return null;
    if (code === null) return NO_REPLY;
    const text = acknowledge(msh, {
      code,
      controlId: `C${known.seq}`,
      at: utcStamp(now(clock)),
      ...(refusal && { errors: [{ hl7: refusal.hl7, location: refusal.at, text: refusal.reason }] }),
    });
    return encode(text, charset);
  };

  return {
    receive: async (bytes, from, batch) => {
      const decoded = decode(bytes, profile.charset);
      const parsed = parseMessage(decoded.text);
      const msh = mshOfRead(bytes, parsed, profile.charset);
      if (parsed.kind === 'message' && answersOurs(parsed.message)) return NO_REPLY;
      const verdict = judge(msh, parsed, profile, decoded.unreadable);
      const accepted = verdict.kind === 'accepted';
      return answer(
        bytes,
        from,
        { msh, verdict },
        {
          batch: batch ?? null,
          charset: decoded.charset,
          accepted,
          partitions: accepted && parsed.kind === 'message' ? partitionKeys(parsed.message, profile) : [],
          identifiers: parsed.kind === 'message' ? namedIn(parsed.message, profile) : [],
          state: accepted ? 'received' : 'refused',
          reason: accepted ? null : verdict.refusal,
          notes: [...new Set([...decoded.notes, ...(parsed.kind === 'message' ? parsed.notes : [])])],
        },
      );
    },
    receiveBroken: async (bytes, reason, from) => {
      const msh = mshOf(bytes, profile.charset);
      const broken = { ...NOWHERE, batch: null, state: 'refused', notes: [] } as const;
      if (reason === BrokenReason.tooLarge) {
        const verdict = tooLarge(bytes.length);
        const charset = decode(bytes.subarray(0, KEPT_OF_TOO_LARGE), profile.charset).charset;
        const kept = bytes.subarray(0, KEPT_OF_TOO_LARGE);
        return answer(bytes, from, { msh, verdict }, { ...broken, charset, reason: verdict.refusal }, { kept });
      }
      const rest = { ...broken, header: headerOf(msh), charset: 'unknown', reason: { hl7: '100', at: '', reason } };
      await safely(() => stored(bytes, from, rest));
      return null;
    },
    keepEnvelope: async (split, bytes, from) => {
      const [first = ''] = split.envelope;
      const header = batchHeader(first);
      const kept = Buffer.from([...split.envelope.map((line) => `${line}\r`), split.stray].join(''), 'latin1');
      const notes = batchShortfalls(split);
      if (notes.length > 0) log(`${feed.name}: a batch is not whole: ${notes.join('; ')}; what it holds is taken`);
      const envelope = {
        ...NOWHERE,
        batch: null,
        charset: 'iso-8859-1',
        header: {
          sendingApplication: cut(header.text(3)),
          sendingFacility: cut(header.text(4)),
          messageType: header.name,
          triggerEvent: '',
          controlId: cut(header.text(11)),
          processingId: '',
          version: '',
        },
        state: 'superseded',
        reason: null,
        notes,
      } as const;
      return (await safely(() => stored(bytes, from, envelope, { kept })))?.seq ?? null;
    },
  };
};
