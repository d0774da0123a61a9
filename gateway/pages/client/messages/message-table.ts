import type { MessageRow } from './answers';
import { el, hidden, type Child } from './dom';
import { writePlace } from './place';
import { problemTag, stateTag, toldTag } from './tags';
import { time } from './times';

const typeOf = ({ messageType, triggerEvent }: MessageRow): string =>
  triggerEvent === '' ? messageType : `${messageType}^${triggerEvent}`;

export const senderOf = ({ sendingApplication, sendingFacility }: MessageRow): string =>
  [sendingApplication, sendingFacility].filter((part) => part !== '').join(' at ') || 'not said';

/** `ADT^A01 m_42`: a message's name in headings. */
export const nameOf = (message: MessageRow): string => `${typeOf(message) || 'Message'} ${message.id}`;

/** A cell that becomes a line of its own card on a narrow screen; `role` keeps its meaning there. */
export const cell = (heading: string, ...children: Child[]): HTMLElement =>
  el(
    'td',
    { class: 'nhsuk-table__cell', role: 'cell' },
    el('span', { class: 'nhsuk-table__heading', 'aria-hidden': 'true' }, `${heading} `),
    el('span', {}, ...children),
  );

export const header = (words: Child): HTMLElement =>
  el('th', { class: 'nhsuk-table__header', role: 'columnheader', scope: 'col' }, words);

export const tableOf = (caption: string, headers: readonly Child[], rows: readonly HTMLElement[]): HTMLTableElement =>
  el(
    'table',
    { class: 'nhsuk-table nhsuk-table--responsive nhsuk-table--compact', role: 'table' },
    el('caption', { class: 'nhsuk-table__caption nhsuk-table__caption--s' }, caption),
    el('thead', { class: 'nhsuk-table__head', role: 'rowgroup' }, el('tr', { role: 'row' }, ...headers.map(header))),
    el('tbody', { class: 'nhsuk-table__body', role: 'rowgroup' }, ...rows),
  );

export const row = (...cells: HTMLElement[]): HTMLTableRowElement =>
  el('tr', { class: 'nhsuk-table__row', role: 'row' }, ...cells);

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
