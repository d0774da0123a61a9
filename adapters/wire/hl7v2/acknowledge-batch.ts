import type { SplitBatch } from './batch';
import { STANDARD_DELIMITERS, delimitersOf, encodingCharacters } from './delimiters';
import { withoutBlockCharacters } from './escapes';
import { fieldText } from './field';
import type { Delimiters } from './message';
import { ParsedSegment } from './segment';

export interface BatchAnswer {
  /** By batch, in order: the acknowledgements of its messages, those that are owed none left out. */
  readonly acknowledgements: readonly (readonly string[])[];
  /** FHS-11 and BHS-11 of the answer itself. */
  readonly controlId: string;
  /** FHS-7 and BHS-7: an HL7 time stamp. */
  readonly at: string;
}

/** FHS and BHS have their delimiters and addresses where MSH has them (2.5.1 sections 2.14.2 and 2.14.6). */
export const batchHeader = (line: string): ParsedSegment => {
  const read = delimitersOf(line);
  return new ParsedSegment(line, 1, read.kind === 'delimiters' ? read.delimiters : STANDARD_DELIMITERS);
};

const answerHeader = (line: string, { controlId, at }: BatchAnswer): { text: string; delimiters: Delimiters } => {
  const asked = batchHeader(line);
  const { delimiters: d, name } = asked;
  // The control id of what is answered goes back in field 12.
  const echo = (field: number): string => withoutBlockCharacters(asked.raw(field), d);
  const fields = [encodingCharacters(d), echo(5), echo(6), echo(3), echo(4), fieldText(at, d)];
  const text = [name, ...fields, '', '', '', fieldText(controlId, d), echo(11)].join(d.field);
  return { text: `${text}\r`, delimiters: d };
};

/**
 * The answer to a file or a batch (2.5.1 section 2.10.3.3, "all messages are acknowledged"): one text, with the envelope
 * that it came in, an acknowledgement for each message in its place, and BHS-12 naming the batch that is answered.
 */
export const acknowledgeBatch = ({ envelope, batches }: SplitBatch, answer: BatchAnswer): string => {
  const fileLine = envelope.find((line) => line.startsWith('FHS'));
  const file = fileLine === undefined ? null : answerHeader(fileLine, answer);
  const texts = batches.map(({ header }, index) => {
    const acknowledgements = answer.acknowledgements[index] ?? [];
    if (header === null) return acknowledgements.join('');
    const { text, delimiters } = answerHeader(header, answer);
    return `${text}${acknowledgements.join('')}BTS${delimiters.field}${acknowledgements.length}\r`;
  });
  if (file === null) return texts.join('');
  return `${file.text}${texts.join('')}FTS${file.delimiters.field}${batches.length}\r`;
};

/**
 * What the trailers promise and the text does not hold, or the text holds and no message does: a batch that lost something
 * on its way. No values.
 */
export const batchShortfalls = ({ envelope, batches, stray }: SplitBatch): readonly string[] => {
  const counted = (line: string, separator: string): number | null => {
    const said = line.split(separator)[1]?.trim() ?? '';
    return /^\d+$/.test(said) ? Number(said) : null;
  };
  const separatorOf = (line: string): string => line.charAt(3);
  const notes: string[] = [];
  for (const { header, messages, trailer } of batches) {
    if (header !== null && trailer === null) notes.push('a batch has BHS and no BTS');
    const said = trailer === null ? null : counted(trailer, separatorOf(trailer));
    if (said !== null && said !== messages.length)
      notes.push(`BTS-1 says ${said} messages; ${messages.length} were found`);
  }
  const file = envelope.find((line) => line.startsWith('FTS'));
  const said = file === undefined ? null : counted(file, separatorOf(file));
  if (said !== null && said !== batches.length) notes.push(`FTS-1 says ${said} batches; ${batches.length} were found`);
  if (file === undefined && envelope.some((line) => line.startsWith('FHS'))) notes.push('the file has FHS and no FTS');
  if (stray !== '') notes.push('there is text that belongs to no message; it is kept, and not read');
  return notes;
};
