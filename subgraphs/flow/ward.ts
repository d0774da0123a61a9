import type { GraphQLResolveInfo } from 'graphql';
import type { Place, PlaceCapability, RoutedAnswer } from '../../schema/capabilities';
import type { Ward, WardKey } from '../../schema/clinical/location';
import { askPlaces, leavingTime } from '../asking';
import { completenessOf } from '../completeness';
import { connection, type PageArgs } from '../connection';
import { askWards, unknownWards } from '../known-wards';
import { placesOf, wardKeyText, wardOfId, type PlaceFilter } from '../places';
import { recordsOf } from '../records';
import { tellField } from '../single-field';
import { withSitesKnown } from '../sites';
import type { ReferenceResolver, SubgraphContext } from '../subgraph';
import { bedNode, bedsOfWard } from './bed';

export interface WardFilter extends PlaceFilter {
  readonly sites?: readonly string[] | null;
}

export interface WardParent {
  readonly id: string;
  readonly key: WardKey;
}

export const wardNode = (context: SubgraphContext, key: WardKey): WardParent => ({
  id: context.door.ids.seal('ward', wardKeyText(key)),
  key,
});

/** The wards a filter names, with who was asked for them. */
export const wardsOf = async (
  context: SubgraphContext,
  filter: WardFilter | null | undefined,
): Promise<{ wards: readonly Ward[]; answers: readonly RoutedAnswer<readonly Ward[]>[] }> => {
  const answers = await askWards(context, placesOf(context, 'wards', filter));
  const chosen = filter?.wards ? new Set(filter.wards.map((id) => wardKeyText(wardOfId(context, id)))) : null;
  const named = recordsOf(answers).filter((ward) => !chosen || chosen.has(wardKeyText(ward.ward)));
  const sites = named.map(({ site }) => site);
  return {
    wards: named.filter((ward) => !filter?.sites || filter.sites.includes(ward.site)),
    answers: withSitesKnown(answers, filter?.sites, sites),
  };
};

/** The places a list is of, and who said which those are. */
export interface Covered {
  readonly places: readonly Place[];
  readonly saidBy: readonly RoutedAnswer<readonly Ward[]>[];
}

/** The places a filter covers. The door knows no sites: what is asked of a site is asked of each of its wards. */
export const placesCovered = async (
  context: SubgraphContext,
  capability: PlaceCapability,
  filter: WardFilter | null | undefined,
): Promise<Covered> => {
  if (!filter?.sites) {
    const places = placesOf(context, capability, filter);
    return { places, saidBy: await unknownWards(context, capability, places) };
  }
  const { wards, answers } = await wardsOf(leavingTime(context), filter);
  return {
    places: wards.map(({ ward }) => ({ organisation: ward.organisation, ward: ward.code })),
    saidBy: answers,
  };
};

export const wardOrder = {
  key: (ward: Ward): string => `${ward.ward.organisation}|${ward.name}`,
  direction: 'ascending',
} as const;

export const wards = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter?: WardFilter | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const found = await wardsOf(context, filter);
  return connection(
    found.wards,
    page,
    wardOrder,
    (ward) => wardNode(context, ward.ward).id,
    (ward) => wardNode(context, ward.ward),
    completenessOf(context, info.path, found.answers),
  );
};

const field =
  (read: (ward: Ward) => unknown) =>
  async ({ key }: WardParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo): Promise<unknown> => {
    const answers = await askPlaces(context, 'wards', [{ organisation: key.organisation, ward: key.code }]);
    const ward = recordsOf(answers).find((candidate) => wardKeyText(candidate.ward) === wardKeyText(key));
    tellField(context, info, answers, ward !== undefined);
    return ward ? (read(ward) ?? null) : null;
  };

const resolveReference: ReferenceResolver = ({ id }, context) => wardNode(context, wardOfId(context, id));

export const wardFields = {
  __resolveReference: resolveReference,
  code: ({ key }: WardParent) => key.code,
  organisation: ({ key }: WardParent) => key.organisation,
  name: field((ward) => ward.name),
  site: field((ward) => ward.site),
  siteName: field((ward) => ward.siteName),
  specialty: field((ward) => ward.specialty),
  virtual: field((ward) => ward.virtual),
  beds: async ({ key }: WardParent, page: PageArgs, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const { beds, answers } = await bedsOfWard(context, key);
    return connection(
      beds,
      page,
      { key: (bed) => bed.code, direction: 'ascending' },
      (bed) => bedNode(context, bed.ward, bed.code).id,
      (bed) => bedNode(context, bed.ward, bed.code),
      completenessOf(context, info.path, answers),
    );
  },
};
