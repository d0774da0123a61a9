import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { REGISTERED_PRACTICE, routeId, type Route } from '../ledger';
import { isPracticeKnown } from '../routing/choose';
import type { Subjects } from './asked';

/** A route whose candidate is compared. */
export interface ComparedRoute {
  /** `ORGANISATION/capability/role`. */
  readonly id: string;
  readonly control: InstanceName;
  readonly candidate: InstanceName;
  readonly stage: Route['stage'];
}

/** `gp-connect@*` as the system of one practice; any other as it is. */
const at = (named: InstanceName, practice: string): InstanceName => {
  const { system, organisation } = instanceParts(named);
  return organisation === REGISTERED_PRACTICE ? `${system}@${practice}` : named;
};

/** A route of the registered practice, as it stands for one practice; any other as it is. */
const atPractice = (route: ComparedRoute, practice: string): ComparedRoute => ({
  ...route,
  ...{ control: at(route.control, practice), candidate: at(route.candidate, practice) },
});

/** What is asked of a route, for each system that is asked it: people of a route of the registered practice by practice. */
export const byPractice = (
  route: ComparedRoute,
  subjects: Subjects,
): readonly { readonly route: ComparedRoute; readonly subjects: Subjects }[] => {
  const ofPractice = [route.control, route.candidate].some(
    (system) => instanceParts(system).organisation === REGISTERED_PRACTICE,
  );
  if (subjects.of === 'places' || !ofPractice) return [{ route, subjects }];
  // A code that stands for no practice is nobody who could fail.
  const practices = new Set(subjects.people.flatMap(({ generalPractice: own }) => (isPracticeKnown(own) ? [own] : [])));
  return [...practices].map((practice) => ({
    route: atPractice(route, practice),
    subjects: { ...subjects, people: subjects.people.filter((person) => person.generalPractice === practice) },
  }));
};

const known = new WeakMap<Route, Map<InstanceName, ComparedRoute | null>>();

const asCompared = (route: Route, asked: InstanceName): ComparedRoute | null =>
  route.candidate === undefined
    ? null
    : atPractice(
        { id: routeId(route), control: route.control, candidate: route.candidate, stage: route.stage },
        instanceParts(asked).organisation,
      );

/**
 * The route as it stood for the system that was asked; null without a candidate. Asked for with every read, and made once
 * for each state of the ledger.
 */
export const comparedRoute = (route: Route, asked: InstanceName): ComparedRoute | null => {
  const systems = known.get(route) ?? new Map<InstanceName, ComparedRoute | null>();
  known.set(route, systems);
  const compared = systems.get(asked);
  if (compared !== undefined) return compared;
  const made = asCompared(route, asked);
  systems.set(asked, made);
  return made;
};
