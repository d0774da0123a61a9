import type {
  ActionRecord,
  FeedState,
  Happening,
  InboxAlert,
  MessageContent,
  MessageSummary,
  TreeNode,
} from '../../schema/messages';

/** What the terminal shows, line by line. */

const reasonOf = ({ reason }: MessageSummary): string =>
  reason === null ? '' : `  ${[reason.hl7, reason.at, reason.text].filter((part) => part !== '').join(' ')}`;

const waiting = ({ waitingBehind }: MessageSummary): string =>
  waitingBehind === 0 ? '' : `  ${waitingBehind} ${waitingBehind === 1 ? 'waits' : 'wait'} behind it`;

export const lineOf = (message: MessageSummary): string =>
  `${message.id}  ${message.receivedAt}  ${message.feed}  ${message.messageType}^${message.triggerEvent}  ${message.controlId}  ${message.state}${message.behind === null ? '' : ` behind ${message.behind}`}${reasonOf(message)}${waiting(message)}`;

const nodeLines = (node: TreeNode, depth: number): readonly string[] => {
  const value = node.masked ? '(masked)' : node.value;
  const said = node.children.length > 0 || value === null ? '' : `: ${value.replaceAll(/[\r\n]/g, '␤')}`;
  const nth = node.repetition > 1 ? `[${node.repetition}]` : '';
  const name = node.name === '' ? '' : ` ${node.name}`;
  return [
    `${'  '.repeat(depth)}${node.position}${nth}${name}${said}`,
    ...node.children.flatMap((child) => nodeLines(child, depth + 1)),
  ];
};

const contentLines = (content: MessageContent): readonly string[] => [
  ...(content.restricted ? ['It is about somebody whose record is restricted: values stay masked.'] : []),
  ...content.segments.flatMap((segment) => nodeLines(segment, 0)),
  ...content.became.flatMap((record) => [
    `-> ${record.type} (${record.capability})${record.current ? '' : ', since told anew'}`,
    ...record.fields.map(({ path, value }) => `     ${path}: ${value ?? '(masked)'}`),
  ]),
];

const told = ({ told: atOnce, applicationTold: afterwards }: MessageSummary): string =>
  [
    `told ${atOnce === null ? 'nothing' : atOnce.code}`,
    ...(afterwards === null
      ? []
      : [`afterwards ${afterwards.code}${afterwards.at === null ? ', still to be sent' : ''}`]),
    ...(afterwards === null || afterwards.refusedWith === null
      ? []
      : [`which its sender refused (${afterwards.refusedWith})`]),
  ].join(', ');

export const messageLines = (
  message: MessageSummary,
  content: MessageContent | null,
  history: readonly Happening[],
): readonly string[] => [
  lineOf(message),
  `${told(message)}; ${message.size} bytes from ${message.peer}; ${message.problems.join(', ') || 'no problems'}`,
  ...(message.notes.length > 0 ? [`tolerated: ${message.notes.join('; ')}`] : []),
  ...(message.state === 'held' && message.behind !== null
    ? [`goes on by itself once ${message.behind} is released or dismissed`]
    : []),
  ...history.map(
    ({ at, what, words, by, reason }) =>
      `${at}  ${what}: ${words}${by === null ? '' : ` (${by.name}${reason === null ? '' : `: ${reason}`})`}`,
  ),
  ...(content === null ? ['Its content is not kept any more.'] : contentLines(content)),
];

export const feedLine = (feed: FeedState): string =>
  `${feed.name}  ${feed.instance}  ${feed.silent ? 'SILENT' : 'heard'} ${feed.lastHeardAt ?? 'never'}  waiting ${feed.waiting}  held ${feed.held}`;

export const alertLine = (alert: InboxAlert): string =>
  `${alert.feed}  ${alert.condition}  since ${alert.since}${alert.overAt === null ? '' : `, over ${alert.overAt}`}  ${alert.words}`;

export const actionLines = (record: ActionRecord): readonly string[] => [
  `${record.id}  ${record.action}: ${record.done} of ${record.selected} done${record.finishedAt === null ? ' so far; a process that works on the inbox goes on with it' : ''}`,
  ...record.notDone.map(({ id, why }) => `${id}: ${why}`),
];
