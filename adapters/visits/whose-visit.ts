import type { PersonIdentity, PersonRecordKey } from '../../schema/clinical/person';
import { NHS_NUMBER_SYSTEM } from '../../schema/identifiers';
import type { Visit } from '../contract';
import { recordNamed } from '../identity';
import { tracedOf, type Traced } from '../relationships';

/** What a visit is kept by, so that it goes with its person when records are joined and parted. */
export type WhoseVisit =
  { readonly by: 'record'; readonly record: PersonRecordKey } | { readonly by: 'number'; readonly traced: Traced };

/**
 * Null where it is kept of nobody: the index is in doubt about its numbers (`person` is null), the identity rules do not
 * make it this person's, or it was joined by numbers that do not go with anybody.
 */
export const whoseVisit = (visit: Visit, person: PersonIdentity | null | undefined): WhoseVisit | null => {
  if (!person || !visit.isOf(person)) return null;
  const record = recordNamed(visit.subject, person);
  if (record) return { by: 'record', record };
  const traced = tracedOf(person);
  const names = ({ nhsNumber }: Traced): boolean =>
    visit.subject.identifiers.some(({ system, value }) => system === NHS_NUMBER_SYSTEM && value === nhsNumber);
  return traced && names(traced) ? { by: 'number', traced } : null;
};
