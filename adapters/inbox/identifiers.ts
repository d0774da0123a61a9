import { parseNhsNumber } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import type { MessageIdentifierTable } from '../store/tables/inbox';

/** What a message can be found by. */
export type NamedIdentifier = Readonly<Omit<MessageIdentifierTable, 'seq'>>;

/** Ordinary messages hold a handful. One that holds more is found by its first ones. */
const MOST = 50;
/** A database key may not be longer than 2,700 bytes. A longer value is left out: cut, it would name somebody else. */
const LONGEST = 200;

const tenDigits = (value: string): string | null => {
  const digits = value.replaceAll(/[\s-]/g, '');
  return /^\d{10}$/.test(digits) ? digits : null;
};

/** One that fails its check digit is kept as it stands: whoever was told of it looks for just that. */
const nhsNumbersIn = (segment: Segment, field: number, at: number, profile: FeedProfile): NamedIdentifier[] => {
  if (!profile.nhsAuthorities.includes(segment.text(field, 4, at))) return [];
  const digits = tenDigits(segment.text(field, 1, at));
  return digits === null ? [] : [{ kind: 'nhs-number', value: digits, authority: '' }];
};

/** A repeating CX (HL7 2.4 section 2.8.6), whole, whatever authority assigned it. */
const identifiersIn = (segment: Segment, field: number, profile: FeedProfile): NamedIdentifier[] => {
  const found: NamedIdentifier[] = [];
  for (let at = 1; at <= Math.min(segment.repetitions(field), MOST); at += 1) {
    const value = segment.text(field, 1, at).trim();
    found.push({ kind: 'identifier', value, authority: segment.text(field, 4, at) });
    found.push(...nhsNumbersIn(segment, field, at, profile));
  }
  return found;
};

/** PID-19 is the SSN of the standard; senders in the UK have put the NHS number there. Only one that checks is taken for it. */
const inPid19 = (pid: Segment): NamedIdentifier[] => {
  const value = parseNhsNumber(pid.text(19));
  return value === null ? [] : [{ kind: 'nhs-number', value, authority: '' }];
};

/**
 * Everyone a message names (PID-3, PID-19, MRG-1) and its visit (PV1-19.1), each once, in the order they stand. Read
 * without judging: a message that is refused is looked for by the same numbers.
 */
export const namedIn = (message: Hl7Message, profile: FeedProfile): readonly NamedIdentifier[] => {
  const found = new Map<string, NamedIdentifier>();
  const add = (one: NamedIdentifier): void => {
    if (one.value === '' || one.value.length > LONGEST || one.authority.length > LONGEST) return;
    if (found.size < MOST) found.set([one.kind, one.value, one.authority].join('\n'), one);
  };
  for (const segment of message.segments) {
    switch (segment.name) {
      case 'PID':
        [...identifiersIn(segment, 3, profile), ...inPid19(segment)].forEach(add);
        break;
      case 'MRG':
        identifiersIn(segment, 1, profile).forEach(add);
        break;
      case 'PV1':
        add({ kind: 'visit', value: segment.text(19).trim(), authority: '' });
        break;
    }
  }
  return [...found.values()];
};
