type Leaves = ReadonlyMap<string, string>;

/** Code systems that are nobody's own (SNOMED CT, HL7, UK Core, NHS England, dm+d, UCUM, LOINC). */
const PUBLISHED =
  /^(http:\/\/snomed\.info\/|https?:\/\/([a-z]+\.)*hl7\.org(\.uk)?\/|https:\/\/fhir\.nhs\.uk\/|https:\/\/dmd\.nhs\.uk|http:\/\/unitsofmeasure\.org|http:\/\/loinc\.org)/;

const SNOMED = 'http://snomed.info/sct';

const CONCEPT = /^(.*?)\.?(?:text|codings\[\d+\]\.(?:system|code|display))$/;

/** The path of the coded concept that a leaf is part of: `specialty` of `specialty.codings[0].system`; null for others. */
export const conceptOf = (field: string): string | null => {
  const path = CONCEPT.exec(field)?.[1];
  return path === undefined || path === '' ? null : path;
};

interface Concept {
  readonly text: string;
  readonly published: readonly string[];
  /** Codes alone: their systems are named after whoever sends them. */
  readonly local: readonly string[];
}

const loose = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim();

interface Coding {
  readonly system: string;
  readonly code: string;
}

const codingsOf = (path: string, leaves: Leaves): readonly Coding[] =>
  [...leaves.keys()].flatMap((key) => {
    const at = key.startsWith(`${path}.codings[`) ? /\[(\d+)\]\.code$/.exec(key)?.[1] : undefined;
    if (at === undefined) return [];
    const of = (part: string): string => leaves.get(`${path}.codings[${at}].${part}`) ?? '';
    return [{ system: of('system'), code: of('code') }];
  });

const isPublished = ({ system }: Coding): boolean => PUBLISHED.test(system);

/**
 * The code by which a concept is known, whatever others one side adds to it: SNOMED CT's, else another published one, else
 * the first; its words where it has none.
 */
export const nameOfConcept = (path: string, leaves: Leaves): string | undefined => {
  const codings = codingsOf(path, leaves);
  const coding = codings.find(({ system }) => system === SNOMED) ?? codings.find(isPublished) ?? codings[0];
  return coding?.code ?? leaves.get(`${path}.text`);
};

const read = (path: string, leaves: Leaves): Concept => {
  const codings = codingsOf(path, leaves);
  return {
    text: leaves.get(`${path}.text`) ?? '',
    published: codings.filter(isPublished).map(({ system, code }) => `${system}|${code}`).sort(), // prettier-ignore
    local: codings.filter((coding) => !isPublished(coding)).map(({ code }) => code).sort(), // prettier-ignore
  };
};

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** No words at all, or only the code in their place. */
const isWordless = ({ text, published }: Concept): boolean =>
  text === '' || published.some((coding) => coding.endsWith(`|${text}`));

/** Whether two codings say the same though they are not written the same, and by which rule; null where they do not. */
export const sameConcept = (
  path: string,
  control: Leaves,
  candidate: Leaves,
): 'same-code' | 'local-code-system' | null => {
  const [a, b] = [read(path, control), read(path, candidate)];
  const words = loose(a.text) === loose(b.text);
  if (a.published.length > 0 && same(a.published, b.published))
    return words || isWordless(a) || isWordless(b) ? 'same-code' : null;
  const local = a.local.length > 0 && same(a.local, b.local) && same(a.published, b.published);
  return local && words ? 'local-code-system' : null;
};
