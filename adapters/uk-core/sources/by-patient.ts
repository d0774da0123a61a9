import { found, type Answer, type Warning } from '../../../schema/answer';
import { chunked, NAMES_PER_ASK, subjectNotAsked } from './asked-by';
import { readEach, recordSource, unreadableRecord } from './reading';
import { localReference } from '../../wire/fhir/references';
import { findPatients, type KnownPatient } from './patients';
import type { Ask } from '../../../schema/capabilities';
import type { Dated, PeopleSearch, PersonSearch, Searched, UkCoreServer } from '../server';

interface Shared<T> {
  readonly records: ReadonlyMap<string, readonly T[]>;
  readonly warnings: readonly Warning[];
  readonly complete: boolean;
}

/** One search's records, by the Patient each is about. */
const share = <R extends Dated, T>(
  server: UkCoreServer,
  ids: readonly string[],
  searched: Searched,
  search: PersonSearch<R, T>,
): Shared<T> => {
  const read = search.reader(searched);
  const records = new Map(ids.map((id): [string, T[]] => [`Patient/${id}`, []]));
  let strays = 0;
  const { unreadable } = readEach(searched.matches, search.schema, (resource) => {
    const about = [search.subject(resource), ...(search.others?.(resource) ?? [])];
    const named = new Map(
      about.flatMap((each) => (each?.reference ? [[localReference(each.reference), each] as const] : [])),
    );
    const theirs = [...named].flatMap(([name, subject]) => {
      const list = records.get(name);
      return list === undefined ? [] : [{ list, subject }];
    });
    if (theirs.length === 0) strays += 1;
    for (const { list, subject } of theirs) {
      const record = read(resource, recordSource(resource, searched.source), subject);
      if (record !== undefined) list.push(record);
    }
    return true;
  });
  const lacking = [
    ...(search.lacks?.(searched) ?? []),
    ...(unreadable > 0 ? [unreadableRecord(server)] : []),
    ...(strays > 0 ? [subjectNotAsked(server)] : []),
  ];
  return {
    records,
    warnings: [...searched.warnings, ...lacking],
    complete: searched.complete && lacking.length === 0,
  };
};

const distinct = (warnings: readonly Warning[]): readonly Warning[] => [
  ...new Map(warnings.map((warning) => [`${warning.code} ${warning.text}`, warning])).values(),
];

/** One search for people already found: same length, same order. A record goes only to the Patient it is about. */
export const askPatients = async <R extends Dated, T>(
  server: UkCoreServer,
  known: readonly KnownPatient[],
  search: PersonSearch<R, T>,
  ask: Ask,
): Promise<readonly Answer<readonly T[]>[]> => {
  const ids = known.flatMap(({ patients }) => patients.map(({ id }) => id));
  const parts = await Promise.all(
    chunked(ids, NAMES_PER_ASK).map(async (some) => {
      const query = { ...search.query, patient: some.map((id) => `Patient/${id}`).join(',') };
      return share(server, some, await server.search(search.what, query, ask), search);
    }),
  );
  return known.map((one): Answer<readonly T[]> => {
    const own = parts.filter(({ records }) => one.patients.some(({ id }) => records.has(`Patient/${id}`)));
    return found<readonly T[]>(
      one.patients.flatMap(({ id }) => own.flatMap(({ records }) => records.get(`Patient/${id}`) ?? [])),
      one.source,
      {
        complete: one.complete && own.every(({ complete }) => complete),
        warnings: distinct([...one.warnings, ...own.flatMap(({ warnings }) => warnings)]),
      },
    );
  });
};

/** Finds the people, then asks about them: two calls however many there are. */
export const byPatient: PeopleSearch = {
  parameter: 'patient',
  namesOf: (subject) => (subject?.reference === undefined ? [] : [localReference(subject.reference)]),
  ask: async (server, people, search, ask) => askPatients(server, await findPatients(server, people, ask), search, ask),
};
