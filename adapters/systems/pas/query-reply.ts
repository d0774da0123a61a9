import { SourceFault } from '../../contract';
import type { FeedProfile } from '../../contract';
import type { Patch, StayFacts } from '../../../schema/events';
import type { Instant } from '../../../schema/time';
import { isRefusal, personFacts } from '../../segments/person';
import type { PersonReading } from '../../segments/person';
import { stayFacts } from '../../segments/stay';
import { instantOfTs } from '../../segments/ts';
import { decode } from '../../wire/hl7v2/charset';
import type { Hl7Message, Segment } from '../../wire/hl7v2/message';
import { parseMessage } from '../../wire/hl7v2/parse';

export interface PasMatch {
  readonly person: PersonReading;
  /** False where the reply does not say whether the person's whereabouts are hidden (ZU8-4). */
  readonly sensitivityStated: boolean;
  /** Only in a ward list. */
  readonly stay?: { readonly visit: string; readonly patch: Patch<StayFacts> };
}

export interface PasReplyPage {
  readonly matches: readonly PasMatch[];
  /** DSC-1: there is more, from here. */
  readonly continuation?: string;
  /** MSH-7: when the PAS said so. */
  readonly asOf?: Instant;
}

const invalid = (what: string): SourceFault =>
  new SourceFault('SOURCE_INVALID', `The PAS answered a query with ${what}`);

const matchOf = (pid: Segment, members: readonly Segment[], profile: FeedProfile): PasMatch => {
  const one = (name: string) => members.find((segment) => segment.name === name);
  const all = (name: string) => members.filter((segment) => segment.name === name);
  const [pv1, zu8] = [one('PV1'), one('ZU8')];
  const person = personFacts(pid, profile, { pd1: one('PD1'), nk1s: all('NK1'), pv1, zu8 });
  if (isRefusal(person)) throw invalid('a person without an identifier of its own');
  const visit = pv1?.text(19) ?? '';
  return {
    person,
    sensitivityStated: person.patch.locationHidden !== undefined,
    ...(pv1 === undefined || visit === ''
      ? {}
      : { stay: { visit, patch: stayFacts({ pv1, pv2: one('PV2') }, profile) } }),
  };
};

/** MSA-1 and QAK-2 (HL7 table 0208): AE is a fault that may pass, AR a refusal; NF is an answer. */
const throwUnlessAnswered = (message: Hl7Message, controlId: string): void => {
  const msa = message.first('MSA');
  if (msa === undefined) throw invalid('a message that has no MSA segment');
  if (msa.text(2) !== controlId) throw invalid('a reply to another message');
  const qak = message.first('QAK');
  const status = qak?.text(2) ?? '';
  if (msa.text(1) === 'AR' || status === 'AR') throw new SourceFault('SOURCE_REFUSED', 'The PAS rejected a query (AR)');
  if (msa.text(1) !== 'AA' || status === 'AE')
    throw new SourceFault('SOURCE_UNAVAILABLE', 'The PAS could not answer a query (AE)');
  if (status !== 'OK' && status !== 'NF') throw invalid('no query status (QAK-2)');
  if (qak?.text(1) !== controlId) throw invalid('the answer to another query');
};

/**
 * One reply, checked: RSP^K21, K22 or ZV2 (ITK names the structure differently in two places, so it is not relied on).
 * Its bytes are read by MSH-18, as the feed's are. Throws {@link SourceFault}.
 */
export const readReply = (bytes: Buffer, controlId: string, profile: FeedProfile): PasReplyPage => {
  const decoded = decode(bytes, profile.charset);
  if (decoded.unreadable !== undefined) throw invalid('text that is not in the charset it declares');
  const parsed = parseMessage(decoded.text);
  if (parsed.kind === 'unreadable') throw invalid('something that is not HL7v2');
  const { message } = parsed;
  if (message.messageType !== 'RSP' && message.messageType !== 'ACK') throw invalid('another type of message');
  throwUnlessAnswered(message, controlId);
  const matches = message.groups('PID').map(({ leader, members }) => matchOf(leader, members, profile));
  const found = message.first('QAK')?.text(2) === 'OK';
  if (found !== matches.length > 0) throw invalid('a status that its content contradicts');
  const continuation = message.first('DSC')?.text(1) ?? '';
  const asOf = instantOfTs(message.msh.text(7));
  return {
    matches,
    ...(continuation === '' ? {} : { continuation }),
    ...(asOf === undefined ? {} : { asOf }),
  };
};
