import type { PersonCapability, PersonValue, RoutedAnswer, Selection } from '../schema/capabilities';
import type { Encounter } from '../schema/clinical/encounter';
import type { PersonIdentity } from '../schema/clinical/person';
import { GraphRefusal } from '../schema/errors';
import { instanceParts, parseOdsCode, type OdsCode } from '../schema/identifiers';
import { askPeople, personOfRecord } from './asking';
import { isWhole } from './completeness';
import type { SubgraphContext } from './subgraph';

/** A stay and whose it is. */
export interface Stay {
  readonly encounter: Encounter;
  /** Null when in doubt. */
  readonly person: PersonIdentity | null;
}

const holderOf = ({ source }: Encounter): string => instanceParts(source.instance).organisation;

export const withPeople = (context: SubgraphContext, encounters: readonly Encounter[]): Promise<readonly Stay[]> =>
  Promise.all(
    encounters.map(async (encounter) => ({ encounter, person: await personOfRecord(context, encounter.subject) })),
  );

/**
 * Of somebody who has several, the one that began last: a stay that nobody has closed makes no second patient of them.
 * Whoever is in doubt stands by each.
 */
export const oncePerPerson = (stays: readonly Stay[]): readonly Stay[] => {
  const begun = ({ encounter }: Stay): string => encounter.period.start ?? '';
  const inOrder = [...stays].sort((one, other) => begun(one).localeCompare(begun(other)));
  return [...new Map(inOrder.map((stay) => [stay.person?.id ?? stay.encounter.key, stay])).values()];
};

/** The organisations whose stays they are. */
export const holdersOf = (stays: readonly Stay[]): readonly OdsCode[] => [
  ...new Set(stays.flatMap(({ encounter }) => parseOdsCode(holderOf(encounter)) ?? [])),
];

/**
 * Of each stay's person, what the organisation of the stay says; null where nobody could be asked, or may be. Everybody is
 * asked about at once. A role that may not read it at all is refused where there is nobody, too.
 */
export const askOfStays = async <C extends PersonCapability>(
  context: SubgraphContext,
  capability: C,
  stays: readonly Stay[],
  selection: Selection,
): Promise<(stay: Stay) => readonly RoutedAnswer<PersonValue<C>>[] | null> => {
  const people = [...new Map(stays.flatMap(({ person }) => (person ? [[person.id, person] as const] : []))).values()];
  const lists = await askPeople(context, capability, people, { ...selection, organisations: holdersOf(stays) });
  const byId = new Map(people.map(({ id }, at) => [id, lists[at]]));
  return ({ encounter, person }) => {
    const list = person === null ? undefined : byId.get(person.id);
    if (list === undefined || list instanceof GraphRefusal) return null;
    return list.filter(({ instance }) => instanceParts(instance).organisation === holderOf(encounter));
  };
};

/** Somebody answered, and nobody left anything out or was kept from telling. */
export const isTold = (answers: readonly RoutedAnswer<unknown>[] | null): boolean => {
  const needed = (answers ?? []).filter((answer) => answer.needed);
  return needed.length > 0 && needed.every((answer) => isWhole(answer) && !answer.withheld);
};
