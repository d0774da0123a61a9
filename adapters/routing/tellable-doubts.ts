import type { PersonIdentity } from '../../schema/clinical/person';
import { isUnsaid, type RecordAt } from '../access';

/**
 * A person as an instance is asked about them: without the records in doubt of which somebody has locked the capability,
 * for a warning would tell that there are some. The same for every viewer, so that their reads can be one.
 */
export const withTellableDoubts = (person: PersonIdentity, at: Omit<RecordAt, 'key'>): PersonIdentity =>
  person.inDoubt === undefined
    ? person
    : { ...person, inDoubt: person.inDoubt.filter(({ seals = [] }) => !isUnsaid(seals, at)) };
