import type { GraphQLResolveInfo } from 'graphql';
import type { Bed, WardKey } from '../../schema/clinical/location';
import { GraphRefusal } from '../../schema/errors';
import { parseOdsCode } from '../../schema/identifiers';
import { bedKeyText, encounterStub, wardStub } from '../places';
import { enumValue } from '../scalars';
import { tellField } from '../single-field';
import type { ReferenceResolver, SubgraphContext } from '../subgraph';
import { bedsOfWard, stockOf, type WardBed } from './beds-of-ward';

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

type Field = (bed: BedParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => Promise<unknown>;

/** What the stock alone says. A bed's name stands, whatever message is held; who lies in it may be behind. */
const ofStock =
  (read: (bed: Bed, context: SubgraphContext) => unknown, moves: 'fixed' | 'moving'): Field =>
  async ({ ward, code }, _, context, info) => {
    const { answers, byCode } = await stockOf(context, ward);
    const bed = byCode.get(code);
    tellField(context, info, answers, bed !== undefined && moves === 'fixed');
    return bed ? (read(bed, context) ?? null) : null;
  };

/** What the ward's own system says of a bed of the stock. An occupied bed is occupied without its word. */
const ofHousekeeping =
  (read: (bed: WardBed) => unknown, without: (bed: WardBed) => boolean = () => false): Field =>
  async ({ ward, code }, _, context, info) => {
    const { byCode, answers } = await bedsOfWard(context, ward);
    const bed = byCode.get(code);
    const restsOn = bed && without(bed) ? (await stockOf(context, ward)).answers : answers;
    tellField(context, info, restsOn, false);
    return bed ? (read(bed) ?? null) : null;
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
  name: ofStock((bed) => bed.name, 'fixed'),
  bay: ofStock((bed) => bed.bay, 'fixed'),
  status: ofHousekeeping(
    (bed) => enumValue(bed.status),
    (bed) => bed.status === 'occupied',
  ),
  sex: ofHousekeeping((bed) => bed.housekeeping && enumValue(bed.housekeeping.sex)),
  sideRoom: ofHousekeeping((bed) => bed.housekeeping?.sideRoom),
  occupant: ofStock((bed, context) => bed.visit && encounterStub(context, bed.ward.organisation, bed.visit), 'moving'),
};
