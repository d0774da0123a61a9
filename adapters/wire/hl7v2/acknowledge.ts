import { encodingCharacters, STANDARD_DELIMITERS } from './delimiters';
import type { ErrorCondition } from './error-codes';
import { ERROR_CONDITIONS } from './error-codes';
import { withoutBlockCharacters } from './escapes';
import type { Field, Repetition } from './field';
import { fieldText, repeat } from './field';
import type { Delimiters } from './message';
import type { Msh } from './msh';

/** HL7 table 0008: A for the original mode and application acknowledgements, C for commit acknowledgements. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

export interface AcknowledgedError {
  readonly hl7: ErrorCondition;
  /** `PID-3`, `PID-3.4`, `OBX[2]-5` (the second OBX), or '' when it is nowhere in particular. */
  readonly location: string;
  /** For the sender's engineer. Never a value of the message. */
  readonly text: string;
}

export interface Acknowledgement {
  readonly code: AcknowledgementCode;
  readonly text?: string;
  readonly errors?: readonly AcknowledgedError[];
  /** MSH-10 of the acknowledgement itself. */
  readonly controlId: string;
  /** MSH-15 of the acknowledgement itself, which then is a message of its own; its MSH-16 is NE. */
  readonly commit?: 'AL' | 'NE';
  /** MSH-7: an HL7 time stamp (`utcStamp`, `londonStamp`). */
  readonly at: string;
}

interface Location {
  readonly segment: string;
  readonly sequence: string;
  readonly field: string;
  readonly component: string;
}

const locationOf = (text: string): Location | null => {
  const found = /^([A-Z][A-Z0-9]{2})(?:\[(\d+)\])?(?:-(\d+)(?:\.(\d+))?)?$/.exec(text);
  if (found === null) return null;
  const [, segment = '', sequence = '1', field = '', component = ''] = found;
  return { segment, sequence, field, component };
};

/** Whether a version is at least another; an unreadable one counts as 2.4, the UK's commonest. */
const atLeast = (version: string, wanted: readonly [number, number]): boolean => {
  const found = /^(\d+)\.(\d+)/.exec(version);
  const [major, minor] = found === null ? [2, 4] : [Number(found[1]), Number(found[2])];
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
};

/** ERR-1 up to 2.4: segment ^ sequence ^ field ^ code&text&table (ELD), one repetition an error. */
const errOfOld = (errors: readonly AcknowledgedError[]): Record<number, Field>[] => {
  const repetitions = errors.map((error): Repetition => {
    const at = locationOf(error.location);
    const condition = [error.hl7, ERROR_CONDITIONS[error.hl7], 'HL70357'];
    return [at?.segment, at?.sequence, at?.field, condition];
  });
  return [{ 1: repeat(...repetitions) }];
};

/** ERR from 2.5: one segment an error; ERR-2 where (ERL), ERR-3 what, ERR-4 severity, ERR-8 words. */
const errOfNew = (errors: readonly AcknowledgedError[]): Record<number, Field>[] =>
  errors.map((error) => {
    const at = locationOf(error.location);
    const where: Repetition = at === null ? '' : [at.segment, at.sequence, at.field, at.component && '1', at.component];
    return { 2: where, 3: [error.hl7, ERROR_CONDITIONS[error.hl7], 'HL70357'], 4: 'E', 8: error.text };
  });

const line = (name: string, fields: Readonly<Record<number, string>>, d: Delimiters): string => {
  const texts: string[] = [];
  for (const [number, text] of Object.entries(fields)) texts[Number(number) - 1] = text;
  const written = [name, ...Array.from(texts, (text) => text ?? '')].join(d.field);
  let end = written.length;
  while (written.charAt(end - 1) === d.field) end -= 1;
  return `${written.slice(0, end)}\r`;
};

const writable = (d: Delimiters): boolean =>
  [d.component, d.repetition, d.escape, d.subcomponent].every((c) => c !== '');

/**
 * The answer to a message (2.5.1 section 2.9). Written with the sender's own delimiters, so that what it gets back of
 * its own (MSH-3 to 6 turned round, MSH-10 in MSA-2, MSH-11, MSH-12, MSH-18) is character for character what it sent.
 * `msh` is null when the message had no readable header: then MSA-2 is empty and the version is 2.4.
 * Encode the text in the charset of the message's MSH-18.
 */
export const acknowledge = (msh: Msh | null, answer: Acknowledgement): string => {
  const own = msh !== null && writable(msh.delimiters);
  const d = own ? msh.delimiters : STANDARD_DELIMITERS;
  // With delimiters that cannot be written, only values can be given back, escaped anew.
  const echo = (field: number): string =>
    msh === null ? '' : own ? withoutBlockCharacters(msh.segment.raw(field), d) : fieldText(msh.segment.text(field), d);
  const version = msh === null || msh.version === '' ? '2.4' : msh.version;
  const trigger = fieldText(msh?.triggerEvent ?? '', d);
  // MSH-9.3 came with 2.4; before it, the trigger may follow the type.
  const type = trigger === '' ? ['ACK'] : atLeast(version, [2, 4]) ? ['ACK', trigger, 'ACK'] : ['ACK', trigger];
  const header = line(
    'MSH',
    {
      1: encodingCharacters(d),
      2: echo(5),
      3: echo(6),
      4: echo(3),
      5: echo(4),
      6: fieldText(answer.at, d),
      8: type.join(d.component),
      9: fieldText(answer.controlId, d),
      10: echo(11) === '' ? 'P' : echo(11),
      11: echo(12) === '' ? version : echo(12),
      ...(answer.commit !== undefined && { 14: answer.commit, 15: 'NE' }),
      17: echo(18),
    },
    d,
  );
  const errors = answer.errors ?? [];
  const modern = atLeast(version, [2, 5]);
  const text = answer.text ?? errors[0]?.text ?? '';
  // MSA-6 (2.3.1 to 2.4) gives the first condition; from 2.5 only ERR does.
  const condition = modern || errors[0] === undefined ? '' : conditionText(errors[0], d);
  const msa = line('MSA', { 1: answer.code, 2: echo(10), 3: fieldText(text, d), 6: condition }, d);
  const err = errors.length === 0 ? [] : modern ? errOfNew(errors) : errOfOld(errors);
  const lines = err.map((fields) =>
    line('ERR', Object.fromEntries(Object.entries(fields).map(([at, field]) => [at, fieldText(field, d)])), d),
  );
  return [header, msa, ...lines].join('');
};

const conditionText = (error: AcknowledgedError, d: Delimiters): string =>
  fieldText([error.hl7, ERROR_CONDITIONS[error.hl7], 'HL70357'], d);
