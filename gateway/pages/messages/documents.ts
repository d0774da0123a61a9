import { ACT, ACTION, ACTIONS, DESTINATIONS, PREVIEW } from '../client/messages/action-queries';
import { COUNTS, FEEDS, SEARCH, TAIL } from '../client/messages/list-queries';
import { CONTENT, MESSAGE } from '../client/messages/message-queries';
import { PROBLEMS_BY_SENDER, SERVER_TIME } from '../client/messages/problems-queries';

/** Every operation that the console asks, by name: what to register where only registered operations are answered. */
export const CONSOLE_DOCUMENTS: Readonly<Record<string, string>> = {
  feeds: FEEDS,
  search: SEARCH,
  counts: COUNTS,
  tail: TAIL,
  message: MESSAGE,
  content: CONTENT,
  problemsBySender: PROBLEMS_BY_SENDER,
  serverTime: SERVER_TIME,
  preview: PREVIEW,
  destinations: DESTINATIONS,
  release: ACT.RELEASE,
  hold: ACT.HOLD,
  dismiss: ACT.DISMISS,
  replay: ACT.REPLAY,
  resend: ACT.RESEND,
  action: ACTION,
  actions: ACTIONS,
};
