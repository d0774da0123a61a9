/** What the graph answers of traffic and use. */
export interface TrafficSlice {
  readonly from: string;
  readonly to: string;
  readonly systems: readonly { readonly system: string; readonly reads: number }[];
}

export interface FieldUse {
  readonly day: string | null;
  readonly client: string;
  readonly operation: string;
  readonly field: string;
  readonly capability: string;
  readonly system: string;
  readonly count: number;
  readonly lastAt: string;
}

export interface WhatIf {
  readonly readers: readonly {
    readonly client: string;
    readonly operations: readonly string[];
    readonly fields: readonly string[];
    readonly readsPerDay: string;
    readonly lastAt: string;
    readonly rhythm: string;
  }[];
  /** The first day that reads a day are over. */
  readonly readsCountedFrom: string | null;
  readonly unanswered: readonly string[];
  readonly lostFields: readonly string[];
  /** Of what it cannot be told which fields would be lost, and why. */
  readonly unknown: readonly string[];
  readonly feeds: readonly {
    readonly feed: string;
    readonly countedFrom: string;
    readonly messagesPerDay: string;
    readonly refusedPerDay: string;
    readonly heldPerDay: string;
    readonly lastAt: string | null;
  }[];
  readonly dependants: readonly string[];
  readonly queries: readonly string[];
}

/** What an import would do to one system. */
export interface ImportEffect {
  readonly system: string;
  readonly name: string;
  readonly added: boolean;
  readonly fields: readonly {
    readonly field: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

export interface ImportPreview {
  readonly id: string;
  readonly refusals: readonly string[];
  readonly systems: readonly ImportEffect[];
  readonly unchanged: number;
  readonly unnamed: number;
  readonly warnings: readonly string[];
}
