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

/** `gp-connect@*` for whoever's practice `asked` is. */
const at = (named: InstanceName, asked: InstanceName): InstanceName => {
  const { system, organisation } = instanceParts(named);
  return organisation === REGISTERED_PRACTICE ? `${system}@${instanceParts(asked).organisation}` : named;
};

/** The route as it stood for the system that was asked; null without a candidate. */
export const comparedRoute = (route: Route, asked: InstanceName): ComparedRoute | null =>
  route.candidate === undefined
    ? null
    : {
        id: routeId(route),
        control: at(route.control, asked),
        candidate: at(route.candidate, asked),
        stage: route.stage,
      };
