import type { Document } from '../graph';

/** One request, as the record of reads tells it. Enums stay strings: a newer server may know more words. */
export interface AccessEvent {
  readonly request: string;
  readonly at: string;
  readonly userId: string;
  readonly userName: string;
  readonly role: string;
  readonly organisation: string;
  readonly purpose: string;
  readonly client: string;
  readonly operation: string;
  readonly capabilities: readonly string[];
  readonly systems: readonly string[];
  readonly people: number;
  readonly outcome: string;
  readonly notes: readonly string[];
}

export interface SeenPart {
  readonly at: string;
  readonly userId: string;
  readonly capability: string;
  readonly system: string | null;
  readonly patient: { readonly id: string } | null;
  readonly content: string | null;
}

/** Everything narrows. */
export interface LogFilter {
  readonly nhsNumber?: string;
  readonly identifier?: { readonly system: string; readonly value: string };
  readonly user?: string;
  readonly request?: string;
  readonly window?: { readonly from?: string; readonly to?: string };
}

interface Log {
  readonly accessLog: {
    readonly nodes: readonly AccessEvent[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

export const LOG = `query AccessLog($filter: AccessLogFilter!, $after: String) {
  accessLog(filter: $filter, first: 50, after: $after) {
    nodes {
      request at userId userName role organisation purpose client operation capabilities systems people outcome notes
    }
    pageInfo { hasNextPage endCursor }
  }
}` as Document<Log, { readonly filter: LogFilter; readonly after: string | null }>;

export const AS_SEEN = `query AccessAsSeen($request: ID!) {
  asSeen(request: $request) { request parts { at userId capability system patient { id } content } }
}` as Document<{ readonly asSeen: { readonly parts: readonly SeenPart[] } | null }, { readonly request: string }>;
