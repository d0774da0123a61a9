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

interface Coding {
  readonly system: string;
  readonly code: string;
}

interface Concept {
  readonly text: string;
  readonly codings: readonly Coding[];
  readonly published: readonly string[];
  /** Codes alone: their systems are named after whoever sends them. */
  readonly local: readonly string[];
}

const loose = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim();

const codingsOf = (path: string, leaves: Leaves): readonly Coding[] =>
  [...leaves.keys()].flatMap((key) => {
    const at = key.startsWith(`${path}.codings[`) ? /\[(\d+)\]\.code$/.exec(key)?.[1] : undefined;
    if (at === undefined) return [];
    const of = (part: string): string => leaves.get(`${path}.codings[${at}].${part}`) ?? '';
    return [{ system: of('system'), code: of('code') }];
  });

const isPublished = ({ system }: Coding): boolean => PUBLISHED.test(system);

/** Every code of a concept, whatever its system. */
export const codesOf = (path: string, leaves: Leaves): readonly string[] =>
  codingsOf(path, leaves).map(({ code }) => code);

/**
 * The code by which a concept is known, whatever others one side adds to it: SNOMED CT's, else one that the other side has
 * too, a published one first; its words where it has none.
 */
export const nameOfConcept = (path: string, leaves: Leaves, others: ReadonlySet<string>): string | undefined => {
  const codings = codingsOf(path, leaves);
  const byStanding = [...codings.filter(isPublished), ...codings];
  const coding =
    codings.find(({ system }) => system === SNOMED) ?? byStanding.find(({ code }) => others.has(code)) ?? byStanding[0];
  return coding?.code ?? leaves.get(`${path}.text`);
};

const read = (path: string, leaves: Leaves): Concept => {
  const codings = codingsOf(path, leaves);
  return {
    text: leaves.get(`${path}.text`) ?? '',
    codings,
    published: codings.filter(isPublished).map(({ system, code }) => `${system}|${code}`).sort(), // prettier-ignore
    local: codings.filter((coding) => !isPublished(coding)).map(({ code }) => code).sort(), // prettier-ignore
  };
};

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** No words at all, or only the code in their place. */
const isWordless = ({ text, published }: Concept): boolean =>
  text === '' || published.some((coding) => coding.endsWith(`|${text}`));

/** Of the code systems that both sides use: whether there are any, and whether they say the same in each. */
const inSharedSystems = (a: Concept, b: Concept): { readonly any: boolean; readonly agree: boolean } => {
  const inSystem = ({ codings }: Concept, wanted: string): readonly string[] =>
    codings.flatMap(({ system, code }) => (system === wanted ? [code] : [])).sort();
  const shared = [...new Set(a.codings.map(({ system }) => system))].filter((one) => inSystem(b, one).length > 0);
  return { any: shared.length > 0, agree: shared.every((one) => same(inSystem(a, one), inSystem(b, one))) };
};

/** Whether two codings say the same though they are not written the same, and by which rule; null where they do not. */
export const sameConcept = (
  path: string,
  control: Leaves,
  candidate: Leaves,
): 'same-code' | 'local-code-system' | 'added-code' | null => {
  const [a, b] = [read(path, control), read(path, candidate)];
  const words = loose(a.text) === loose(b.text);
  const wordless = isWordless(a) || isWordless(b);
  if (a.published.length > 0 && same(a.published, b.published)) return words || wordless ? 'same-code' : null;
  const local = words && a.local.length > 0 && same(a.local, b.local);
  if (local && same(a.published, b.published)) return 'local-code-system';
  const shared = inSharedSystems(a, b);
  return shared.agree && (local || (shared.any && (words || wordless))) ? 'added-code' : null;
};
