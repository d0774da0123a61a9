import type { z } from 'zod';
import { parseInstant } from '../../../schema/time';
import { SourceFault } from '../../contract';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { readAs } from '../../wire/fhir/values';
import { labelledAs } from '../security-labels';
import type { SourceStamp, Warning } from '../../../schema/answer';
import type { RecordSource } from '../../../schema/clinical/values';
import type { FhirResource } from '../../wire/fhir/values';
import type { Dated, Searched, UkCoreServer } from '../server';

/** Records read from resources, and how many resources were not what their kind should be. */
export interface Readings<T> {
  readonly records: readonly T[];
  readonly unreadable: number;
}

/**
 * Reads each resource; one that cannot be read is counted, never passed over in silence. `read` gives undefined for
 * one that is well formed but not of this list. When there are resources and none can be read, the answer is nonsense
 * as a whole: throws {@link SourceFault}.
 */
export const readEach = <R, T>(
  resources: readonly FhirResource[],
  schema: z.ZodType<R>,
  read: (resource: R) => T | undefined,
): Readings<T> => {
  const records: T[] = [];
  let unreadable = 0;
  for (const resource of resources) {
    try {
      const record = read(readAs(schema, resource));
      if (record !== undefined) records.push(record);
    } catch (error) {
      if (!(error instanceof NotFhir)) throw error;
      unreadable += 1;
    }
  }
  if (resources.length > 0 && unreadable === resources.length)
    throw new SourceFault('SOURCE_INVALID', 'None of the records in the answer is what was asked for');
  return { records, unreadable };
};

export const unreadableRecord = ({ dialect }: UkCoreServer): Warning => ({
  code: 'RECORD_UNREADABLE',
  text: `${dialect.name} sent a record that could not be read; it is left out`,
});

export const partlyRead = ({ dialect }: UkCoreServer): Warning => ({
  code: 'RECORD_PARTLY_READ',
  text: `${dialect.name} sent a record of which not all could be read; what could be read of it is shown`,
});

/** Included resources of one type, those that can be read, by `Type/id`. */
export const includedOf = <R extends { readonly id: string }>(
  { matches, included }: Pick<Searched, 'matches' | 'included'>,
  type: string,
  schema: z.ZodType<R>,
): ReadonlyMap<string, R> =>
  new Map(
    [...included, ...matches]
      .filter(({ resourceType }) => resourceType === type)
      .flatMap((resource) => {
        const read = schema.safeParse(resource);
        return read.success ? [[`${type}/${read.data.id}`, read.data] as const] : [];
      }),
  );

/** Provenance of one resource: `asOf` is when the system last changed it; with how it says that it is to be handled. */
export const recordSource = (resource: Dated, stamp: SourceStamp): RecordSource => {
  const updated = resource.meta?.lastUpdated;
  const asOf = (updated === undefined ? null : parseInstant(updated)) ?? stamp.asOf;
  return labelledAs({ ...stamp, asOf }, resource);
};
