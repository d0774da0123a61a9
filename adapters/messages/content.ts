import type { MessageContent } from '../../schema/messages';
import { decode } from '../wire/hl7v2/charset';
import type { SentMessage } from '../wire/hl7v2/message';
import { parseMessage } from '../wire/hl7v2/parse';
import { isOpen } from './open-positions';
import { treeOf, type MaySee } from './tree';

/** A message as it is read for showing. */
export interface ReadMessage {
  readonly text: string;
  /** Null where it cannot be read as HL7. */
  readonly message: SentMessage | null;
  /** Whether its places are where the standard puts them: a line that names no segment continues the field before it. */
  readonly inPlace: boolean;
}

/** Of a message whose content was removed. */
export const NO_CONTENT: ReadMessage = { text: '', message: null, inPlace: false };

export const readMessage = (bytes: Buffer, charset: string): ReadMessage => {
  const { text } = decode(bytes, charset);
  const parsed = parseMessage(text);
  if (parsed.kind === 'unreadable') return { text, message: null, inPlace: false };
  const inPlace = !parsed.notes.some((note) => note.startsWith('a line names no segment'));
  return { text, message: parsed.message, inPlace };
};

/** The text and the tree. Masked, a place out of place is not trusted to hold what its name says. */
export const shownOf = (
  { text, message, inPlace }: ReadMessage,
  opened: boolean,
): Pick<MessageContent, 'text' | 'segments'> => {
  const maySee: MaySee = (segment, field) => opened || (inPlace && isOpen(segment, field));
  return { text: opened ? text : null, segments: message ? treeOf(message, maySee) : [] };
};
