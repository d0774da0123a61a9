import type { AccessFilter } from '../../schema/access';
import type { Finding, PersonQuery } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';

/** The person whose record was read, under every id that they were ever read by. */
export interface Whose {
  /** Who they are now. */
  readonly id: PersonId;
  readonly ids: readonly PersonId[];
}

const queryOf = ({ patient, nhsNumber, identifier }: AccessFilter): readonly PersonQuery[] => [
  ...(patient === undefined ? [] : [{ by: 'id' as const, id: patient }]),
  ...(nhsNumber === undefined ? [] : [{ by: 'nhsNumber' as const, nhsNumber }]),
  ...(identifier === undefined ? [] : [{ by: 'identifier' as const, identifier }]),
];

/** Reads were recorded under the id of their time: that of a record merged away since is asked for, too. */
const everyId = ({ id, mergedIds }: PersonIdentity): readonly PersonId[] => [id, ...mergedIds];

const personOf = (query: PersonQuery, finding: Finding): Whose => {
  switch (finding.kind) {
    case 'one':
      return { id: finding.person.id, ids: everyId(finding.person) };
    case 'none':
      // An id that the index no longer knows may still stand in the audit. A number cannot: "nobody looked" would be a guess.
      if (query.by === 'id') return { id: query.id, ids: [query.id] };
      throw new GraphRefusal(
        'BAD_USER_INPUT',
        'Nobody is known by this number, so no read can be told to be of theirs',
      );
    case 'several':
      throw new GraphRefusal('AMBIGUOUS_IDENTITY', 'More than one person answers to this identifier');
  }
};

/** Null when the filter names no person. Throws GraphRefusal where it names several, or nobody. */
export const whose = async (index: Pick<IdentityIndex, 'find'>, filter: AccessFilter): Promise<Whose | null> => {
  const [query, another] = queryOf(filter);
  if (!query) return null;
  if (another) throw new GraphRefusal('BAD_USER_INPUT', 'Give one of patient, nhsNumber and identifier, not several');
  return personOf(query, await index.find(query));
};
