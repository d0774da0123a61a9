import type { FeedProfile, Refusal } from '../contract';
import type { Msh } from '../wire/hl7v2/msh';
import type { Parsed } from '../wire/hl7v2/parse';

/**
 * Whether a feed takes a message, judged by its header alone: everything else happens after the acknowledgement and
 * does not change it. `rejected`: AR, not for what it says but for what it is; `error`: AE (HL7 2.5.1 section 2.9.2).
 */
export type Verdict = { readonly kind: 'accepted' } | Refused;

export interface Refused {
  readonly kind: 'rejected' | 'error';
  readonly refusal: Refusal;
}

/** MSH-10 from 2.7 on; earlier versions allow 20. */
const LONGEST_CONTROL_ID = 199;

const refused = (kind: Refused['kind'], hl7: Refusal['hl7'], at: string, reason: string): Refused => ({
  kind,
  refusal: { hl7, at, reason },
});

/** NMD^N02 says only that its sender is there (HL7 2.4 chapter 14): every feed takes it, and nothing follows from it. */
export const isHeartbeat = ({
  messageType,
  triggerEvent,
}: {
  readonly messageType: string;
  readonly triggerEvent: string;
}): boolean => messageType === 'NMD' && triggerEvent === 'N02';

/** Table 0357 has no code for size; sending it again as it is can never help, so its sender is told at once. */
export const tooLarge = (limit: number): Refused =>
  refused('rejected', '207', '', `the message is larger than the ${limit} bytes taken here; its beginning is kept`);

const typeVerdict = ({ messageType, triggerEvent }: Msh, accepted: readonly string[]): Verdict | null => {
  if (messageType === '') return refused('rejected', '200', 'MSH-9', 'MSH-9 names no message type');
  if (accepted.length === 0 || accepted.includes(messageType)) return null;
  if (accepted.includes(`${messageType}^${triggerEvent}`)) return null;
  return accepted.some((one) => one.startsWith(`${messageType}^`))
    ? refused('rejected', '201', 'MSH-9.2', 'MSH-9 names an event that this feed does not take')
    : refused('rejected', '200', 'MSH-9.1', 'MSH-9 names a message type that this feed does not take');
};

/**
 * A version that a feed does not list is refused, empty or not: fields move between versions (MSH-9.3, PID-3, ERR), and a
 * message read by the wrong one is read wrongly in silence. A feed that lists none (`versions: []`) takes any, an empty
 * MSH-12 and versions not written yet included, and reads them all as its profile says.
 * `unreadable`: why its charset cannot be read.
 */
export const judge = (msh: Msh | null, parsed: Parsed, profile: FeedProfile, unreadable?: string): Verdict => {
  if (msh === null) return refused('rejected', '100', 'MSH', 'the message does not start with a readable MSH');
  if (unreadable !== undefined) return refused('error', '103', 'MSH-18', unreadable);
  if (parsed.kind === 'unreadable') return refused('error', '100', 'MSH', parsed.reason);
  const type = isHeartbeat(msh) ? null : typeVerdict(msh, profile.messageTypes);
  if (type !== null) return type;
  if (!profile.processingIds.includes(msh.processingId))
    return refused('rejected', '202', 'MSH-11', 'MSH-11 is not a processing id that this feed takes');
  if (profile.versions.length > 0 && !profile.versions.includes(msh.version))
    return refused('rejected', '203', 'MSH-12', 'MSH-12 is not a version that this feed takes');
  if (profile.sendingFacilities.length > 0 && !profile.sendingFacilities.includes(msh.sendingFacility))
    return refused('rejected', '103', 'MSH-4', 'MSH-4 is not a facility that this feed hears');
  if (msh.controlId === '') return refused('error', '101', 'MSH-10', 'MSH-10 is empty');
  if (msh.controlId.length > LONGEST_CONTROL_ID)
    return refused('error', '102', 'MSH-10', `MSH-10 is longer than ${LONGEST_CONTROL_ID} characters`);
  return { kind: 'accepted' };
};
