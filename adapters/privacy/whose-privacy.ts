import type { Ask, PersonQuery } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { WhosePrivacy } from '../../schema/privacy';
import type { IdentityIndex } from '../identity';
import { isSelf } from '../relationships';

const queryOf = ({ patient, nhsNumber }: WhosePrivacy): PersonQuery => {
  if (patient !== undefined && nhsNumber === undefined) return { by: 'id', id: patient };
  if (nhsNumber !== undefined && patient === undefined) return { by: 'nhsNumber', nhsNumber };
  throw new GraphRefusal('BAD_USER_INPUT', 'patient is needed, or nhsNumber: exactly one of them');
};

/** One sentence for every way of asking about somebody else: it must not tell who is known here. */
const notYours = (): GraphRefusal => new GraphRefusal('FORBIDDEN', 'Only your own record can be asked about.');

const selfOf = async (
  index: Pick<IdentityIndex, 'find'>,
  { patient, nhsNumber: named }: WhosePrivacy,
  { viewer }: Ask,
): Promise<PersonIdentity> => {
  const { nhsNumber } = viewer;
  if (nhsNumber === undefined || (named !== undefined && named !== nhsNumber)) throw notYours();
  const finding = await index.find({ by: 'nhsNumber', nhsNumber });
  if (finding.kind !== 'one' || !isSelf(viewer, finding.person)) throw notYours();
  const { id, mergedIds } = finding.person;
  if (patient !== undefined && ![id, ...mergedIds].includes(patient)) throw notYours();
  return finding.person;
};

/** The person meant: a patient's own self, or whom the privacy officer names. Throws GraphRefusal. */
export const whosePrivacy = async (
  index: Pick<IdentityIndex, 'find'>,
  whose: WhosePrivacy,
  ask: Ask,
): Promise<PersonIdentity> => {
  if (ask.viewer.role === 'patient') return selfOf(index, whose, ask);
  const finding = await index.find(queryOf(whose));
  switch (finding.kind) {
    case 'one':
      return finding.person;
    case 'none':
      throw new GraphRefusal('BAD_USER_INPUT', 'patient is nobody that is known here');
    case 'several':
      throw new GraphRefusal('AMBIGUOUS_IDENTITY', 'More than one person answers to this number');
  }
};
