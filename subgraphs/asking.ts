import DataLoader from 'dataloader';
import { givingUpAt } from '../schema/capabilities';
import type {
  PersonCapability,
  PersonValue,
  Place,
  PlaceCapability,
  PlaceValue,
  RoutedAnswer,
  Selection,
} from '../schema/capabilities';
import type { SubjectOfRecord } from '../schema/clinical/encounter';
import type { PersonIdentity } from '../schema/clinical/person';
import type { GraphRefusal } from '../schema/errors';
import type { PersonId } from '../schema/identifiers';
import type { SubgraphContext } from './subgraph';

const PEOPLE = Symbol('people by id');
const SUBJECTS = Symbol('people by subject of a record');
const LOADERS = Symbol('loaders by capability and selection');

type AnyLoader = DataLoader<unknown, unknown, string>;

/** One loader per (capability, selection) and request: however many parents a field has, the door is asked once. */
const loaderFor = <K, V>(
  context: SubgraphContext,
  name: string,
  make: () => DataLoader<K, V, string>,
): DataLoader<K, V, string> => {
  const loaders = context.once(LOADERS, () => new Map<string, AnyLoader>());
  const known = loaders.get(name);
  if (known) return known as unknown as DataLoader<K, V, string>;
  const made = make();
  loaders.set(name, made as unknown as AnyLoader);
  return made;
};

/**
 * For an ask whose answer others wait for within this subgraph: it leaves half of the time to them, so that one slow
 * ward list does not cost the beds of everybody else's wards.
 */
export const leavingTime = (context: SubgraphContext): SubgraphContext => {
  const { ask } = context;
  const now = ask.clock.millis();
  return { ...context, ask: { ...ask, giveUpAt: now + Math.floor((givingUpAt(ask) - now) / 2) } };
};

/** Whoever reads by break-glass is told so with the answer. */
export const tellGrants = (context: SubgraphContext, answers: readonly RoutedAnswer<unknown>[]): void => {
  for (const { breakGlass, breakGlassOf = [] } of answers)
    for (const grant of breakGlass ? [breakGlass, ...breakGlassOf] : breakGlassOf) context.underGrant(grant);
};

/** What every route says of one person, batched over all who are asked about in the same tick. */
export const askPerson = <C extends PersonCapability>(
  context: SubgraphContext,
  capability: C,
  person: PersonIdentity,
  selection: Selection = {},
): Promise<readonly RoutedAnswer<PersonValue<C>>[]> =>
  loaderFor<PersonIdentity, readonly RoutedAnswer<PersonValue<C>>[]>(
    context,
    `${capability} of a person ${JSON.stringify(selection)}`,
    () =>
      new DataLoader<PersonIdentity, readonly RoutedAnswer<PersonValue<C>>[], string>(
        // A refusal in place of answers is an Error: the loader rejects that person's load and nobody else's.
        async (people) => {
          const lists = await context.door.forPeople(capability, people, selection, context.ask);
          for (const list of lists) if (!(list instanceof Error)) tellGrants(context, list);
          return lists;
        },
        { cacheKeyFn: (key) => key.id },
      ),
  ).load(person);

/**
 * The same of many people in one ask, in their order; in place of a person's answers, the refusal to read of them. A role
 * that may not read it at all is refused where there is nobody, too.
 */
export const askPeople = async <C extends PersonCapability>(
  context: SubgraphContext,
  capability: C,
  people: readonly PersonIdentity[],
  selection: Selection,
): Promise<readonly (readonly RoutedAnswer<PersonValue<C>>[] | GraphRefusal)[]> => {
  const lists = await context.door.forPeople(capability, people, selection, context.ask);
  for (const list of lists) if (!(list instanceof Error)) tellGrants(context, list);
  return lists;
};

/** What every route says of several places, in their order; places asked in the same tick share one ask. */
export const askPlaces = async <C extends PlaceCapability>(
  context: SubgraphContext,
  capability: C,
  places: readonly Place[],
  selection: Selection = {},
): Promise<readonly RoutedAnswer<PlaceValue<C>>[]> => {
  const loader = loaderFor<Place, readonly RoutedAnswer<PlaceValue<C>>[]>(
    context,
    `${capability} of a place ${JSON.stringify(selection)}`,
    () =>
      new DataLoader(
        async (keys: readonly Place[]) => {
          const lists = await context.door.forPlaces(capability, keys, selection, context.ask);
          for (const list of lists) tellGrants(context, list);
          return lists;
        },
        { cacheKeyFn: (key) => `${key.organisation}|${key.ward ?? ''}` },
      ),
  );
  return (await Promise.all(places.map((place) => loader.load(place)))).flat();
};

/** The person an id stands for, or null; ids of one tick share one look-up. */
export const personById = (context: SubgraphContext, id: string): Promise<PersonIdentity | null> =>
  context
    .once(
      PEOPLE,
      () =>
        new DataLoader((ids: readonly string[]) =>
          context.door.identity.byIds(ids as readonly PersonId[], context.ask),
        ),
    )
    .load(id);

/** Whom a cohort's record is about, or null when in doubt. */
export const personOfRecord = (context: SubgraphContext, subject: SubjectOfRecord): Promise<PersonIdentity | null> =>
  context
    .once(
      SUBJECTS,
      () =>
        new DataLoader(
          (subjects: readonly SubjectOfRecord[]) => context.door.identity.bySubjects(subjects, context.ask),
          {
            cacheKeyFn: (key) => JSON.stringify(key),
          },
        ),
    )
    .load(subject);
