import type { HumanName } from '../../schema/clinical/values';
import type { Segment } from '../wire/hl7v2/message';

/** Senders shout; a name already in mixed case (`McDonald`) is left as it is. */
export const unshout = (text: string): string =>
  text !== text.toUpperCase()
    ? text
    : text
        .toLowerCase()
        .replace(/(^|[\s'’\-/(])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** `TESTER, Mavis (Mrs)`: the NHS common user interface's order for a patient's name. */
export const nameText = (family: string, given: readonly string[], prefix: string): string => {
  const forenames = given.map(unshout).join(' ');
  const name = [family.toUpperCase(), forenames].filter((part) => part !== '').join(', ');
  return prefix === '' ? name : `${name} (${unshout(prefix)})`.trim();
};

const useOf = (type: string): HumanName['use'] => {
  if (type === 'L' || type === 'D' || type === '') return 'official';
  if (type === 'PREFERRED') return 'usual';
  if (type === 'A' || type === 'N') return 'nickname';
  return type === 'M' || type.startsWith('PREVIOUS') ? 'old' : undefined;
};

/** One XPN (HL7 2.4 section 2.8.51; types L legal, A alias, PREFERRED, PREVIOUS-* in ITK). Undefined without any name. */
export const humanName = (segment: Segment, field: number, repetition = 1): HumanName | undefined => {
  const family = segment.text(field, 1, repetition).trim();
  const given = [segment.text(field, 2, repetition), segment.text(field, 3, repetition)]
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (family === '' && given.length === 0) return undefined;
  const prefix = segment.text(field, 5, repetition).trim();
  const use = useOf(segment.text(field, 7, repetition).toUpperCase());
  return {
    text: nameText(family, given, prefix),
    ...(family === '' ? {} : { family }),
    given,
    ...(prefix === '' ? {} : { prefix }),
    ...(use === undefined ? {} : { use }),
  };
};

/** The name to go by (legal, else the first) and the others. */
export const humanNames = (
  segment: Segment,
  field: number,
): { readonly name: HumanName; readonly others: readonly HumanName[] } | undefined => {
  const names = Array.from({ length: segment.repetitions(field) }, (_, at) => humanName(segment, field, at + 1)).filter(
    (name) => name !== undefined,
  );
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  return name === undefined ? undefined : { name, others: names.filter((other) => other !== name) };
};
