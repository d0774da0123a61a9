import type { Delimiters, Segment } from '../wire/hl7v2/message';
import { unescape } from '../wire/hl7v2/escapes';

/**
 * A field of type ST, TX or FT, one text a repetition. Such a field has no components: a `&` or `^` that its sender
 * forgot to escape is part of the text, and what follows it must not be lost.
 */
export const freeText = (segment: Segment, field: number, delimiters: Delimiters): readonly string[] => {
  const raw = segment.raw(field);
  if (raw === '' || raw === '""') return [];
  return raw.split(delimiters.repetition).map((text) => unescape(text, delimiters));
};
