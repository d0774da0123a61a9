import type { Alert, Count, Feed, Filter, Page } from './answers';
import type { Document } from '../graph';
import { ROW_FIELDS } from './row-fields';

interface SearchVariables {
  readonly filter: Filter;
  readonly first: number;
  readonly after: string | null;
}

export const SEARCH: Document<{ readonly messages: Page | null }, SearchVariables> =
  `query ConsoleSearch($filter: MessageFilter, $first: Int, $after: String) {
  messages(filter: $filter, first: $first, after: $after) { edges { cursor node { ${ROW_FIELDS} } } pageInfo { hasNextPage endCursor } }
}`;

export const TAIL: Document<{ readonly messages: Page | null }, SearchVariables> =
  `query ConsoleTail($filter: MessageFilter, $first: Int, $after: String) {
  messages(filter: $filter, first: $first, after: $after, order: OLDEST_FIRST) { edges { cursor node { ${ROW_FIELDS} } } pageInfo { hasNextPage endCursor } }
}`;

export const COUNTS: Document<{ readonly messageCounts: readonly Count[] | null }, { readonly filter: Filter }> =
  `query ConsoleCounts($filter: MessageFilter) { messageCounts(filter: $filter, by: STATE) { key count } }`;

export const FEEDS: Document<
  {
    readonly feeds: readonly Feed[] | null;
    readonly inboxAlerts: readonly Alert[] | null;
    readonly processesWithOtherSettings: readonly string[] | null;
  },
  Record<string, never>
> = `query ConsoleFeeds {
  feeds {
    name systemName organisation lastHeardAt silenceSeconds silent waiting oldestWaitingAt held listeners whenHeld retentionDays
    rates { from to received translated held refused }
  }
  inboxAlerts { id feed condition meaning since words }
  processesWithOtherSettings
}`;
