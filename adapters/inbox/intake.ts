import { createHash } from 'node:crypto';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import { acknowledge } from '../wire/hl7v2/acknowledge';
import type { AcknowledgementCode } from '../wire/hl7v2/acknowledge';
import { decode, encode } from '../wire/hl7v2/charset';
import { mshOf } from '../wire/hl7v2/msh';
import type { Msh } from '../wire/hl7v2/msh';
import { parseMessage } from '../wire/hl7v2/parse';
import { utcStamp } from '../wire/hl7v2/timestamp';
import type { Store } from '../store';
import { faultName } from './fault';
import type { Feed } from './feed';
import { namedIn } from './identifiers';
import { keep } from './keep';
import type { Kept } from './keep';
import { createNudge } from './nudge';
import { partitionKeys } from './partition-keys';
import { judge } from './verdict';
import type { Verdict } from './verdict';

export interface Sender {
  readonly address: string;
  readonly port: number;
}

export interface Intake {
  /**
   * Keeps one message and gives its acknowledgement: positive only when it is on disk. Null when it could not be stored:
   * the sender then keeps it and comes back, where many would drop what was answered AR.
   */
  receive(bytes: Buffer, from: Sender): Promise<Buffer | null>;
  /** Keeps what was never a whole message, with the reason. Its sender is told nothing. */
  receiveBroken(bytes: Buffer, reason: string, from: Sender): Promise<null>;
}

export interface IntakeMeans {
  readonly store: Store;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly log?: (line: string) => void;
}

const LONGEST_FIELD = 200;

const headerOf = (msh: Msh | null) => {
  const cut = (text: string | undefined): string => (text ?? '').slice(0, LONGEST_FIELD);
  return {
    sendingApplication: cut(msh?.sendingApplication),
    sendingFacility: cut(msh?.sendingFacility),
    messageType: cut(msh?.messageType),
    triggerEvent: cut(msh?.triggerEvent),
    controlId: cut(msh?.controlId),
    processingId: cut(msh?.processingId),
    version: cut(msh?.version),
  };
};

/**
 * Enhanced mode where the sender asks for a commit acknowledgement (MSH-15). `NE` there is what original mode amounts
 * to (2.5.1 section 2.9.2), so it is answered as such: a sender never waits in vain.
 */
const codeOf = (msh: Msh | null, verdict: Verdict): AcknowledgementCode => {
  const commit = ['AL', 'ER', 'SU'].includes(msh?.acceptAcknowledgement ?? '');
  switch (verdict.kind) {
    case 'accepted':
      return commit ? 'CA' : 'AA';
    case 'error':
      return commit ? 'CE' : 'AE';
    case 'rejected':
      return commit ? 'CR' : 'AR';
  }
};

/** What is known of a message beyond where and when it came from. */
type Judged = Omit<Kept, 'feed' | 'instance' | 'receivedAt' | 'peer' | 'bytes' | 'size' | 'batch' | 'contentHash'>;

export const createIntake = ({ store, feed, clock, log = () => undefined }: IntakeMeans): Intake => {
  const nudge = createNudge(store);
  const stored = async (bytes: Buffer, from: Sender, rest: Judged) => {
    try {
      return await keep(store, {
        feed: feed.name,
        instance: feed.instance,
        receivedAt: now(clock),
        peer: `${from.address}:${from.port}`,
        bytes,
        size: bytes.length,
        batch: null,
        contentHash: createHash('sha256').update(bytes).digest(),
        ...rest,
      });
    } catch (error) {
      log(`${feed.name}: a message could not be stored (${faultName(error)}); it was not acknowledged`);
      return null;
    }
  };
  return {
    receive: async (bytes, from) => {
      const { profile } = feed;
      const decoded = decode(bytes, profile.charset);
      const msh = mshOf(bytes, profile.charset);
      const parsed = parseMessage(decoded.text);
      const verdict = judge(msh, parsed, profile);
      const code = codeOf(msh, verdict);
      const accepted = verdict.kind === 'accepted';
      const partitions = accepted && parsed.kind === 'message' ? partitionKeys(parsed.message, profile) : [];
      const refusal = verdict.kind === 'accepted' ? null : verdict.refusal;
      const known = await stored(bytes, from, {
        charset: decoded.charset,
        ...headerOf(msh),
        accepted,
        partitions,
        identifiers: parsed.kind === 'message' ? namedIn(parsed.message, profile) : [],
        state: accepted ? 'received' : 'refused',
        reason: refusal,
        toldCode: code,
        toldText: refusal?.reason ?? null,
        notes: [...new Set([...decoded.notes, ...(parsed.kind === 'message' ? parsed.notes : [])])],
      });
      if (known === null) return null;
      if (accepted && !known.isRepeat) nudge();
      const text = acknowledge(msh, {
        code,
        controlId: `C${known.seq}`,
        at: utcStamp(now(clock)),
        ...(refusal && { errors: [{ hl7: refusal.hl7, location: refusal.at, text: refusal.reason }] }),
      });
      return encode(text, decoded.charset);
    },
    receiveBroken: async (bytes, reason, from) => {
      await stored(bytes, from, {
        charset: 'unknown',
        ...headerOf(null),
        accepted: false,
        partitions: [],
        identifiers: [],
        state: 'refused',
        reason: { hl7: '100', at: '', reason },
        toldCode: null,
        toldText: null,
        notes: [],
      });
      return null;
    },
  };
};
