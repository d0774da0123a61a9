import { failed, type Answer, type Warning } from '../../schema/answer';
import type {
  Ask,
  Capability,
  PersonCapability,
  PersonValue,
  Place,
  PlaceCapability,
  PlaceValue,
  RoutedAnswer,
  Selection,
} from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { MayHaveHeld } from '../access';
import type { AdapterKind, Connection } from '../contract';
import type { Ledger } from '../ledger';
import type { AskInstance, Asked } from './ask-instance';
import { isPracticeUnknown, type Target } from './choose';
import { notConnected } from './failure';
import type { InstanceAnswers } from './observer';

/** An instance as the door reaches it. */
export interface Connected {
  readonly kind: Pick<AdapterKind, 'kind' | 'name' | 'provides'>;
  readonly connection: Pick<Connection, 'sources'>;
}

/** One target's answers, each for one subject. */
export interface Answered<V> extends Asked<V> {
  readonly target: Target;
}

/** The systems that targets name, each asked by the guard's leave. */
export interface Systems {
  forPeople<C extends PersonCapability>(
    target: Target,
    capability: C,
    people: readonly PersonIdentity[],
    selection: Selection,
    ask: Ask,
  ): Promise<Answered<PersonValue<C>>>;
  forPlaces<C extends PlaceCapability>(
    target: Target,
    capability: C,
    places: readonly Place[],
    selection: Selection,
    ask: Ask,
  ): Promise<Answered<PlaceValue<C>>>;
  /** Systems that are off, and whose messages of the capability are kept. */
  isArchiveOf(capability: Capability): (instance: InstanceName) => boolean;
  mayHaveHeld: MayHaveHeld;
  /** Has our own store what the instance answers of the capability? */
  isProjected(instance: InstanceName, capability: Capability): boolean;
  /** With what the graph says about where an answer came from. */
  routed<V>(capability: Capability, target: Target, ms: number, answer: Answer<V>): RoutedAnswer<V>;
}

export interface SystemsMeans {
  readonly ledger: Ledger;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  readonly askInstance: AskInstance;
}

export const createSystems = ({ ledger, connections, askInstance }: SystemsMeans): Systems => {
  const unasked = <V>(target: Target, capability: Capability): Answered<V> => {
    const answer = target.unnamed
      ? failed<V>({ ...target.unnamed, instance: target.instance })
      : notConnected<V>(target.instance, whyNotConnected(target, capability, connections));
    return { target, answers: target.at.map(() => answer), ms: 0 };
  };
  const isProjected: Systems['isProjected'] = (instance, capability) =>
    connections.get(instance)?.kind.provides[capability]?.from === 'projection';
  return {
    isProjected,
    mayHaveHeld: mayHaveHeldOf(connections),
    forPeople: async <C extends PersonCapability>(
      target: Target,
      capability: C,
      people: readonly PersonIdentity[],
      selection: Selection,
      ask: Ask,
    ): Promise<Answered<PersonValue<C>>> => {
      const connected = connections.get(target.instance);
      const call = connected?.connection.sources.people[capability];
      const provision = connected?.kind.provides[capability];
      if (!call || !provision) return unasked(target, capability);
      const selected = selectionKey(selection);
      const asked = await askInstance<PersonIdentity, PersonValue<C>>({
        ...{ instance: target.instance, capability, provision, ask, cacheable: true },
        subjects: target.at.flatMap((at) => people[at] ?? []),
        keyOf: ({ id, epoch }) => JSON.stringify([target.instance, capability, id, epoch, selected]),
        call: (batch, asking) => call(batch, selection, asking),
      });
      return { target, ...asked };
    },
    forPlaces: async <C extends PlaceCapability>(
      target: Target,
      capability: C,
      places: readonly Place[],
      selection: Selection,
      ask: Ask,
    ): Promise<Answered<PlaceValue<C>>> => {
      const connected = connections.get(target.instance);
      const call = connected?.connection.sources.places[capability];
      const provision = connected?.kind.provides[capability];
      if (!call || !provision) return unasked(target, capability);
      const selected = selectionKey(selection);
      const asked = await askInstance<Place, PlaceValue<C>>({
        ...{ instance: target.instance, capability, provision, ask, cacheable: false },
        subjects: target.at.flatMap((at) => places[at] ?? []),
        keyOf: ({ organisation, ward }) =>
          JSON.stringify([target.instance, capability, organisation, ward ?? null, selected]),
        call: (batch, asking) => call(batch, selection, asking),
      });
      return { target, ...asked };
    },
    isArchiveOf: (capability) => (instance) =>
      ledger.system(instance)?.lifecycle === 'retired' && isProjected(instance, capability),
    routed: (capability, { instance, needed }, ms, answer) => {
      const kind = connections.get(instance)?.kind;
      const systemName = ledger.system(instance)?.systemName ?? kind?.name ?? instance;
      const limits = kind?.provides[capability]?.limits ?? [];
      return { capability, instance, systemName, needed, ms, withheld: false, answer: withLimits(answer, limits) };
    },
  };
};

/** By what its kind provides. */
export const mayHaveHeldOf =
  (connections: ReadonlyMap<InstanceName, { readonly kind: Pick<AdapterKind, 'provides'> }>): MayHaveHeld =>
  (instance, capability) => {
    const kind = connections.get(instance)?.kind;
    return kind === undefined || kind.provides[capability] !== undefined;
  };

type Finish<S, V> = (answered: Answered<V>, answer: Answer<V>, subject: S) => RoutedAnswer<V>;

/** One list per subject, in the order of the targets. */
export const perSubject = <S, V>(
  subjects: readonly S[],
  all: readonly Answered<V>[],
  finish: Finish<S, V>,
): readonly (readonly RoutedAnswer<V>[])[] => {
  const lists = subjects.map((): RoutedAnswer<V>[] => []);
  for (const answered of all)
    answered.target.at.forEach((at, index) => {
      const [subject, answer] = [subjects[at], answered.answers[index]];
      if (subject !== undefined && answer) lists[at]?.push(finish(answered, answer, subject));
    });
  return lists;
};

/** What an instance answered, before it was masked. */
export const asGiven = <V>({ target: { instance, routes, at }, answers, ms }: Answered<V>): InstanceAnswers => ({
  ...{ instance, routes, at, answers, ms },
});

/** All of the selection, whatever it may come to hold: a part forgotten here would answer one ask with another's answer. */
const selectionKey = (selection: Selection): string =>
  JSON.stringify(Object.entries(selection).sort(([one], [other]) => (one < other ? -1 : 1)));

const withLimits = <T>(answer: Answer<T>, limits: readonly Warning[]): Answer<T> =>
  answer.kind === 'failed' || limits.length === 0 ? answer : { ...answer, warnings: [...answer.warnings, ...limits] };

const whyNotConnected = (target: Target, capability: Capability, connections: SystemsMeans['connections']): string => {
  const { instance } = target;
  if (isPracticeUnknown(target)) return 'No registered practice is known, so no GP record was asked';
  if (instance.startsWith('unrouted@')) return `No system is routed to answer for ${capability}`;
  if (connections.has(instance)) return `${instance} cannot be asked for ${capability} in this way`;
  return `${instance} may hold ${capability}, and no adapter is connected to it`;
};
