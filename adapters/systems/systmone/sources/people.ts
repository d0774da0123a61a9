import { failed, found, type Answer, type Warning } from '../../../../schema/answer';
import { findPatients, type KnownPatient } from './patients';
import { localReference, readEach, recordSource, UNREADABLE } from './reading';
import type { z } from 'zod';
import type { Ask, Selection } from '../../../../schema/capabilities';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { FhirReference } from '../../../wire/fhir/values';
import type { Query, Searched, SystmOne } from '../search';

type Dated = Parameters<typeof recordSource>[0];

/** One search about people: what is asked, how its resources are read, and whom each is about. */
export interface PersonSearch<R extends Dated, T> {
  readonly what: string;
  readonly query: Query;
  readonly schema: z.ZodType<R>;
  readonly subject: (resource: R) => FhirReference | undefined;
  /** Made once an answer. Undefined for a resource that is not of this list; throws NotFhir for one that makes no sense. */
  readonly reader: (searched: Searched) => (resource: R, source: RecordSource) => T | undefined;
  /** What the answer lacks though every record could be read; any makes it incomplete. */
  readonly lacks?: (searched: Searched) => readonly Warning[];
}

const PATIENTS_PER_ASK = 80;

const SUBJECT_NOT_ASKED: Warning = {
  code: 'SUBJECT_NOT_ASKED',
  text: 'SystmOne sent a record of someone who was not asked about; it is left out',
};

interface Shared<T> {
  readonly records: ReadonlyMap<string, readonly T[]>;
  readonly warnings: readonly Warning[];
  readonly complete: boolean;
}

/** One search's records, by the Patient each is about. */
const share = <R extends Dated, T>(
  ids: readonly string[],
  searched: Searched,
  search: PersonSearch<R, T>,
): Shared<T> => {
  const read = search.reader(searched);
  const records = new Map(ids.map((id): [string, T[]] => [`Patient/${id}`, []]));
  let strays = 0;
  const { unreadable } = readEach(searched.matches, search.schema, (resource) => {
    const reference = search.subject(resource)?.reference;
    const own = reference === undefined ? undefined : records.get(localReference(reference));
    if (own === undefined) strays += 1;
    else {
      const record = read(resource, recordSource(resource, searched.source));
      if (record !== undefined) own.push(record);
    }
    return true;
  });
  const lacking = [
    ...(search.lacks?.(searched) ?? []),
    ...(unreadable > 0 ? [UNREADABLE] : []),
    ...(strays > 0 ? [SUBJECT_NOT_ASKED] : []),
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
  systmone: SystmOne,
  known: readonly KnownPatient[],
  search: PersonSearch<R, T>,
  ask: Ask,
): Promise<readonly Answer<readonly T[]>[]> => {
  const ids = known.flatMap((one) => (one.kind === 'known' ? one.patients.map(({ id }) => id) : []));
  const parts = await Promise.all(
    Array.from({ length: Math.ceil(ids.length / PATIENTS_PER_ASK) }, async (_, at) => {
      const some = ids.slice(at * PATIENTS_PER_ASK, (at + 1) * PATIENTS_PER_ASK);
      const query = { ...search.query, patient: some.map((id) => `Patient/${id}`).join(',') };
      return share(some, await systmone.search(search.what, query, ask), search);
    }),
  );
  return known.map((one): Answer<readonly T[]> => {
    if (one.kind === 'failed') return failed(one.error);
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
export const askPeople = async <R extends Dated, T>(
  systmone: SystmOne,
  people: readonly PersonIdentity[],
  search: PersonSearch<R, T>,
  ask: Ask,
): Promise<readonly Answer<readonly T[]>[]> =>
  askPatients(systmone, await findPatients(systmone, people, ask), search, ask);

/** FHIR search on a date: the window, half open. */
export const during = (parameter: string, { window }: Selection): Query =>
  window === undefined ? {} : { [parameter]: [`ge${window.from}`, `lt${window.to}`] };

export const codesOf = ({ codes }: Selection): string | undefined =>
  codes === undefined || codes.length === 0
    ? undefined
    : codes.map(({ system, code }) => `${system}|${code}`).join(',');
