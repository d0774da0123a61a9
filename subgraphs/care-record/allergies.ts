import type { GraphQLResolveInfo } from 'graphql';
import { personList, type ListArgs, type PatientReference } from '../person-list';
import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import type { SubgraphContext } from '../subgraph';

const list = personList<'allergies', ListArgs, AllergyIntolerance>({
  capability: 'allergies',
  kind: 'allergy',
  order: { key: ({ recordedDate }) => recordedDate ?? '', direction: 'descending' },
  node: (allergy) => allergy,
});

/** A statement that was withdrawn or has ended asserts nothing. One whose state is not said stands, as it was written. */
const stands = ({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean =>
  clinicalStatus !== 'inactive' &&
  clinicalStatus !== 'resolved' &&
  verificationStatus !== 'refuted' &&
  verificationStatus !== 'entered-in-error';

/**
 * "No known allergies" is a record (716186003). It is asserted for the person only when some source holds it to stand
 * and no source recorded an allergy: the two together are a disagreement that the reader must see, not a none.
 */
export const allergies = async (
  parent: PatientReference,
  args: ListArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const page = await list(parent, args, context, info);
  if (!page) return null;
  const whole =
    args.first === undefined && !args.after
      ? page
      : await list(parent, { ...args, first: 100, after: null }, context, info);
  const all = whole?.nodes ?? [];
  return {
    ...page,
    assertedNone: all.some((one) => one.assertsNone && stands(one)) && all.every(({ assertsNone }) => assertsNone),
  };
};
