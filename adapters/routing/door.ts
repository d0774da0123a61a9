import type { GrantInUse } from '../../schema/access';
import type { Answer, Warning } from '../../schema/answer';
import type {
  Ask,
  Capability,
  Door,
  PersonCapability,
  PersonValue,
  Place,
  PlaceCapability,
  PlaceValue,
  RoutedAnswer,
  Selection,
} from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import { maskAnswer, maskPractice, rolePolicy, type Policy } from '../access';
import type { Audit } from '../audit';
import type { AdapterKind, Connection } from '../contract';
import type { IdentityIndex } from '../identity';
import { REGISTERED_PRACTICE, type Ledger, type RampUnits } from '../ledger';
import type { Relationships } from '../relationships';
import { createAdmission } from './admission';
import { createAskInstance, type Asked } from './ask-instance';
import { createAnswerCache, type AnswerCache } from './cache';
import { targetsForPeople, targetsForPlaces, UNKNOWN, type Target } from './choose';
import { notConnected } from './failure';
import { createGuard, GUARD_SETTINGS, type Guard, type GuardSettings } from './guard';
import { createDoorIdentity } from './identity';
import type { DoorMetrics } from './metrics';
import { fanOut, type DoorObserver, type InstanceAnswers } from './observer';
import { partsByPerson, partsByPlace } from './parts';
import { createRamp } from './ramp';
import { recordPeople, recordPlaces } from './record-reads';
import { createRecorder } from './recorder';
import { mayBeRestricted, mustHideBed, placesToCheck } from './restricted-stays';
import { findSubjects, recordsOf, type SubjectsFound } from './subjects';

/** An instance as the door reaches it. */
export interface Connected {
  readonly kind: Pick<AdapterKind, 'kind' | 'name' | 'provides'>;
  readonly connection: Pick<Connection, 'sources'>;
}

export interface DoorMeans {
  readonly ledger: Ledger;
  /** Whose bucket says when they come on a ramp. */
  readonly rampUnits: RampUnits;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  readonly identity: IdentityIndex;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Handed on to the subgraphs as they are. */
  readonly ids: Door['ids'];
  readonly imagingLinks: Door['imagingLinks'];
  /** Authorises and audits by itself, with the same policy and the same audit. */
  readonly inbox: Door['inbox'];
  /** Authorises and audits by itself, too. */
  readonly access: Door['access'];
  /** Who has to do with whom. */
  readonly relationships: Relationships;
  /** Authorises and audits by itself, too. */
  readonly migration: Door['migration'];
  /** Told of every read that was answered; never waited for. */
  readonly observer?: DoorObserver;
  /** Counts who reads what; the subgraphs tell it. */
  readonly use?: NonNullable<Door['use']>;
  /** The role table unless another is given. */
  readonly policy?: Policy;
  readonly metrics?: DoorMetrics;
  readonly guard?: Partial<GuardSettings>;
  /** Where answers are kept; in this process when absent. */
  readonly cache?: AnswerCache;
  /** Answers kept at most in this process; 20,000. */
  readonly cacheSize?: number;
  /** Milliseconds before the deadline at which systems are given up, to mask, audit and answer; 50. */
  readonly marginMs?: number;
}

/** One target's answers, each for one subject. */
interface Answered<V> extends Asked<V> {
  readonly target: Target;
}

/** The one door from a subgraph to the systems (design, section 3). Choosing a route asks nobody. */
export const createDoor = (means: DoorMeans): Door => {
  const { ledger, connections, clock, metrics = {} } = means;
  const policy = means.policy ?? rolePolicy;
  const recorder = createRecorder(means.audit, policy, metrics);
  const admission = createAdmission(means.relationships, policy, recorder, clock);
  const identity = createDoorIdentity(means.identity, recorder, { policy, admission, clock });
  const ramp = createRamp({ ledger, rampUnits: means.rampUnits, recorder, identity, clock });
  const observer = fanOut([means.observer ?? null], (error, capability) => metrics.unexpected?.(error, { capability }));
  const guards = new Map<InstanceName, Guard>();
  const guardOf = (instance: InstanceName): Guard => {
    const guard =
      guards.get(instance) ??
      createGuard({ ...GUARD_SETTINGS, ...means.guard }, (state) => metrics.breaker?.({ instance, state }));
    guards.set(instance, guard);
    return guard;
  };
  const askInstance = createAskInstance({
    guardOf,
    cache: means.cache ?? createAnswerCache(means.cacheSize ?? 20_000, clock),
    clock,
    metrics,
    marginMs: means.marginMs ?? 50,
  });

  const askPeople = async <C extends PersonCapability>(
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
    const asked = await askInstance<PersonIdentity, PersonValue<C>>({
      ...{ instance: target.instance, capability, provision, ask, cacheable: true },
      subjects: target.at.flatMap((at) => people[at] ?? []),
      keyOf: ({ id, epoch }) => JSON.stringify([target.instance, capability, id, epoch, selectionKey(selection)]),
      call: (batch, asking) => call(batch, selection, asking),
    });
    return { target, ...asked };
  };

  const askPlaces = async <C extends PlaceCapability>(
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
    const asked = await askInstance<Place, PlaceValue<C>>({
      ...{ instance: target.instance, capability, provision, ask, cacheable: false },
      subjects: target.at.flatMap((at) => places[at] ?? []),
      keyOf: ({ organisation, ward }) =>
        JSON.stringify([target.instance, capability, organisation, ward ?? null, selectionKey(selection)]),
      call: (batch, asking) => call(batch, selection, asking),
    });
    return { target, ...asked };
  };

  /** Systems that are off, and whose messages of the capability are kept. */
  const isArchiveOf =
    (capability: Capability) =>
    (instance: InstanceName): boolean =>
      ledger.system(instance)?.lifecycle === 'retired' &&
      connections.get(instance)?.kind.provides[capability]?.from === 'projection';

  const unasked = <V>(target: Target, capability: Capability): Answered<V> => {
    const answer = notConnected<V>(target.instance, whyNotConnected(target, capability, connections));
    return { target, answers: target.at.map(() => answer), ms: 0 };
  };

  const routed = <V>(capability: Capability, { target, ms }: Answered<V>, answer: Answer<V>): RoutedAnswer<V> => {
    const kind = connections.get(target.instance)?.kind;
    const { instance, needed } = target;
    const systemName = ledger.system(instance)?.systemName ?? kind?.name ?? instance;
    const limits = kind?.provides[capability]?.limits ?? [];
    return { capability, instance, systemName, needed, ms, withheld: false, answer: withLimits(answer, limits) };
  };

  /** One list per subject, in the order of the targets. */
  const perSubject = <V>(count: number, all: readonly Answered<V>[], finish: Finish<V>): RoutedAnswer<V>[][] => {
    const lists = Array.from({ length: count }, (): RoutedAnswer<V>[] => []);
    for (const answered of all)
      answered.target.at.forEach((at, index) => {
        const answer = answered.answers[index];
        if (answer) lists[at]?.push(finish(answered, answer, at));
      });
    return lists;
  };

  /** Whose beds may be shown, which only the stays of the place can tell. */
  const readStays = async (
    capability: PlaceCapability,
    answered: readonly { readonly place: Place; readonly answer: Answer<unknown> }[],
    ask: Ask,
  ): Promise<readonly Answer<unknown>[]> => {
    const places = capability === 'bed-state' ? placesToCheck(ask.viewer, answered) : [];
    const targets = targetsForPlaces(ramp.ledgerOf(ask), 'encounters', places);
    const stays = await Promise.all(targets.map((target) => askPlaces(target, 'encounters', places, {}, ask)));
    return stays.flatMap(({ answers }) => answers);
  };

  return {
    identity,
    ids: means.ids,
    imagingLinks: means.imagingLinks,
    inbox: means.inbox,
    access: means.access,
    migration: means.migration,
    ...(means.use && { use: means.use }),
    forPeople: async <C extends PersonCapability>(
      capability: C,
      wanted: readonly PersonIdentity[],
      selection: Selection,
      ask: Ask,
    ) => {
      await recorder.authorise(capability, ask);
      const { people, grantOf, inOrder } = await admission.admit(capability, wanted, ask);
      if (people.length === 0) return inOrder([]);
      const routes = ramp.ledgerOf(ask);
      const buckets = await ramp.bucketsOf(routes, capability, people);
      const targets = targetsForPeople(routes, capability, people, buckets, isArchiveOf(capability));
      const all = await Promise.all(targets.map((target) => askPeople(target, capability, people, selection, ask)));
      const lists = perSubject(people.length, partsByPerson(all), (answered, answer, at) => {
        const restricted = people[at]?.restricted === true;
        const masked = maskAnswer(capability, answer, {
          viewer: ask.viewer,
          restricted: (record) => restricted || saysRestricted(record),
        });
        const breakGlass = grantOf(people[at]);
        const result = {
          ...routed(capability, answered, masked.answer),
          ...{ withheld: masked.withheld, ...(breakGlass && { breakGlass }) },
        };
        return restricted && answered.target.practice ? maskPractice(result, ask.viewer) : result;
      });
      const instances = targets.map((target) => target.instance);
      await recordPeople(recorder, { ask, capability, people, lists, instances, grantOf });
      observer.answered({ capability, people, selection, ask, asked: all.map(asGiven) });
      return inOrder(lists);
    },
    forPlaces: async <C extends PlaceCapability>(
      capability: C,
      places: readonly Place[],
      selection: Selection,
      ask: Ask,
    ) => {
      await recorder.authoriseList(capability, ask);
      if (places.length === 0) return [];
      const routes = ramp.ledgerOf(ask);
      const targets = targetsForPlaces(routes, capability, places);
      const all = await Promise.all(targets.map((target) => askPlaces(target, capability, places, selection, ask)));
      const given = all.flatMap(({ answers }) => answers);
      const parts = partsByPlace(all, places, await ramp.unitsOf(routes, capability, given, ask));
      const answered = parts.flatMap(({ target, answers }) =>
        answers.flatMap((answer, index) => {
          const place = places[target.at[index] ?? -1];
          return place ? [{ place, answer }] : [];
        }),
      );
      const stays = await readStays(capability, answered, ask);
      const looked: SubjectOfRecord[] = [];
      const subjects: SubjectsFound = await findSubjects([...answered.map(({ answer }) => answer), ...stays], (of) => {
        looked.push(...of);
        return identity.bySubjectsForDoor(of, ask);
      });
      const isRestricted =
        capability === 'bed-state'
          ? mustHideBed(stays, subjects.personOf)
          : (record: unknown): boolean => mayBeRestricted(subjects.personOf(record));
      const { grantOf, isStranger } = await admission.found(capability, subjects.people, ask);
      const stranger = (record: unknown): boolean => isStranger(subjects.personOf(record));
      const lists = perSubject(places.length, parts, (from, answer, at) => {
        const place = places[at];
        const look = { viewer: ask.viewer, restricted: isRestricted, stranger, ...(place ? { place } : {}) };
        const masked = maskAnswer(capability, answer, look);
        const breakGlassOf = grantsOf(masked.answer, (record) => grantOf(subjects.personOf(record) ?? undefined));
        const result = { ...routed(capability, from, masked.answer), withheld: masked.withheld };
        return breakGlassOf.length > 0 ? { ...result, breakGlassOf } : result;
      });
      const instances = targets.map((target) => target.instance);
      const { unresolved } = subjects;
      // Strangers are on record where they were shown: on the wards of the viewer's own.
      const shown = new Set(lists.flat().flatMap(({ answer }) => recordsOf(answer).map(subjects.personOf)));
      const people = subjects.people.filter((one) => shown.has(one) || !isStranger(one));
      await recordPlaces(recorder, { ask, capability, places, people, lists, instances, unresolved, grantOf });
      await identity.nowOnRecord(looked, ask);
      observer.answered({ capability, places, selection, ask, asked: all.map(asGiven) });
      return lists;
    },
    organisations: (capability) => {
      const names = new Map<OdsCode, string>();
      for (const { organisation, control } of ledger.routesFor(capability))
        if (organisation !== REGISTERED_PRACTICE && !names.has(organisation))
          names.set(organisation, ledger.system(control)?.organisationName ?? organisation);
      return [...names].map(([organisation, name]) => ({ organisation, name }));
    },
  };
};

/** The grants of those whom an answer shows, each once. */
const grantsOf = (
  answer: Answer<unknown>,
  grantOf: (record: unknown) => GrantInUse | undefined,
): readonly GrantInUse[] => [
  ...new Map(
    recordsOf(answer).flatMap((record) => [grantOf(record) ?? []].flat().map((one) => [one.id, one])),
  ).values(),
];

/** What an instance answered, before it was masked. */
const asGiven = <V>({ target: { instance, routes, at }, answers, ms }: Answered<V>): InstanceAnswers => ({
  ...{ instance, routes, at, answers, ms },
});

type Finish<V> = (answered: Answered<V>, answer: Answer<V>, at: number) => RoutedAnswer<V>;

/** All of the selection, whatever it may come to hold: a part forgotten here would answer one ask with another's answer. */
const selectionKey = (selection: Selection): unknown =>
  Object.entries(selection).sort(([one], [other]) => (one < other ? -1 : 1));

/** A record that is itself flagged counts before the index has heard of it. */
const saysRestricted = (record: unknown): boolean =>
  typeof record === 'object' && record !== null && 'restricted' in record && record.restricted === true;

const withLimits = <T>(answer: Answer<T>, limits: readonly Warning[]): Answer<T> =>
  answer.kind === 'failed' || limits.length === 0 ? answer : { ...answer, warnings: [...answer.warnings, ...limits] };

const whyNotConnected = (
  { instance, practice }: Target,
  capability: Capability,
  connections: DoorMeans['connections'],
): string => {
  if (practice && instance.endsWith(`@${UNKNOWN}`)) return 'No registered practice is known, so no GP record was asked';
  if (instance.startsWith('unrouted@')) return `No system is routed to answer for ${capability}`;
  if (connections.has(instance)) return `${instance} cannot be asked for ${capability} in this way`;
  return `${instance} may hold ${capability}, and no adapter is connected to it`;
};
