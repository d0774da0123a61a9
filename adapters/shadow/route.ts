import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { REGISTERED_PRACTICE, routeId, type Route } from '../ledger';

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
export const atPractice = (route: ComparedRoute, practice: string): ComparedRoute => ({
  ...route,
  ...{ control: at(route.control, practice), candidate: at(route.candidate, practice) },
});

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
