import { found, type Answer } from '../../../../schema/answer';
import { askedBy, NAMES_PER_ASK, notAskable, subjectInDoubt, subjectNotAsked } from '../../../uk-core/sources/asked-by';
import { readEach, recordSource, unreadableRecord } from '../../../uk-core/sources/reading';
import { isSamePerson, knownAs, type WhoTheyAre } from '../../../uk-core/sources/same-person';
import { identifierKey, subjectsOf, type Subjects } from '../../../uk-core/sources/subjects';
import type { FhirReference } from '../../../wire/fhir/values';
import type { Dated, PeopleSearch, PersonSearch, Query, Searched, UkCoreServer } from '../../../uk-core/server';

interface Asked {
  readonly at: number;
  readonly keys: readonly string[];
  readonly known: WhoTheyAre;
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

/** Whom of those asked a subject may be. */
interface Whose {
  /** Those of whom it carries a number. */
  readonly named: readonly Asked[];
  /** The one whom it is, where the identity rules leave no doubt. */
  readonly certain: Asked | undefined;
}

/** Whose records are, told once for each subject: one person has many records in an answer. */
const whoseAmong = (asked: readonly Asked[], subjects: Subjects): ((subject: FhirReference | undefined) => Whose) => {
  const told = new Map<string, Whose>();
  const tell = (subject: FhirReference | undefined): Whose => {
    // By a number that is old they may still be meant: not joined by it, and in doubt.
    const all = [...subjects.identifiersOf(subject), ...subjects.formerOf(subject)];
    const keys = new Set(all.map(identifierKey));
    const named = asked.filter((one) => one.keys.some((key) => keys.has(key)));
    const who = subjects.whoIs(subject);
    const [owner, ...others] = named.filter(({ known }) => isSamePerson(known, who));
    return { named, certain: others.length === 0 ? owner : undefined };
  };
  return (subject) => {
    const key = JSON.stringify([subject?.reference, subject?.identifier]);
    const whose = told.get(key) ?? tell(subject);
    told.set(key, whose);
    return whose;
  };
};

/** Answers of one search, per person asked, in their order. */
const share = <R extends Dated, T>(
  nervecentre: UkCoreServer,
  asked: readonly Asked[],
  searched: Searched,
  search: PersonSearch<R, T>,
): readonly (readonly [number, Answer<readonly T[]>])[] => {
  const whoseOf = whoseAmong(asked, subjectsOf(searched, nervecentre));
  const read = search.reader(searched);
  const lists = new Map(asked.map((one): [Asked, T[]] => [one, []]));
  const inDoubt = new Set<Asked>();
  let strays = 0;
  const { unreadable } = readEach(searched.matches, search.schema, (resource) => {
    const about = [search.subject(resource), ...(search.others?.(resource) ?? [])];
    let isStray = true;
    const owners = new Map<Asked, FhirReference | undefined>();
    for (const subject of about) {
      const { named, certain } = whoseOf(subject);
      if (named.length > 0) isStray = false;
      for (const one of named) if (one !== certain) inDoubt.add(one);
      if (certain !== undefined) owners.set(certain, subject);
    }
    if (isStray) strays += 1;
    for (const [owner, subject] of owners) {
      const record = read(resource, recordSource(resource, searched.source), subject);
      if (record !== undefined) lists.get(owner)?.push(record);
    }
    return true;
  });
  const lacking = search.lacks?.(searched) ?? [];
  return asked.map((one) => {
    const warnings = [
      ...searched.warnings,
      ...lacking,
      ...(unreadable > 0 ? [unreadableRecord(nervecentre)] : []),
      ...(strays > 0 ? [subjectNotAsked(nervecentre)] : []),
      ...(inDoubt.has(one) ? [subjectInDoubt(nervecentre)] : []),
    ];
    const sound = unreadable === 0 && strays === 0 && lacking.length === 0;
    const complete = searched.complete && sound && !inDoubt.has(one);
    return [one.at, found<readonly T[]>(lists.get(one) ?? [], searched.source, { complete, warnings })];
  });
};

/** The person comes with every record, because their identifiers say whose it is. */
const withPerson = ({ what, query }: Pick<PersonSearch<Dated, unknown>, 'what' | 'query'>): Query => {
  const [type] = what.split('/');
  return { ...query, _include: [...new Set([`${type}:patient`, ...[query['_include'] ?? []].flat()])] };
};

/**
 * One search for many people. A record is given to a person only when its subject carries one of the identifiers asked
 * by and is them by the identity rules; one that fits nobody, or two people, is left out and the answers say so.
 */
export const byIdentifier: PeopleSearch = {
  parameter: 'patient.identifier',
  namesOf: (subject, subjects) => subjects.identifiersOf(subject).map(identifierKey),
  ask: async (nervecentre, people, search, ask) => {
    const nobody = () =>
      found<readonly never[]>([], nervecentre.stamp(), { complete: false, warnings: [notAskable(nervecentre)] });
    const asked = people.map((person, index) => ({
      at: index,
      keys: askedBy(person, nervecentre),
      known: knownAs(person, nervecentre),
    }));
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
