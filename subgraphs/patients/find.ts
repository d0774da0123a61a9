import type { GraphQLResolveInfo } from 'graphql';
import type { PersonQuery } from '../../schema/capabilities';
import type { Identifier } from '../../schema/clinical/values';
import { GraphRefusal } from '../../schema/errors';
import { instanceParts, type NhsNumber, type PersonId } from '../../schema/identifiers';
import type { PartialDate } from '../../schema/time';
import { connection, type PageArgs } from '../connection';
import { completenessOf } from '../completeness';
import type { SubgraphContext } from '../subgraph';
import { demographicsOf, parentOf, type PatientParent } from './patient';
import { chosen } from './demographics';

interface PatientArgs {
  readonly id?: string | null;
  readonly nhsNumber?: NhsNumber | null;
  readonly identifier?: Identifier | null;
}

const queryOf = ({ id, nhsNumber, identifier }: PatientArgs): PersonQuery => {
  const given: PersonQuery[] = [
    ...(id ? [{ by: 'id' as const, id: id as PersonId }] : []),
    ...(nhsNumber ? [{ by: 'nhsNumber' as const, nhsNumber }] : []),
    ...(identifier ? [{ by: 'identifier' as const, identifier }] : []),
  ];
  const [only] = given;
  if (!only || given.length > 1)
    throw new GraphRefusal('BAD_USER_INPUT', 'Give exactly one of id, nhsNumber and identifier');
  return only;
};

/** One person by exactly one identifier. Two people under it: null and AMBIGUOUS_IDENTITY, never a guess. */
export const patient = async (
  _: unknown,
  args: PatientArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<PatientParent | null> => {
  const finding = await context.door.identity.find(queryOf(args), context.ask);
  switch (finding.kind) {
    case 'one':
      return parentOf(finding.person);
    case 'none':
      for (const instance of finding.unheard ?? []) {
        context.report({
          path: info.path,
          code: 'SOURCE_STALE',
          message: `${instance} has not been heard, or is behind with its messages; it may know this person`,
          capability: 'demographics',
          ...instanceParts(instance),
        });
      }
      return null;
    case 'several':
      context.report({
        path: info.path,
        code: 'AMBIGUOUS_IDENTITY',
        message: 'More than one person answers to this identifier; search by demographics to see them',
      });
      return null;
  }
};

interface SearchArgs extends PageArgs {
  readonly search: {
    readonly family?: string | null;
    readonly given?: string | null;
    readonly birthDate?: PartialDate | null;
    readonly postalCode?: string | null;
  };
}

/** More than a person would page through: the search is then too wide, and says so by being partial. */
const MOST_FOUND = 200;

export const patients = async (
  _: unknown,
  { search, ...page }: SearchArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const { family, given, birthDate, postalCode } = search;
  const criteria = {
    ...(family && { family }),
    ...(given && { given }),
    ...(birthDate && { birthDate }),
    ...(postalCode && { postalCode }),
  };
  const people = await context.door.identity.search(criteria, MOST_FOUND, context.ask);
  const parents = people.map(parentOf);
  const answers = await Promise.all(parents.map((parent) => demographicsOf(context, parent)));
  const rows = parents.map((parent, at) => ({ parent, demographics: chosen(answers[at] ?? []) }));
  // Of somebody who is found their own systems answer; nobody is the word of all who tell the index.
  const tellers = people.length === 0 ? await context.door.identity.tellers() : [];
  const completeness = completenessOf(context, info.path, [...answers.flat(), ...tellers]);
  return connection(
    rows,
    page,
    {
      key: ({ demographics }) =>
        [demographics?.name.family ?? '', demographics?.name.given.join(' ') ?? '', demographics?.birthDate ?? ''].join(
          '\u0001',
        ),
      direction: 'ascending',
    },
    ({ parent }) => parent.id,
    ({ parent }) => parent,
    people.length < MOST_FOUND ? completeness : { ...completeness, status: 'PARTIAL' },
  );
};
