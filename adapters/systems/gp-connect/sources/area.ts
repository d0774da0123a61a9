import { found, type Answer, type Warning } from '../../../../schema/answer';
import { keyOfResource } from '../../../../schema/record-key';
import { parseInstant } from '../../../../schema/time';
import { SourceFault, type PersonSource } from '../../../contract';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { readAs, type FhirReference, type FhirResource } from '../../../wire/fhir/values';
import { labelledAs, type Labelled } from '../../../uk-core/security-labels';
import { askStructuredRecord, UNREADABLE, type AskedPerson, type StructuredRecord } from '../structured-record';
import { localReference } from '../../../wire/fhir/references';
import { eachPerson } from './each-person';
import { heldTwice } from './held-twice';
import { listWarnings, NO_CONTENT } from './list-warnings';
import type { z } from 'zod';
import type { PersonCapability, Ask } from '../../../../schema/capabilities';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { FhirList } from '../fhir/resources';
import type { Practice } from '../practice';
import type { Area } from '../vocabulary';

/** What every clinical resource of the record has that matters here. */
interface Held extends Labelled {
  readonly id: string;
  readonly meta?: (NonNullable<Labelled['meta']> & { readonly lastUpdated?: string | undefined }) | undefined;
}

/** How one area's entries are read. */
export interface AreaReading<R extends Held, T> {
  readonly type: string;
  readonly schema: z.ZodType<R>;
  readonly subject: (resource: R) => FhirReference | undefined;
  /** Undefined for one that is none of theirs; throws NotFhir for one that makes no sense; a doubt goes to `warn`. */
  readonly read: (resource: R, context: ReadingContext) => T | undefined;
}

export interface ReadingContext {
  readonly key: string;
  readonly source: RecordSource;
  readonly record: StructuredRecord;
  readonly practice: Practice;
  warn(warning: Warning): void;
}

export const RECORD_MISSING: Warning = {
  code: 'RECORD_MISSING',
  text: 'The practice named a record that it did not send, or one of another kind; what can be shown is shown without it',
};
export const PARTLY_READ: Warning = {
  code: 'RECORD_PARTLY_READ',
  text: 'The practice sent a record of which not all could be read; what could be read of it is shown',
};
const NOT_LISTED: Warning = {
  code: 'RECORD_NOT_LISTED',
  text: 'The practice sent a record that its own list does not name; it is shown, and there may be others',
};

/** The entries of a list: of the bundle, or contained in the list itself (ended allergies). Undefined where it is missing. */
const entriesOf = (
  list: FhirList,
  { resources }: StructuredRecord,
  type: string,
): readonly (FhirResource | undefined)[] =>
  list.entry.flatMap(({ item: { reference } }) => {
    if (reference === undefined) return [undefined];
    if (reference.startsWith('#'))
      return [list.contained.find(({ id }) => id === reference.slice(1) || id === reference)];
    const local = localReference(reference);
    return [local.startsWith(`${type}/`) ? resources.get(local) : undefined];
  });

interface Entry {
  /** Undefined for one that no list names. */
  readonly list?: FhirList;
  /** Undefined for one that was named and not sent. */
  readonly resource: FhirResource | undefined;
}

/**
 * What the lists name, and then what they do not. An area's list names all of it (GP Connect 1.6.0, Using lists to return
 * data), so whatever else of its kind was sent was forgotten there: passed over, an allergy would be missing without a gap.
 */
const entriesIn = (record: StructuredRecord, type: string): readonly Entry[] => {
  const listed = record.lists.flatMap((list) =>
    entriesOf(list, record, type).map((resource): Entry => ({ list, resource })),
  );
  const named = new Set(listed.map(({ resource }) => resource));
  const sent = [...record.resources.values(), ...record.lists.flatMap(({ contained }) => contained)];
  const forgotten = sent.filter((resource) => resource.resourceType === type && !named.has(resource));
  return [...listed, ...forgotten.map((resource): Entry => ({ resource }))];
};

const sourceOf = (resource: Held, list: FhirList | undefined, practice: Practice): RecordSource => {
  const said = resource.meta?.lastUpdated ?? list?.date;
  const stamp = practice.stamp();
  const asOf = (said === undefined ? null : parseInstant(said)) ?? stamp.asOf;
  return labelledAs({ ...stamp, asOf }, resource);
};

const answerOf = <R extends Held, T>(
  record: StructuredRecord,
  reading: AreaReading<R, T>,
  practice: Practice,
): Answer<readonly T[]> => {
  const { type, schema, subject, read } = reading;
  const warnings = new Map<string, Warning>();
  const warn = (warning: Warning): void => void warnings.set(warning.code, warning);
  [...record.warnings, ...listWarnings(record.lists)].forEach(warn);
  const entries = entriesIn(record, type);
  const values = entries.flatMap(({ list, resource }): T[] => {
    if (resource === undefined) {
      warn(RECORD_MISSING);
      return [];
    }
    if (list === undefined) warn(NOT_LISTED);
    try {
      const one = readAs(schema, resource);
      if (!record.isTheirs(subject(one)))
        throw new SourceFault('SOURCE_INVALID', 'The practice answered about another person; nothing of it is shown');
      const context = {
        key: keyOfResource(practice.instance, { resourceType: type, id: one.id }),
        source: sourceOf(one, list, practice),
        record,
        practice,
        warn,
      };
      const value = read(one, context);
      return value === undefined ? [] : [value];
    } catch (error) {
      if (!(error instanceof NotFhir)) throw error;
      warn(UNREADABLE);
      return [];
    }
  });
  if (entries.length > 0 && values.length === 0 && warnings.has(UNREADABLE.code))
    throw new SourceFault('SOURCE_INVALID', 'None of the records in the answer is what was asked for');
  // Every warning so far says that something is left out. That nothing is recorded is the whole answer.
  const complete = warnings.size === 0;
  if (entries.length === 0 && record.lists.length > 0) warn(NO_CONTENT);
  return found<readonly T[]>(values, practice.stamp(), { complete, warnings: [...warnings.values()] });
};

/** One area of each person's record: one call a person, with that area's parameter alone. */
export const areaOfPeople =
  <C extends PersonCapability & Area, R extends Held, T>(
    practice: Practice,
    area: C,
    reading: AreaReading<R, T>,
  ): ((...asked: Parameters<PersonSource<C>>) => Promise<readonly Answer<readonly T[]>[]>) =>
  (people, _selection, ask: Ask) =>
    eachPerson(practice, people, async (asked: AskedPerson) => {
      const record = await askStructuredRecord(practice, area, asked, ask);
      return record === 'held-twice' ? heldTwice(practice) : answerOf(record, reading, practice);
    });
