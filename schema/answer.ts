import type { SystemError } from './errors';
import type { InstanceName } from './identifiers';
import type { Instant } from './time';

/** How fresh an answer is: asked now, from the door's cache, folded from messages heard, or from a retired system's archive. */
export type Freshness = 'LIVE' | 'CACHED' | 'PROJECTED' | 'ARCHIVED';

/** Who said it and when. One per answer; records carry it on as their `source`. */
export interface SourceStamp {
  readonly instance: InstanceName;
  /** The moment the facts are true of: the system's clock for a live ask, the last message heard for a feed. */
  readonly asOf: Instant;
  readonly retrievedAt: Instant;
  readonly freshness: Freshness;
}

/** Something the source said about its own answer (GP Connect list warnings, FHIR outcomes, held messages). */
export interface Warning {
  readonly code: string;
  readonly text: string;
}

/**
 * "None recorded" and "could not ask" are different facts, up to the screen.
 * - `found`: a value; a list is always `found`, with `[]` or items. `complete: false` says the source itself left something out.
 * - `absent`: there is none. Asked and answered whole, unless a warning says that it could not be asked or is in doubt.
 * - `failed`: could not be asked, or answered nonsense. `stale` carries what a silent feed last said.
 */
export type Answer<T> =
  | {
      readonly kind: 'found';
      readonly value: T;
      readonly complete: boolean;
      readonly warnings: readonly Warning[];
      readonly source: SourceStamp;
    }
  | { readonly kind: 'absent'; readonly warnings: readonly Warning[]; readonly source: SourceStamp }
  | {
      readonly kind: 'failed';
      readonly error: SystemError;
      readonly stale?: { readonly value: T; readonly source: SourceStamp };
    };

/** Said beside "none", these say that there may be some: not asked about this person, not read whole, or perhaps theirs. */
const LEAVES_OPEN: ReadonlySet<string> = new Set([
  'NOT_ASKABLE',
  'IDENTITY_IN_DOUBT',
  'SUBJECT_IN_DOUBT',
  'RECORD_UNREADABLE',
  'PAGES_MISSING',
  'ANSWER_NOT_WHOLE',
]);

/** Whether an answer says all that was asked for; of one that does not, readers see `PARTIAL`. */
export const saysAll = (answer: Answer<unknown>): boolean => {
  switch (answer.kind) {
    case 'found':
      return answer.complete;
    case 'absent':
      return !answer.warnings.some(({ code }) => LEAVES_OPEN.has(code));
    case 'failed':
      return false;
  }
};

export const found = <T>(
  value: T,
  source: SourceStamp,
  more: { complete?: boolean; warnings?: readonly Warning[] } = {},
): Answer<T> => ({
  kind: 'found',
  value,
  complete: more.complete ?? true,
  warnings: more.warnings ?? [],
  source,
});
export const absent = <T>(source: SourceStamp, warnings: readonly Warning[] = []): Answer<T> => ({
  kind: 'absent',
  warnings,
  source,
});
export const failed = <T>(error: SystemError): Answer<T> => ({ kind: 'failed', error });
