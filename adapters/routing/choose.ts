import type { Capability, Place } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { SystemError } from '../../schema/errors';
import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { answering, offOn, REGISTERED_PRACTICE, siteOf, type LedgerView, type RampUnit, type Route } from '../ledger';
import { isAskedInParts } from './parts';

/** One instance to turn to, for which of the subjects. */
export interface Target {
  readonly instance: InstanceName;
  /** The registered practice's own record: its name is masked of restricted people. */
  readonly practice: boolean;
  readonly needed: boolean;
  /** Off: what it told is kept, and read beside whoever answers now. */
  readonly archive?: boolean;
  /** The routes for which it is asked. */
  readonly routes: readonly Route[];
  /** Positions among the subjects. */
  readonly at: readonly number[];
  /** Whoever named the practice hides where these people live, and the index has not heard of it. */
  readonly restricted?: true;
  /** No practice is known of these people, and a system that might have named it failed. */
  readonly unnamed?: SystemError;
}

/** Stands in an instance's name where no organisation is known. */
export const UNKNOWN = 'UNKNOWN';

/**
 * Every instance that may hold something of these people: all organisations with a route, and each person's own
 * practice. Nobody is skipped for having no known record there: only the organisation itself can say that. `buckets`:
 * each person's, where a route of the capability is at `ramp` by person. `isArchive`: whether what a system that is off
 * told of the capability is kept; it is asked beside its successor, and its absence leaves no gap.
 */
export const targetsForPeople = (
  ledger: LedgerView,
  capability: Capability,
  people: readonly PersonIdentity[],
  buckets: readonly number[] = [],
  isArchive: (instance: InstanceName) => boolean = () => false,
): readonly Target[] => {
  const chosen = new Choice();
  for (const route of ledger.routesFor(capability))
    people.forEach((person, at) => {
      const bucket = buckets[at];
      const practice = route.organisation === REGISTERED_PRACTICE;
      for (const instance of instancesOf(route, bucket === undefined ? {} : { bucket }))
        chosen.add(practice ? ofPractice(instance, person.generalPractice) : instance, at, route, practice);
    });
  people.forEach((_, at) => chosen.orNobody(UNKNOWN, at));
  for (const off of ledger.routesFor(capability).flatMap(offOn).filter(isArchive))
    people.forEach((_, at) => chosen.archive(off, at));
  return chosen.targets();
};

/** The instances that answer for places: the routes of the organisation each place belongs to. */
export const targetsForPlaces = (
  ledger: LedgerView,
  capability: Capability,
  places: readonly Place[],
): readonly Target[] => {
  const chosen = new Choice();
  places.forEach((place, at) => {
    const { organisation, ward } = place;
    const unit = ward === undefined ? {} : { site: siteOf({ organisation, code: ward }) };
    for (const route of ledger.routesFor(capability, organisation))
      for (const instance of instancesOf(route, unit, place)) chosen.add(instance, at, route);
    chosen.orNobody(organisation, at);
  });
  return chosen.targets();
};

/** Both systems, where each answers for its own part of what is asked; else the one. */
const instancesOf = (route: Route, unit: RampUnit, place?: Place): readonly InstanceName[] =>
  isAskedInParts(route, place) && route.candidate !== undefined
    ? [route.control, route.candidate]
    : [answering(route, unit)];

/** ODS default codes that stand for no practice (NHS Data Dictionary, GP PRACTICE CODE): none registered, not applicable, not known. */
const NO_PRACTICE: readonly string[] = ['V81997', 'V81998', 'V81999'];

export const isPracticeKnown = (practice: string | undefined): practice is string =>
  practice !== undefined && !NO_PRACTICE.includes(practice);

export const ofPractice = (instance: InstanceName, practice: string | undefined): InstanceName =>
  `${instanceParts(instance).system}@${isPracticeKnown(practice) ? practice : UNKNOWN}`;

export const isPracticeUnknown = ({ practice, instance }: Pick<Target, 'practice' | 'instance'>): boolean =>
  practice && instance.endsWith(`@${UNKNOWN}`);

/** An instance on two routes is asked once, and is needed if either needs it. */
class Choice {
  private readonly byInstance = new Map<InstanceName, { practice: boolean; routes: Set<Route>; at: Set<number> }>();
  private readonly served = new Set<number>();
  private readonly archives = new Set<InstanceName>();

  add(instance: InstanceName, at: number, route: Route | null, practice = false): void {
    const target = this.byInstance.get(instance) ?? { practice, routes: new Set(), at: new Set() };
    if (route) target.routes.add(route);
    target.at.add(at);
    this.byInstance.set(instance, target);
    this.served.add(at);
  }

  /** A system that is asked for a route of its own as well is no archive. */
  archive(instance: InstanceName, at: number): void {
    if (!this.byInstance.has(instance)) this.archives.add(instance);
    if (this.archives.has(instance)) this.add(instance, at, null);
  }

  /** No route at all must not read as "nothing recorded": it is a source that is missing. */
  orNobody(organisation: string, at: number): void {
    if (!this.served.has(at)) this.add(`unrouted@${organisation}`, at, null);
  }

  targets(): readonly Target[] {
    return [...this.byInstance].map(([instance, { practice, routes, at }]) => ({
      ...{ instance, practice, at: [...at], routes: [...routes] },
      ...(this.archives.has(instance)
        ? { archive: true, needed: false }
        : { needed: routes.size === 0 || [...routes].some((route) => route.needed) }),
    }));
  }
}
