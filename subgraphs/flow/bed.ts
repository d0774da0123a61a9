import type { GraphQLResolveInfo } from 'graphql';
import type { WardKey } from '../../schema/clinical/location';
import { GraphRefusal } from '../../schema/errors';
import { parseOdsCode } from '../../schema/identifiers';
import { tell } from '../completeness';
import { bedKeyText, encounterStub, wardStub } from '../places';
import { enumValue } from '../scalars';
import type { ReferenceResolver, SubgraphContext } from '../subgraph';
import { bedsOfWard, type WardBed } from './beds-of-ward';

export { bedsOfWard };

export interface BedParent {
  readonly id: string;
  readonly ward: WardKey;
  readonly code: string;
}

export const bedNode = (context: SubgraphContext, ward: WardKey, code: string): BedParent => ({
  id: context.door.ids.seal('bed', bedKeyText(ward, code)),
  ward,
  code,
});

const TOLD = Symbol('beds that were told');

const field =
  (read: (bed: WardBed, context: SubgraphContext) => unknown) =>
  async (
    { ward, code }: BedParent,
    _: unknown,
    context: SubgraphContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> => {
    const { beds, answers } = await bedsOfWard(context, ward);
    const path = info.path.prev ?? info.path;
    const told = context.once(TOLD, () => new Set<unknown>());
    if (!told.has(path)) tell(context, path, answers);
    told.add(path);
    const bed = beds.find((candidate) => candidate.code === code);
    return bed ? (read(bed, context) ?? null) : null;
  };

const resolveReference: ReferenceResolver = ({ id }, context) => {
  const [organisation, ward, code] = context.door.ids.open('bed', id)?.split('|') ?? [];
  const ods = parseOdsCode(organisation ?? '');
  if (!ods || !ward || !code) throw new GraphRefusal('BAD_USER_INPUT', 'Not the id of a bed');
  return bedNode(context, { organisation: ods, code: ward }, code);
};

export const bedFields = {
  __resolveReference: resolveReference,
  code: ({ code }: BedParent) => code,
  ward: ({ ward }: BedParent, _: unknown, context: SubgraphContext) => ({ ...wardStub(context, ward), key: ward }),
  name: field((bed) => bed.name),
  bay: field((bed) => bed.bay),
  status: field((bed) => enumValue(bed.status)),
  sex: field((bed) => bed.housekeeping && enumValue(bed.housekeeping.sex)),
  sideRoom: field((bed) => bed.housekeeping?.sideRoom),
  occupant: field((bed, context) => bed.visit && encounterStub(context, bed.ward.organisation, bed.visit)),
};
