import type { z } from 'zod';
import type { Answer, SourceStamp, Warning } from '../../schema/answer';
import type { Ask } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { RecordSource } from '../../schema/clinical/values';
import type { Clock } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { FhirReference, FhirResource } from '../wire/fhir/values';
import type { HttpRequest } from '../wire/http/client';
import type { Labelled } from './security-labels';
import type { Subjects } from './sources/subjects';
import type { LocalVocabulary } from './vocabulary';

export type Query = NonNullable<HttpRequest['query']>;

/** Every page of one search. */
export interface Searched {
  readonly matches: readonly FhirResource[];
  readonly included: readonly FhirResource[];
  readonly warnings: readonly Warning[];
  /** False when pages are missing, or the system says of its own answer that it is not whole. */
  readonly complete: boolean;
  readonly source: SourceStamp;
}

/** What provenance needs of a resource. */
export interface Dated extends Labelled {
  readonly meta?: (NonNullable<Labelled['meta']> & { readonly lastUpdated?: string | undefined }) | undefined;
}

/** One search about people: what is asked, how its resources are read, and whom each is about. */
export interface PersonSearch<R extends Dated, T> {
  readonly what: string;
  readonly query: Query;
  readonly schema: z.ZodType<R>;
  readonly subject: (resource: R) => FhirReference | undefined;
  /** Whom else it is about: a group has one appointment for all who come. */
  readonly others?: (resource: R) => readonly FhirReference[];
  /**
   * Made once an answer, and asked of a resource for each whom it is about. Undefined for one that is not of this list;
   * throws NotFhir for one that makes no sense.
   */
  readonly reader: (
    searched: Searched,
  ) => (resource: R, source: RecordSource, subject: FhirReference | undefined) => T | undefined;
  /** What the answer lacks though every record could be read; any makes it incomplete. */
  readonly lacks?: (searched: Searched) => readonly Warning[];
}

/** How a server is asked about people: by their identifiers, or by the Patients it was first asked for. */
export interface PeopleSearch {
  /** The search parameter that names whom a record is about, as a comma list. */
  readonly parameter: 'patient' | 'patient.identifier';
  /** What `parameter` takes for a subject; the first is enough to ask by, with any in common two may be one (`same-person.ts`). */
  namesOf(subject: FhirReference | undefined, subjects: Subjects): readonly string[];
  /** Same length, same order; a record goes only to the person it is about. Throws when the search itself failed. */
  ask<R extends Dated, T>(
    server: UkCoreServer,
    people: readonly PersonIdentity[],
    search: PersonSearch<R, T>,
    ask: Ask,
  ): Promise<readonly Answer<readonly T[]>[]>;
}

/** What differs between systems that answer in UK Core. */
export interface Dialect {
  /** As warnings name it: `Nervecentre`. */
  readonly name: string;
  readonly local: LocalVocabulary;
  /** Whether `Observation/$lastn` can be asked; else the newest are taken from all of the window. */
  readonly lastN: boolean;
  readonly people: PeopleSearch;
}

/** One instance, as its sources see it. */
export interface UkCoreServer {
  readonly dialect: Dialect;
  readonly instance: InstanceName;
  readonly organisation: OdsCode;
  readonly clock: Clock;
  /** The system's word as of now. */
  stamp(): SourceStamp;
  /** `what`: `Encounter`, `Observation/$lastn`. Throws `SourceFault` when the whole search failed. */
  search(what: string, query: Query, ask: Ask): Promise<Searched>;
  close(): Promise<void>;
}
