import type { Warning } from '../schema/answer';
import type { Place, PlaceCapability, RoutedAnswer } from '../schema/capabilities';
import type { Ward } from '../schema/clinical/location';
import { GraphRefusal } from '../schema/errors';
import { askPlaces } from './asking';
import { isWhole, notWhole, valuesOf } from './completeness';
import type { SubgraphContext } from './subgraph';

type Wards = readonly RoutedAnswer<readonly Ward[]>[];

const WARD_NOT_KNOWN: Warning = {
  code: 'WARD_NOT_KNOWN',
  text: 'A ward that was named is told of by nobody here: it may have been closed, or have another code now.',
};

const isToldOf = ({ ward: code }: Place, answers: Wards): boolean =>
  code === undefined || valuesOf(answers).some((wards) => wards.some(({ ward }) => ward.code === code));

/** The wards of one place; where it is a ward that nobody tells of, those who would know are not whole. */
const askWard = async (context: SubgraphContext, place: Place): Promise<Wards> => {
  const answers = await askPlaces(context, 'wards', [place]);
  return isToldOf(place, answers) ? answers : answers.map((answer) => notWhole(answer, WARD_NOT_KNOWN));
};

/**
 * The wards of these places. An id outlives its ward, on a screen that was set up once: left out without a word, a ward
 * that was closed would read as one that has nothing.
 */
export const askWards = async (context: SubgraphContext, places: readonly Place[]): Promise<Wards> =>
  (await Promise.all(places.map((place) => askWard(context, place)))).flat();

/** Whoever may not see wards is not told of them; what they may see stands. */
const orNothing = (error: unknown): Wards => {
  if (error instanceof GraphRefusal && error.code === 'FORBIDDEN') return [];
  throw error;
};

/**
 * Of the wards on which the capability has nothing, those that nobody tells of, as their lists answered: nobody there is
 * deteriorating because nobody is there any more. A ward that has something, or is not wholly told, is not asked after.
 */
export const unknownWards = async (
  context: SubgraphContext,
  capability: PlaceCapability,
  places: readonly Place[],
): Promise<Wards> => {
  const asked = places.map(async (place): Promise<Wards> => {
    if (place.ward === undefined) return [];
    const told = await askPlaces(context, capability, [place]);
    if (!told.every(isWhole) || valuesOf(told).some((records) => records.length > 0)) return [];
    const answers = await askWard(context, place).catch(orNothing);
    return isToldOf(place, answers) ? [] : answers;
  });
  return (await Promise.all(asked)).flat();
};
