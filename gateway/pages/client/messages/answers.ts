/** The shapes that the console's documents are answered with. Enums stay strings: a newer server may know more words. */
export interface Told {
  readonly code: string;
  readonly text: string | null;
  readonly at: string | null;
}

export interface MessageRow {
  readonly id: string;
  readonly feed: string;
  readonly receivedAt: string;
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly messageType: string;
  readonly triggerEvent: string;
  readonly controlId: string;
  readonly state: string;
  readonly problems: readonly string[];
  readonly reason: { readonly at: string; readonly text: string; readonly hl7: string } | null;
  readonly told: Told | null;
  readonly prunedAt: string | null;
}

export interface Happening {
  readonly at: string;
  readonly what: string;
  readonly words: string;
  readonly by: string | null;
  readonly reason: string | null;
}

export interface Related {
  readonly relation: string;
  readonly message: MessageRow;
}

export interface WholeMessage extends MessageRow {
  readonly system: string;
  readonly systemName: string;
  readonly organisation: string;
  readonly peer: string;
  readonly processingId: string;
  readonly version: string;
  readonly charset: string;
  readonly size: number;
  readonly attempts: number;
  readonly translatedAt: string | null;
  readonly notes: readonly string[];
  readonly applicationTold: (Told & { readonly refusedWith: string | null }) | null;
  readonly repeats: number;
  readonly lastRepeatAt: string | null;
  readonly behind: MessageRow | null;
  readonly waitingBehind: number;
  readonly history: readonly Happening[] | null;
  readonly related: readonly Related[] | null;
}

export interface MessageNode {
  readonly position: string;
  readonly name: string;
  readonly repetition: number;
  readonly value: string | null;
  readonly masked: boolean;
  readonly children?: readonly MessageNode[];
}

export interface BecameRecord {
  readonly capability: string;
  readonly type: string;
  readonly recordId: string | null;
  readonly patient: { readonly id: string } | null;
  readonly current: boolean;
  readonly fields: readonly { readonly path: string; readonly value: string | null }[];
}

export interface MessageContent {
  readonly masked: boolean;
  readonly text: string | null;
  readonly segments: readonly MessageNode[];
  readonly became: readonly BecameRecord[];
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: MessageRow }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Count {
  readonly key: string;
  readonly count: number;
}

export interface RateSlice {
  readonly from: string;
  readonly to: string;
  readonly received: number;
  readonly translated: number;
  readonly held: number;
  readonly refused: number;
}

export interface Feed {
  readonly name: string;
  readonly systemName: string;
  readonly organisation: string;
  readonly lastHeardAt: string | null;
  readonly silenceSeconds: number;
  readonly silent: boolean;
  readonly waiting: number;
  readonly oldestWaitingAt: string | null;
  readonly held: number;
  readonly listeners: number;
  readonly whenHeld: string;
  readonly retentionDays: number | null;
  readonly rates: readonly RateSlice[] | null;
}

export interface Alert {
  readonly id: string;
  readonly feed: string;
  readonly condition: string;
  readonly meaning: string;
  readonly since: string;
  readonly words: string;
}

export interface NotDone {
  readonly id: string;
  readonly why: string;
}

export interface ActionRecord {
  readonly id: string;
  readonly action: string;
  readonly at: string;
  readonly by: string;
  readonly role: string;
  readonly reason: string;
  readonly selected: number;
  readonly done: number;
  readonly notDone: readonly NotDone[];
  readonly finishedAt: string | null;
}

export interface Difference {
  readonly capability: string;
  readonly record: string | null;
  readonly field: string;
  readonly severity: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Preview {
  readonly selected: number;
  readonly notApplicable: readonly NotDone[];
  readonly differences: readonly Difference[];
  readonly more: boolean;
  readonly unblocks: number;
  /** Somebody whose record is restricted is, or may be, among those it is about: values stay masked. */
  readonly restricted: boolean;
}

export interface Filter {
  readonly nhsNumber?: string;
  readonly identifier?: { readonly value: string };
  readonly visit?: string;
  readonly controlId?: string;
  readonly feeds?: readonly string[];
  readonly types?: readonly string[];
  readonly states?: readonly string[];
  readonly problems?: readonly string[];
  readonly sendingApplication?: string;
  readonly sendingFacility?: string;
  readonly received?: { readonly from?: string; readonly to?: string };
}
