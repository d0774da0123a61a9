import type { MessageRow } from './answers';
import { el, hidden } from '../dom';
import { cell } from '../table';
import { writePlace } from './place';
import { problemTag, stateTag, toldTag } from './tags';
import { time } from '../times';

const typeOf = ({ messageType, triggerEvent }: MessageRow): string =>
  triggerEvent === '' ? messageType : `${messageType}^${triggerEvent}`;

export const senderOf = ({ sendingApplication, sendingFacility }: MessageRow): string =>
  [sendingApplication, sendingFacility].filter((part) => part !== '').join(' at ') || 'not said';

/** `ADT^A01 m_42`: a message's name in headings. */
export const nameOf = (message: MessageRow): string => `${typeOf(message) || 'Message'} ${message.id}`;

export const MESSAGE_HEADERS = [
  'Message',
  'Arrived',
  'Feed',
  'Type',
  'Sender',
  'Control id',
  'Became',
  'Sender was told',
  'Problems',
];

/** Its problems but for what its state says already. */
export const problemsOf = ({ problems, state }: MessageRow): readonly string[] =>
  problems.filter((problem) => problem !== state);

/** The link that opens a message. Arrow keys go from one to the next. */
export const messageLink = (message: MessageRow): HTMLAnchorElement =>
  el(
    'a',
    { class: 'nhsuk-link', href: writePlace({ view: 'message', id: message.id }), 'data-message': message.id },
    message.id,
    hidden(`, ${typeOf(message)}, control id ${message.controlId || 'not said'}`),
  );

/** A message's cells, as every list of messages shows them. */
export const messageCells = (message: MessageRow): HTMLElement[] => [
  cell('Message', messageLink(message)),
  cell('Arrived', time(message.receivedAt)),
  cell('Feed', message.feed),
  cell('Type', typeOf(message)),
  cell('Sender', senderOf(message)),
  cell('Control id', message.controlId),
  cell(
    'Became',
    stateTag(message.state),
    message.reason && ` ${message.reason.at}`,
    message.prunedAt && ' content removed',
  ),
  cell('Sender was told', toldTag(message.told)),
  cell('Problems', ...problemsOf(message).flatMap((problem) => [problemTag(problem), ' '])),
];
