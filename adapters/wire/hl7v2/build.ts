import HL7 from 'hl7-standard';
import { encodingCharacters, STANDARD_DELIMITERS } from './delimiters';
import type { Field } from './field';
import { fieldText } from './field';
import { parseMessage } from './parse';

export { NULL, repeat } from './field';
export type { Component, Field, Leaf, Repetition } from './field';

/**
 * A segment to send: its name, and its fields by HL7 number, from 1 (MSH from 3; MSH-1 and MSH-2 are written here):
 * `['PID', { 3: repeat(['RWE0001', '', '', 'RWE'], ['9990000018', '', '', 'NHS']), 5: ['SMITH', 'ADA'] }]`.
 */
export type OutboundSegment = readonly [name: string, fields: Readonly<Record<number, Field>>];

/** A message that must not be sent: it would be read otherwise than it was meant. Names places, never values. */
export class UnsafeMessage extends Error {
  constructor(at: string, reason: string) {
    super(`${at}: ${reason}; the message was not built`);
    this.name = 'UnsafeMessage';
  }
}

/** Field texts by number, gaps filled with '', MSH-1 at index 0 of a header. */
const textsOf = ([name, fields]: OutboundSegment): string[] => {
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name))
    throw new UnsafeMessage('a segment', 'its name is not three capitals or digits');
  if (Array.isArray(fields)) throw new UnsafeMessage(name, 'fields are given by number, from 1, not as a list');
  const texts: string[] = name === 'MSH' ? [STANDARD_DELIMITERS.field, encodingCharacters(STANDARD_DELIMITERS)] : [];
  for (const [key, field] of Object.entries(fields)) {
    const number = Number(key);
    if (!Number.isInteger(number) || number < 1 || (name === 'MSH' && number < 3)) {
      throw new UnsafeMessage(name, `there is no field ${key} to write`);
    }
    texts[number - 1] = fieldText(field, STANDARD_DELIMITERS);
  }
  return Array.from(texts, (text) => text ?? '');
};

/** The codec must read back exactly the fields that were meant, or not a byte leaves. */
const check = (text: string, segments: readonly OutboundSegment[], meant: readonly (readonly string[])[]): void => {
  const parsed = parseMessage(text);
  if (parsed.kind === 'unreadable') throw new UnsafeMessage('the message', parsed.reason);
  const read = parsed.message.segments;
  if (read.length !== segments.length) throw new UnsafeMessage('the message', 'it reads back with other segments');
  segments.forEach(([name], index) => {
    const segment = read[index];
    if (segment?.name !== name) throw new UnsafeMessage(name, 'it reads back as another segment');
    meant[index]?.forEach((raw, place) => {
      if (segment.raw(place + 1) !== raw) throw new UnsafeMessage(`${name}-${place + 1}`, 'it reads back otherwise');
    });
  });
};

/**
 * An outbound message (queries, simulated traffic): CR-ended segments, delimiters `|^~\&`, every value escaped. The
 * first segment is MSH. Throws {@link UnsafeMessage} when the text would not be read back as it was meant.
 *
 * hl7-standard is handed whole fields that are already escaped, and lays them out: see docs/decisions/hl7-standard.md.
 */
export const buildMessage = (segments: readonly OutboundSegment[]): string => {
  if (segments[0]?.[0] !== 'MSH') throw new UnsafeMessage('the message', 'it does not start with MSH');
  const layout = new HL7('', { lineEndings: '\r' });
  const meant = segments.map(textsOf);
  segments.forEach(([name], index) => {
    const segment = layout.createSegment(name);
    meant[index]?.forEach((text, place) => {
      // MSH-1 is written with the segment's name.
      if (name !== 'MSH' || place > 0) segment.set(`${name}.${place + 1}`, text);
    });
  });
  const text = layout
    .build()
    .split('\r')
    .map((line) => `${line.replace(/\|+$/, '')}\r`)
    .join('');
  check(text, segments, meant);
  return text;
};
