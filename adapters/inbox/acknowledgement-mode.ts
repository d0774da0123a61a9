import type { AcknowledgementCode } from '../wire/hl7v2/acknowledge';
import type { Msh } from '../wire/hl7v2/msh';
import type { Feed } from './feed';
import type { Verdict } from './verdict';

/** HL7 table 0155: always, never, only of an error or a rejection, only of success. */
type Condition = 'AL' | 'NE' | 'ER' | 'SU';

/** Which acknowledgements a sender asks for (2.5.1 section 2.9.2). */
export type Asked =
  | { readonly mode: 'original' }
  | {
      readonly mode: 'enhanced';
      /** MSH-15: that it is safe with us, told when it is on disk. */
      readonly commit: Condition;
      /** MSH-16: what became of it, told once it is translated or held. */
      readonly application: Condition;
    };

const conditionIn = (text: string, unknown: Condition): Condition => {
  switch (text) {
    case 'AL':
    case 'NE':
    case 'ER':
    case 'SU':
      return text;
    case '':
      return 'NE';
    default:
      return unknown;
  }
};

/**
 * Both empty is the original mode; either filled is the enhanced one, in which what is empty is not asked for. A commit
 * condition outside the table counts as AL: a sender that meant something by it must not wait in vain.
 * `original-mode`: the feed's sender writes them without meaning them, and waits for its answer all the same.
 */
export const askedBy = (msh: Msh | null, how: Feed['acknowledgements'] = 'as-asked'): Asked => {
  if (how === 'original-mode') return { mode: 'original' };
  const [accept, application] = [msh?.acceptAcknowledgement ?? '', msh?.applicationAcknowledgement ?? ''];
  if (accept === '' && application === '') return { mode: 'original' };
  return { mode: 'enhanced', commit: conditionIn(accept, 'AL'), application: conditionIn(application, 'NE') };
};

const isOwed = (condition: Condition, good: boolean): boolean => {
  switch (condition) {
    case 'AL':
      return true;
    case 'NE':
      return false;
    case 'ER':
      return !good;
    case 'SU':
      return good;
  }
};

const CODES = {
  accepted: { application: 'AA', commit: 'CA' },
  error: { application: 'AE', commit: 'CE' },
  rejected: { application: 'AR', commit: 'CR' },
} as const;

/**
 * What is answered at once, when the message is on disk; null for nothing. A sender that writes NE in both fields gets
 * nothing, as it asked: an answer that it does not read would be taken for the answer to its next message, and be a yes
 * to what was never stored. What could not be stored closes its connection all the same. Where a sender that writes NE
 * waits for an answer, its feed says so (`acknowledgements: original-mode`): one in ten public sample messages says NE|NE.
 */
export const codeAtOnce = (asked: Asked, verdict: Verdict): AcknowledgementCode | null => {
  const codes = CODES[verdict.kind];
  if (asked.mode === 'original') return codes.application;
  return isOwed(asked.commit, verdict.kind === 'accepted') ? codes.commit : null;
};

/**
 * What is answered when it is known what became of the message. A message refused at once is told so once: by its commit
 * acknowledgement where that says it, else by this one.
 */
export const codeAfterwards = (
  asked: Asked,
  became: 'translated' | 'held' | Exclude<Verdict['kind'], 'accepted'>,
): Extract<AcknowledgementCode, 'AA' | 'AE' | 'AR'> | null => {
  if (asked.mode === 'original') return null;
  const good = became === 'translated';
  if (!isOwed(asked.application, good)) return null;
  switch (became) {
    case 'translated':
      return 'AA';
    case 'held':
      return 'AE';
    case 'error':
    case 'rejected':
      return isOwed(asked.commit, false) ? null : CODES[became].application;
  }
};
