import { found, type Answer } from '../../../schema/answer';
import { askedBy, NAMES_PER_ASK, notAskable, subjectInDoubt, subjectNotAsked } from './asked-by';
import { findPatients, HELD_TWICE } from './patients';
import { readEach, recordSource, unreadableRecord } from './reading';
import { knownAs } from './same-person';
import { identifierKey, subjectsOf } from './subjects';
import type { FhirReference } from '../../wire/fhir/values';
import type { Ask } from '../../../schema/capabilities';
import { whoseRecord, type Asked, type Holders } from './whose-record';
import type { Dated, PeopleSearch, PersonSearch, Query, Searched, UkCoreServer } from '../server';

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

interface Shared<T> {
  readonly answers: readonly (readonly [number, Answer<readonly T[]>])[];
  /** Those whose Patients have to be found first. */
  readonly untold: readonly Asked[];
}

/** Answers of one search, per person asked, in their order. */
const share = <R extends Dated, T>(
  server: UkCoreServer,
  asked: readonly Asked[],
  searched: Searched,
  search: PersonSearch<R, T>,
  holders: Holders,
): Shared<T> => {
  const whose = whoseRecord(server, asked, subjectsOf(searched, server), holders);
  const read = search.reader(searched);
  const lists = new Map(asked.map((one): [Asked, T[]] => [one, []]));
  const inDoubt = new Set<Asked>();
  let strays = 0;
  const { unreadable } = readEach(searched.matches, search.schema, (resource) => {
    const about = [search.subject(resource), ...(search.others?.(resource) ?? [])];
    let isStray = true;
    const owners = new Map<Asked, FhirReference | undefined>();
    for (const subject of about) {
      const { named, certain } = whose.of(subject);
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
  const answers = asked.map((one): readonly [number, Answer<readonly T[]>] => {
    const holder = holders.get(one);
    const heldTwice = holder?.warnings.filter(({ code }) => code === HELD_TWICE) ?? [];
    const foundWhole = holder?.searchedWhole ?? true;
    const warnings = [
      ...searched.warnings,
      ...lacking,
      ...(unreadable > 0 ? [unreadableRecord(server)] : []),
      ...(strays > 0 ? [subjectNotAsked(server)] : []),
      ...(inDoubt.has(one) ? [subjectInDoubt(server), ...heldTwice] : []),
      ...(foundWhole ? [] : (holder?.warnings ?? [])),
    ];
    const sound = unreadable === 0 && strays === 0 && lacking.length === 0;
    const complete = searched.complete && sound && foundWhole && !inDoubt.has(one);
    return [one.at, found<readonly T[]>(lists.get(one) ?? [], searched.source, { complete, warnings })];
  });
  return { answers, untold: [...whose.untold] };
};

/**
 * Of somebody whom only their NHS number joins, or whose own number several Patients carry, the Patients are found first:
 * whether another has the number too, an answer that holds none of the other's records does not tell (decision 0228).
 */
const shareTold = async <R extends Dated, T>(
  server: UkCoreServer,
  asked: readonly Asked[],
  searched: Searched,
  search: PersonSearch<R, T>,
  ask: Ask,
): Promise<Shared<T>['answers']> => {
  const { answers, untold } = share(server, asked, searched, search, new Map());
  if (untold.length === 0) return answers;
  const known = await findPatients(
    server,
    untold.map(({ person }) => person),
    ask,
  );
  const holders = new Map(
    untold.flatMap((one, index) => {
      const found = known[index];
      return found === undefined ? [] : [[one, found] as const];
    }),
  );
  return share(server, asked, searched, search, holders).answers;
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
  ask: async (server, people, search, ask) => {
    const nobody = () =>
      found<readonly never[]>([], server.stamp(), { complete: false, warnings: [notAskable(server)] });
    const asked = people.map((person, index) => ({
      at: index,
      person,
      keys: askedBy(person, server),
      known: knownAs(person, server),
    }));
    const shares = await Promise.all(
      chunks(asked.filter(({ keys }) => keys.length > 0)).map(async (chunk) => {
        const identifiers = [...new Set(chunk.flatMap(({ keys }) => keys))].join(',');
        const query = { ...withPerson(search), 'patient.identifier': identifiers };
        return shareTold(server, chunk, await server.search(search.what, query, ask), search, ask);
      }),
    );
    const answers = new Map(shares.flat());
    return people.map((_, index) => answers.get(index) ?? nobody());
  },
};
