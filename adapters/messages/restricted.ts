import { hospitalNumberSystem, instanceParts, parseNhsNumber } from '../../schema/identifiers';
import type { InstanceName, NhsNumber } from '../../schema/identifiers';
import type { PersonQuery } from '../../schema/capabilities';
import type { Hl7Message } from '../wire/hl7v2/message';

/**
 * PV1-16 S or Y (VIP indicator, ITK: sensitive), ZU8-4 1 or 2 (location hidden), ZU8-2 2 (dissent) or ARV-3 ALL: the message
 * says it of itself. One that is held or refused has told the index nothing yet.
 */
export const saysRestricted = (message: Hl7Message): boolean =>
  message.all('PV1').some((pv1) => ['S', 'Y'].includes(pv1.text(16).toUpperCase())) ||
  message.all('ZU8').some((zu8) => ['1', '2'].includes(zu8.text(4)) || zu8.text(2) === '2') ||
  message.all('ARV').some((arv) => arv.text(3).toUpperCase() === 'ALL');

const numbersIn = (message: Hl7Message, instance: InstanceName): readonly PersonQuery[] =>
  (
    [
      ['PID', 2],
      ['PID', 3],
      ['PID', 4],
      ['MRG', 1],
    ] as const
  ).flatMap(([name, field]) =>
    message.all(name).flatMap((segment) =>
      Array.from({ length: segment.repetitions(field) }, (_, at): PersonQuery => {
        const organisation = segment.text(field, 4, at + 1) || instanceParts(instance).organisation;
        const value = segment.text(field, 1, at + 1);
        return { by: 'identifier', identifier: { system: hospitalNumberSystem(organisation), value } };
      }),
    ),
  );

/** Each is looked up by itself. */
const MOST_NHS_NUMBERS = 50;

/** Ten digits that pass their check are taken for an NHS number wherever they stand, so that nobody restricted is missed. */
const nhsNumbersIn = (text: string): readonly NhsNumber[] => [
  ...new Set(
    [...(text.match(/(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g) ?? [])].flatMap(
      (digits) => parseNhsNumber(digits) ?? [],
    ),
  ),
];

export interface MayName {
  /** To be looked up. */
  readonly people: readonly PersonQuery[];
  /** There are more: of those nobody can say that they are not restricted. */
  readonly more: boolean;
}

/** Everybody whom the text may name. For a refused message nothing else says whom it is about. */
export const whomItMayName = (text: string, message: Hl7Message | null, instance: InstanceName): MayName => {
  const nhsNumbers = nhsNumbersIn(text);
  return {
    people: [
      ...nhsNumbers.slice(0, MOST_NHS_NUMBERS).map((nhsNumber) => ({ by: 'nhsNumber', nhsNumber }) as const),
      ...(message ? numbersIn(message, instance) : []),
    ],
    more: nhsNumbers.length > MOST_NHS_NUMBERS,
  };
};
