import type { Ask } from '../../schema/capabilities';
import type { Inbox, MessageSummary } from '../../schema/messages';
import type { Asked, Command } from './command-arguments';
import { actionLines, alertLine, feedLine, lineOf, messageLines } from './command-report';

/** What a command came to. */
export interface Outcome {
  readonly lines: readonly string[];
  /** The same, for other programs. */
  readonly json: unknown;
  readonly exitCode: 0 | 1;
}

const PAGE = 100;

const list = async (
  inbox: Inbox,
  { filter, order }: Extract<Command, { what: 'list' }>,
  limit: number,
  ask: Ask,
): Promise<Outcome> => {
  const found: MessageSummary[] = [];
  let after: string | null = null;
  let more = true;
  while (more && found.length < limit) {
    const page = await inbox.search(filter, { first: Math.min(PAGE, limit - found.length), after, order }, ask);
    // A list of the oldest first may tell the messages of the last seconds twice.
    const known = new Set(found.map(({ id }) => id));
    const fresh = page.messages.filter(({ id }) => !known.has(id));
    found.push(...fresh);
    more = page.hasNextPage;
    // Where the cursor has to wait to be passed, the rest can be asked for in a moment: it is said that there is more.
    if (fresh.length === 0) break;
    after = page.cursors.at(-1) ?? null;
  }
  return {
    lines: [
      ...found.map(lineOf),
      `${found.length} ${found.length === 1 ? 'message' : 'messages'}${more ? ', and more' : ''}`,
    ],
    json: found,
    exitCode: 0,
  };
};

const show = async (inbox: Inbox, id: string, reason: string | null, ask: Ask): Promise<Outcome> => {
  const [message] = await inbox.byIds([id], ask);
  if (!message) return { lines: [`${id}: there is no such message.`], json: null, exitCode: 1 };
  const content = await inbox.content(id, reason, ask);
  const [history = []] = await inbox.history([id], ask);
  return { lines: messageLines(message, content, history), json: { message, content, history }, exitCode: 0 };
};

/** Does what the command line asks, through the same inbox as the graph: the same policy, the same audit. */
export const runCommand = async (inbox: Inbox, { command, limit }: Asked, ask: Ask): Promise<Outcome> => {
  switch (command.what) {
    case 'list':
      return list(inbox, command, limit, ask);
    case 'show':
      return show(inbox, command.id, command.reason, ask);
    case 'feeds': {
      const feeds = await inbox.feeds(ask);
      return { lines: feeds.map(feedLine), json: feeds, exitCode: 0 };
    }
    case 'alerts': {
      const alerts = await inbox.alerts(command.open, ask);
      return {
        lines: alerts.length === 0 ? ['No alerts.'] : alerts.map(alertLine),
        json: alerts,
        exitCode: 0,
      };
    }
    case 'act': {
      const { action, ids, reason, destination } = command;
      const record = await inbox.act(
        { action, selection: { ids }, reason, ...(destination !== undefined && { destination }) },
        ask,
      );
      return { lines: actionLines(record), json: record, exitCode: record.done < record.selected ? 1 : 0 };
    }
  }
};
