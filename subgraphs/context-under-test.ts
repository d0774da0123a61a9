import type { GraphQLResolveInfo } from 'graphql';
import { found } from '../schema/answer';
import type { Ask, Capability, Place, RoutedAnswer, Selection } from '../schema/capabilities';
import type { PersonIdentity } from '../schema/clinical/person';
import { fixedClock } from '../schema/clock';
import type { InstanceName } from '../schema/identifiers';
import type { GraphRefusal } from '../schema/errors';
import { createRecordIds } from '../schema/record-id';
import type { Instant } from '../schema/time';
import type { SubgraphContext } from './subgraph';

export const NOW = '2026-11-20T10:00:00.000Z' as Instant;
export const INFO = { path: { key: 'list', prev: undefined, typename: 'Query' } } as GraphQLResolveInfo;

export const ids = createRecordIds(Buffer.alloc(32, 1));

/** What one route says, whole. */
export const answerOf = (
  capability: Capability,
  value: readonly object[],
  instance: InstanceName = 'nervecentre@RWE',
): RoutedAnswer<never> => ({
  capability,
  instance,
  systemName: 'Nervecentre',
  answer: found(value as never, { instance, asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' }),
  needed: true,
  withheld: false,
  ms: 1,
});

type Answers = readonly RoutedAnswer<never>[];

/** A request to a subgraph over a door that answers as given; it knows one person, whatever the id. */
export const contextOver = (means: {
  readonly person?: (capability: Capability, selection: Selection) => Answers;
  readonly place?: (capability: Capability, place: Place) => Answers;
}): SubgraphContext => {
  const kept = new Map<symbol | object, unknown>();
  return {
    ask: { clock: fixedClock(NOW), deadline: Date.parse(NOW) + 1_000 } as unknown as Ask,
    door: {
      ids,
      identity: {
        byIds: (asked: readonly string[]) => Promise.resolve(asked.map((id) => ({ id }) as PersonIdentity)),
      },
      organisations: () => [{ organisation: 'RWE', name: 'Leicester' }],
      forPeople: (capability: Capability, people: readonly unknown[], selection: Selection) =>
        Promise.resolve(people.map(() => means.person?.(capability, selection) ?? [])),
      forPlaces: (capability: Capability, places: readonly Place[]) =>
        Promise.resolve(places.map((place) => means.place?.(capability, place) ?? [])),
    } as unknown as SubgraphContext['door'],
    once: <T>(key: symbol | object, make: () => T): T => {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
    report: () => undefined,
    answered: () => undefined,
    underGrant: () => undefined,
  };
};

/** Whose a record is, by the first of its identifiers. */
interface Subject {
  readonly identifiers: readonly { readonly value: string }[];
}

/** How it goes to ask about the people whose stays are on a ward. */
export interface PeopleOfStays {
  /** Told of each ask. Throws, or gives what stands in place of everybody's answers; null to ask on. */
  readonly onAsk: (capability: Capability, selection: Selection) => GraphRefusal | null;
  /** Whose the records are: each subject's own person unless said. */
  readonly bySubjects?: (subjects: readonly Subject[]) => readonly unknown[];
}

/** The same request, over a door that knows whose each stay is. */
export const withPeopleOfStays = (context: SubgraphContext, means: PeopleOfStays): SubgraphContext => {
  const { door } = context;
  const own = (subjects: readonly Subject[]) => subjects.map(({ identifiers }) => ({ id: identifiers[0]?.value }));
  const identity = {
    ...door.identity,
    bySubjects: (subjects: readonly Subject[]) => Promise.resolve((means.bySubjects ?? own)(subjects)),
  };
  const forPeople = async (capability: Capability, people: readonly never[], selection: Selection) => {
    const refusal = means.onAsk(capability, selection);
    return refusal ? people.map(() => refusal) : door.forPeople(capability as never, people, selection, context.ask);
  };
  return { ...context, door: { ...door, identity, forPeople } } as unknown as SubgraphContext;
};
