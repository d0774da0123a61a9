import type { GraphQLResolveInfo } from 'graphql';
import type { Warning } from '../../schema/answer';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { Bed, BedHousekeeping, Ward } from '../../schema/clinical/location';
import { askPlaces, leavingTime } from '../asking';
import { completenessOf, notWhole, type Completeness } from '../completeness';
import { connection, type Connection, type PageArgs } from '../connection';
import { recordsOf } from '../records';
import { enumValue } from '../scalars';
import type { ResponsePath, SubgraphContext } from '../subgraph';
import { bedsOfWard, type BedsOfWard, type WardBed } from './beds-of-ward';
import { wardNode, wardOrder, wardsOf, type WardFilter, type WardParent } from './ward';

const count = (beds: readonly WardBed[], ...statuses: readonly WardBed['status'][]): number =>
  beds.filter((bed) => statuses.includes(bed.status)).length;

interface Group {
  readonly sex: string;
  readonly sideRoom: boolean;
  readonly total: number;
  readonly occupied: number;
  readonly available: number;
}

const groupsOf = (beds: readonly WardBed[]): readonly Group[] => {
  const groups = new Map<string, WardBed[]>();
  for (const bed of beds) {
    const key = `${bed.housekeeping?.sex ?? 'unknown'} ${bed.housekeeping?.sideRoom ?? false}`;
    groups.set(key, [...(groups.get(key) ?? []), bed]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({
      sex: enumValue(group[0]?.housekeeping?.sex ?? 'unknown'),
      sideRoom: group[0]?.housekeeping?.sideRoom ?? false,
      total: group.length,
      occupied: count(group, 'occupied'),
      available: count(group, 'unoccupied'),
    }));
};

export interface BedCounts {
  readonly ward: WardParent;
  readonly total: number | null;
  readonly open: number | null;
  readonly occupied: number | null;
  readonly available: number | null;
  readonly closed: number | null;
  readonly cleaning: number | null;
  readonly groups: readonly Group[] | null;
  readonly completeness: Completeness;
}

/** What is counted is withheld from nobody: a hidden occupant's bed is told as occupied. Who lies there is another list's. */
const counted = <T>(answers: readonly RoutedAnswer<T>[]): readonly RoutedAnswer<T>[] =>
  answers.map((answer) => ({ ...answer, withheld: false }));

/** Counts are null, not zero, when nobody could say: of the stock, or of housekeeping. Restricted occupants always count. */
const countsOf = (
  context: SubgraphContext,
  path: ResponsePath,
  ward: Ward,
  { beds, told, answers }: BedsOfWard,
): BedCounts => {
  const kept = beds.some((bed) => bed.housekeeping !== null) && !beds.some((bed) => bed.status === 'unknown');
  const closed = count(beds, 'closed');
  return {
    ward: wardNode(context, ward.ward),
    total: told ? beds.length : null,
    occupied: told ? count(beds, 'occupied') : null,
    open: kept ? beds.length - closed : null,
    available: kept ? count(beds, 'unoccupied') : null,
    closed: kept ? closed : null,
    cleaning: kept ? count(beds, 'housekeeping', 'contaminated') : null,
    groups: kept ? groupsOf(beds) : null,
    completeness: completenessOf(context, path, counted(answers)),
  };
};

/** Bed state of each ward that has beds, and who else is known to have beds of which nothing is known. */
export const bedStateOf = async (
  context: SubgraphContext,
  path: ResponsePath,
  filter: WardFilter | null | undefined,
  page: PageArgs,
): Promise<Connection<BedCounts>> => {
  const found = await wardsOf(leavingTime(context), filter);
  const wards = await Promise.all(
    found.wards
      .filter(({ virtual }) => !virtual)
      .map(async (ward) => ({ ward, state: await bedsOfWard(context, ward.ward) })),
  );
  const asked: RoutedAnswer<readonly (Ward | Bed | BedHousekeeping)[]>[] = [
    ...found.answers,
    ...wards.flatMap(({ state }) => state.answers),
    ...(filter?.wards || filter?.organisations ? [] : await unreachable(context)),
  ];
  return connection(
    wards,
    page,
    { key: ({ ward }) => wardOrder.key(ward), direction: wardOrder.direction },
    ({ ward }) => wardNode(context, ward.ward).id,
    ({ ward, state }) => countsOf(context, path, ward, state),
    completenessOf(context, path, counted(asked)),
  );
};

const BEDS_OF_NO_WARD: Warning = {
  code: 'BEDS_OF_NO_WARD',
  text: 'Beds are told of whose wards nobody lists: they are in no count.',
};

/** Holders of beds that no ward list names, such as care homes: asked of as whole organisations. */
const unreachable = async (context: SubgraphContext) => {
  const withWards = new Set(context.door.organisations('wards').map(({ organisation }) => organisation));
  const places = context.door.organisations('bed-state').filter(({ organisation }) => !withWards.has(organisation));
  const answers = await askPlaces(context, 'bed-state', places);
  return answers.map((answer) => (recordsOf([answer]).length === 0 ? answer : notWhole(answer, BEDS_OF_NO_WARD)));
};

export const bedState = (
  _: unknown,
  { filter, ...page }: PageArgs & { filter?: WardFilter | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<Connection<BedCounts>> => bedStateOf(context, info.path, filter, page);
