import { found, type Answer, type Warning } from '../../../../schema/answer';
import { askedBy, NAMES_PER_ASK, notAskable, subjectNotAsked } from '../../../uk-core/sources/asked-by';
import { readEach, recordSource, unreadableRecord } from '../../../uk-core/sources/reading';
import { identifierKey, subjectsOf } from '../../../uk-core/sources/subjects';
import type { Dated, PeopleSearch, PersonSearch, Query, Searched, UkCoreServer } from '../../../uk-core/server';

const SUBJECT_IN_DOUBT: Warning = {
  code: 'SUBJECT_IN_DOUBT',
  text: 'Nervecentre holds a record that could be of this person or of another; it is left out',
};

interface Asked {
  readonly at: number;
  readonly keys: readonly string[];
}

const chunks = (asked: readonly Asked[]): readonly (readonly Asked[])[] => {
  const all: Asked[][] = [];
  let size = Infinity;
  for (const one of asked) {
    if (size + one.keys.length > NAMES_PER_ASK) {
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
  nervecentre: UkCoreServer,
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
      ...(unreadable > 0 ? [unreadableRecord(nervecentre)] : []),
      ...(strays > 0 ? [subjectNotAsked(nervecentre)] : []),
      ...(inDoubt.has(index) ? [SUBJECT_IN_DOUBT] : []),
    ];
    const sound = unreadable === 0 && strays === 0 && lacking.length === 0;
    const complete = searched.complete && sound && !inDoubt.has(index);
    return [at, found<readonly T[]>(lists[index] ?? [], searched.source, { complete, warnings })];
  });
};

/** The person comes with every record, because their identifiers say whose it is. */
const withPerson = ({ what, query }: Pick<PersonSearch<Dated, unknown>, 'what' | 'query'>): Query => {
  const [type] = what.split('/');
  return { ...query, _include: [...new Set([`${type}:patient`, ...[query['_include'] ?? []].flat()])] };
};

/**
 * One search for many people. A record is given to a person only when its subject carries one of the identifiers asked
 * by; one that fits nobody, or two people, is left out and the answers say so.
 */
export const byIdentifier: PeopleSearch = {
  parameter: 'patient.identifier',
  namesOf: (subject, subjects) => subjects.identifiersOf(subject).map(identifierKey),
  ask: async (nervecentre, people, search, ask) => {
    const nobody = () =>
      found<readonly never[]>([], nervecentre.stamp(), { complete: false, warnings: [notAskable(nervecentre)] });
    const asked = people.map((person, index) => ({ at: index, keys: askedBy(person, nervecentre) }));
    const shares = await Promise.all(
      chunks(asked.filter(({ keys }) => keys.length > 0)).map(async (chunk) => {
        const identifiers = [...new Set(chunk.flatMap(({ keys }) => keys))].join(',');
        const query = { ...withPerson(search), 'patient.identifier': identifiers };
        return share(nervecentre, chunk, await nervecentre.search(search.what, query, ask), search);
      }),
    );
    const answers = new Map(shares.flat());
    return people.map((_, index) => answers.get(index) ?? nobody());
  },
};
