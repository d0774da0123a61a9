import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity, PersonRecordKey } from '../../schema/clinical/person';

/**
 * The record of the person that the subject names, else another system's by the same number, as the PAS keys its own.
 * None else: where records are parted again, one that the subject does not speak of may turn out to be somebody else's.
 */
export const recordNamed = (
  { record }: SubjectOfRecord,
  { records }: Pick<PersonIdentity, 'records'>,
): PersonRecordKey | undefined => {
  const same = records.filter(({ recordId }) => recordId === record?.recordId);
  return same.find(({ instance }) => instance === record?.instance) ?? same[0];
};
