import { hospitalNumberSystem, NHS_NUMBER_SYSTEM } from '../../../schema/identifiers';
import { identifierKey } from './subjects';
import type { Warning } from '../../../schema/answer';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { UkCoreServer } from '../server';

/** Names in one comma list. More would make an address longer than servers take (8 KiB is common). */
export const NAMES_PER_ASK = 80;

/**
 * By what a person is asked for: hospital numbers of this organisation, and the NHS number when it is verified (an
 * unverified one joins nobody: design, section 5). Several: a person may have two records that a merge joins.
 */
export const askedBy = (person: PersonIdentity, { organisation }: UkCoreServer): readonly string[] => {
  const own = hospitalNumberSystem(organisation);
  return [
    ...(person.nhsNumber !== undefined && person.nhsNumberVerified ? [`${NHS_NUMBER_SYSTEM}|${person.nhsNumber}`] : []),
    ...person.identifiers.filter(({ system }) => system === own).map(identifierKey),
  ];
};

/** Full parts of the list, in its order, and what is left over. */
export const chunked = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

export const notAskable = ({ dialect }: UkCoreServer): Warning => ({
  code: 'NOT_ASKABLE',
  text: `Nothing links this person to a record of this organisation, so ${dialect.name} was not asked`,
});

export const subjectNotAsked = ({ dialect }: UkCoreServer): Warning => ({
  code: 'SUBJECT_NOT_ASKED',
  text: `${dialect.name} sent a record of someone who was not asked about; it is left out`,
});

export const subjectInDoubt = ({ dialect }: UkCoreServer): Warning => ({
  code: 'SUBJECT_IN_DOUBT',
  text: `${dialect.name} holds a record that could be of this person or of another; it is left out`,
});
