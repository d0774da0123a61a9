import type { ActionRecord, Filter, Preview } from './answers';
import type { Document } from '../graph';

export const ACTION_KINDS = ['RELEASE', 'HOLD', 'DISMISS', 'REPLAY', 'RESEND'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

const RECORD = 'id action at by role reason selected done notDone { id why } finishedAt';

interface Input {
  readonly ids?: readonly string[];
  readonly filter?: Filter;
  readonly reason: string;
  readonly destination?: string;
}

export interface Payload {
  readonly action: ActionRecord | null;
  readonly userErrors: readonly { readonly field: string | null; readonly message: string }[];
}

const act = (mutation: string): Document<{ readonly payload: Payload | null }, { readonly input: Input }> =>
  `mutation ConsoleAct($input: MessageActionInput!) { payload: ${mutation}(input: $input) { action { ${RECORD} } userErrors { field message } } }`;

export const ACT: Readonly<Record<ActionKind, ReturnType<typeof act>>> = {
  RELEASE: act('releaseMessages'),
  HOLD: act('holdMessages'),
  DISMISS: act('dismissMessages'),
  REPLAY: act('replayMessages'),
  RESEND: act('resendMessages'),
};

export const PREVIEW: Document<
  { readonly messageActionPreview: Preview | null },
  { readonly input: Omit<Input, 'reason' | 'destination'> & { readonly action: ActionKind; readonly reason?: string } }
> = `query ConsolePreview($input: MessageActionPreviewInput!) {
  messageActionPreview(input: $input) {
    selected notApplicable { id why } differences { capability record field severity before after } more unblocks restricted
  }
}`;

export const DESTINATIONS: Document<
  { readonly resendDestinations: readonly string[] | null },
  Record<string, never>
> = `query ConsoleDestinations { resendDestinations }`;

export const ACTION: Document<{ readonly messageAction: ActionRecord | null }, { readonly id: string }> =
  `query ConsoleAction($id: ID!) { messageAction(id: $id) { ${RECORD} } }`;

export const ACTIONS: Document<
  {
    readonly messageActions: {
      readonly nodes: readonly ActionRecord[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    } | null;
  },
  { readonly first: number; readonly after: string | null }
> = `query ConsoleActions($first: Int, $after: String) {
  messageActions(first: $first, after: $after) { nodes { ${RECORD} } pageInfo { hasNextPage endCursor } }
}`;
