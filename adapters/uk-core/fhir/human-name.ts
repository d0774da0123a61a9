import type { FhirHumanName } from '../../wire/fhir/values';

/** `TESTER, Mavis (Mrs)`, the NHS's way of writing a name; empty where it has no parts. */
export const writtenName = ({ family, given, prefix }: FhirHumanName): string => {
  const [title] = prefix;
  const parts = [family?.toUpperCase(), given.join(' ')].filter((part) => part).join(', ');
  return parts === '' || title === undefined ? parts : `${parts} (${title})`;
};

/** R4 name-use of names that people had, or are not addressed by. */
const NOT_PRESENT: readonly (string | undefined)[] = ['old', 'maiden', 'nickname', 'anonymous'];

/** The name they go by; whatever there is, where none is said to be it. */
export const presentName = (names: readonly FhirHumanName[]): FhirHumanName | undefined =>
  names.find(({ use }) => use === 'official') ??
  names.find(({ use }) => use === 'usual') ??
  names.find(({ use }) => !NOT_PRESENT.includes(use)) ??
  names[0];
