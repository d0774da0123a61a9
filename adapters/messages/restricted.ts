import { hospitalNumberSystem, instanceParts, parseNhsNumber, type InstanceName } from '../../schema/identifiers';
import type { PersonQuery } from '../../schema/capabilities';
import type { Hl7Message } from '../wire/hl7v2/message';

/** PV1-16 S or Y (VIP indicator, ITK: sensitive), ZU8-4 1 or 2 (location hidden), or ARV-3 ALL: the message says it of itself. */
export const saysRestricted = (message: Hl7Message): boolean =>
  message.all('PV1').some((pv1) => ['S', 'Y'].includes(pv1.text(16).toUpperCase())) ||
  message.all('ZU8').some((zu8) => ['1', '2'].includes(zu8.text(4))) ||
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

/** Ten digits that pass their check are taken for an NHS number wherever they stand, so that nobody restricted is missed. */
const nhsNumbersIn = (text: string): readonly PersonQuery[] =>
  [...new Set(text.match(/(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g) ?? [])].slice(0, 50).flatMap((digits) => {
    const nhsNumber = parseNhsNumber(digits);
    return nhsNumber === null ? [] : [{ by: 'nhsNumber', nhsNumber } as const];
  });

/** Everybody whom the text may name, to be looked up. For a refused message nothing else says whom it is about. */
export const whomItMayName = (
  text: string,
  message: Hl7Message | null,
  instance: InstanceName,
): readonly PersonQuery[] => [...nhsNumbersIn(text), ...(message ? numbersIn(message, instance) : [])];
