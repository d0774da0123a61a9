import type { Capability } from '../../schema/capabilities';
import type { InstanceName } from '../../schema/identifiers';
import type { MayBeCopiesOf } from '../access';
import { offOn, type LedgerView, type Route } from '../ledger';

/**
 * An instance may answer copies of what another held where the two share a route, however far it moved and whichever way,
 * and where the other is on no route of the capability any more. Systems on routes apart answer for records of their own.
 */
export const mayBeCopiesOf =
  (ledger: LedgerView, capability: Capability, instance: InstanceName): MayBeCopiesOf =>
  (other) => {
    const isOn = (system: InstanceName) => (route: Route) =>
      route.control === system || route.candidate === system || offOn(route).includes(system);
    const routes = ledger.routesFor(capability).filter(isOn(other));
    return routes.length === 0 || routes.some(isOn(instance));
  };
