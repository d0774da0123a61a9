import type { MessageContent, WholeMessage } from './answers';
import type { Document } from '../graph';
import { ROW_FIELDS } from './row-fields';

export const MESSAGE: Document<{ readonly message: WholeMessage | null }, { readonly id: string }> =
  `query ConsoleMessage($id: ID!) {
  message(id: $id) {
    ${ROW_FIELDS}
    system systemName organisation peer processingId version charset size attempts translatedAt notes
    applicationTold { code text at refusedWith } repeats lastRepeatAt
    behind { ${ROW_FIELDS} }
    waitingBehind
    history { at what words by reason }
    related { relation message { ${ROW_FIELDS} } }
  }
}`;

const NODE = 'position name repetition value masked';

/** Segment, field, component, subcomponent: a message is four deep (HL7 v2, section 2.7). */
export const CONTENT: Document<
  { readonly message: { readonly content: MessageContent | null } | null },
  { readonly id: string; readonly reason: string | null }
> = `query ConsoleContent($id: ID!, $reason: String) {
  message(id: $id) {
    content(reason: $reason) {
      masked text
      segments { ${NODE} children { ${NODE} children { ${NODE} children { ${NODE} } } } }
      became { capability type recordId patient { id } current fields { path value } }
    }
  }
}`;
