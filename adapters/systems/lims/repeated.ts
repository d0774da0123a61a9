import type { CodeableConcept } from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';
import { codeableConcept } from '../../segments/cwe';
import type { Segment } from '../../wire/hl7v2/message';

/** Between the repetitions of one field, where they are told as one text. */
const SEPARATOR = '; ';

/** What each repetition of a field says, by its number; those that say nothing are left out. */
export const eachRepetition = <T>(
  segment: Segment,
  field: number,
  read: (repetition: number) => T | undefined,
): readonly T[] =>
  Array.from({ length: segment.repetitions(field) }, (_, at) => read(at + 1)).filter((one) => one !== undefined);

/** The texts of all repetitions as one, '' where none says anything. */
export const repeatedText = (segment: Segment, field: number, read: (repetition: number) => string): string =>
  eachRepetition(segment, field, (repetition) => read(repetition).trim() || undefined).join(SEPARATOR);

/** A coded field of which all repetitions hold: their texts as one, and all their codings. */
export const repeatedConcept = (
  segment: Segment,
  field: number,
  instance: InstanceName,
  table: string,
): CodeableConcept | undefined => {
  const concepts = eachRepetition(segment, field, (repetition) =>
    codeableConcept(segment, field, instance, table, repetition),
  );
  return concepts.length === 0
    ? undefined
    : {
        text: concepts.map(({ text }) => text).join(SEPARATOR),
        codings: concepts.flatMap(({ codings }) => codings),
      };
};
