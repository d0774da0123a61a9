import { found, type Answer, type Warning } from '../../../../schema/answer';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM } from '../../../../schema/identifiers';
import { readEach, recordSource, UNREADABLE } from './reading';
import { identifierKey, subjectsOf } from './subjects';
import type { z } from 'zod';
import type { Ask, Selection } from '../../../../schema/capabilities';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { FhirReference } from '../../../wire/fhir/values';
import type { Nervecentre, Query, Searched } from '../search';

type Dated = Parameters<typeof recordSource>[0];

/** One search about people: what is asked, how its resources are read, and whom each is about. */
export interface PersonSearch<R extends Dated, T> {
  readonly what: string;
  /** The name of the search parameter that takes identifiers. */
  readonly patient?: string;
  readonly query: Query;
  readonly schema: z.ZodType<R>;
  readonly subject: (resource: R) => FhirReference | undefined;
  /** Made once an answer. Undefined for a resource that is not of this list; throws NotFhir for one that makes no sense. */
  readonly reader: (searched: Searched) => (resource: R, source: RecordSource) => T | undefined;
  /** What the answer lacks though every record could be read; any makes it incomplete. */
  readonly lacks?: (searched: Searched) => readonly Warning[];
}

/** More would make an address longer than servers take (8 KiB is common). */
const IDENTIFIERS_PER_ASK = 80;

const NOT_ASKABLE: Warning = {
  code: 'NOT_ASKABLE',
  text: 'Nothing links this person to a record of this organisation, so Nervecentre was not asked',
};
const SUBJECT_NOT_ASKED: Warning = {
  code: 'SUBJECT_NOT_ASKED',
  text: 'Nervecentre sent a record of someone who was not asked about; it is left out',
};
const SUBJECT_IN_DOUBT: Warning = {
  code: 'SUBJECT_IN_DOUBT',
  text: 'Nervecentre holds a record that could be of this person or of another; it is left out',
};

/**
 * By what a person is asked for: hospital numbers of this organisation, and the NHS number when it is verified (an
 * unverified one joins nobody: design, section 5). Several: a person may have two records that a merge joins.
 */
const askedBy = (person: PersonIdentity, { organisation }: Nervecentre): readonly string[] => {
  const own = hospitalNumberSystem(organisation);
  return [
    ...(person.nhsNumber !== undefined && person.nhsNumberVerified ? [`${NHS_NUMBER_SYSTEM}|${person.nhsNumber}`] : []),
    ...person.identifiers.filter(({ system }) => system === own).map(identifierKey),
  ];
};

interface Asked {
  readonly at: number;
  readonly keys: readonly string[];
}

const chunks = (asked: readonly Asked[]): readonly (readonly Asked[])[] => {
  const all: Asked[][] = [];
  let size = Infinity;
  for (const one of asked) {
    if (size + one.keys.length > IDENTIFIERS_PER_ASK) {
      all.push([]);
      size = 0;
    }
    all.at(-1)?.push(one);
    size += one.keys.length;
  }
  return all;
};

/** Answers of one search, per person asked, in their order. */
const share = <R extends Dated, T>(
  nervecentre: Nervecentre,
  asked: readonly Asked[],
  searched: Searched,
  search: PersonSearch<R, T>,
): readonly (readonly [number, Answer<readonly T[]>])[] => {
  const subjects = subjectsOf(searched, nervecentre);
  const read = search.reader(searched);
  const lists = asked.map((): T[] => []);
  const inDoubt = new Set<number>();
  let strays = 0;
  const { unreadable } = readEach(searched.matches, search.schema, (resource) => {
    const keys = new Set(subjects.identifiersOf(search.subject(resource)).map(identifierKey));
    const owners = asked.flatMap((one, index) => (one.keys.some((key) => keys.has(key)) ? [index] : []));
    const [owner] = owners;
    if (owner === undefined) strays += 1;
    else if (owners.length > 1) owners.forEach((each) => inDoubt.add(each));
    else {
      const record = read(resource, recordSource(resource, searched.source));
      if (record !== undefined) lists[owner]?.push(record);
    }
    return true;
  });
  const lacking = search.lacks?.(searched) ?? [];
  return asked.map(({ at }, index) => {
    const warnings = [
      ...searched.warnings,
      ...lacking,
      ...(unreadable > 0 ? [UNREADABLE] : []),
      ...(strays > 0 ? [SUBJECT_NOT_ASKED] : []),
      ...(inDoubt.has(index) ? [SUBJECT_IN_DOUBT] : []),
    ];
    const sound = unreadable === 0 && strays === 0 && lacking.length === 0;
    const complete = searched.complete && sound && !inDoubt.has(index);
    return [at, found<readonly T[]>(lists[index] ?? [], searched.source, { complete, warnings })];
  });
};

/**
 * One search for many people: same length, same order. A record is given to a person only when its subject carries one
 * of the identifiers asked by; one that fits nobody, or two people, is left out and the answers say so.
 */
export const askPeople = async <R extends Dated, T>(
  nervecentre: Nervecentre,
  people: readonly PersonIdentity[],
  search: PersonSearch<R, T>,
  ask: Ask,
): Promise<readonly Answer<readonly T[]>[]> => {
  const stamp = nervecentre.stamp();
  const answers = people.map(() => found<readonly T[]>([], stamp, { complete: false, warnings: [NOT_ASKABLE] }));
  const asked = people.map((person, index) => ({ at: index, keys: askedBy(person, nervecentre) }));
  const askable = asked.filter(({ keys }) => keys.length > 0);
  await Promise.all(
    chunks(askable).map(async (chunk) => {
      const identifiers = [...new Set(chunk.flatMap(({ keys }) => keys))].join(',');
      const query = { ...search.query, [search.patient ?? 'patient.identifier']: identifiers };
      const searched = await nervecentre.search(search.what, query, ask);
      for (const [index, answer] of share(nervecentre, chunk, searched, search)) answers[index] = answer;
    }),
  );
  return answers;
};

/** FHIR search on a date: the window, half open. */
export const during = (parameter: string, { window }: Selection): Query =>
  window === undefined ? {} : { [parameter]: [`ge${window.from}`, `lt${window.to}`] };

export const codesOf = ({ codes }: Selection): string | undefined =>
  codes === undefined || codes.length === 0
    ? undefined
    : codes.map(({ system, code }) => `${system}|${code}`).join(',');
