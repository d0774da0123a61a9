import type { Capability } from '../../schema/capabilities';
import { parseOdsCode, type InstanceName, type OdsCode } from '../../schema/identifiers';
import type { LedgerView } from './ledger';
import { answering } from './routes';

/** A system that answers for what an organisation holds of a capability. */
export interface Holder {
  readonly instance: InstanceName;
  readonly organisation: OdsCode;
}

/** Who is asked for all of it, whoever's: on a ramp both systems. Registered practices are nobody here. */
export const holdersOf = (ledger: Pick<LedgerView, 'routesFor'>, capability: Capability): readonly Holder[] => {
  const holders = ledger.routesFor(capability).flatMap((route): readonly Holder[] => {
    const organisation = parseOdsCode(route.organisation);
    // On a ramp some people's are already in the other system.
    const instances = route.stage === 'ramp' ? [route.control, route.candidate] : [answering(route)];
    return instances.flatMap((instance) =>
      organisation === null || instance === undefined ? [] : [{ instance, organisation }],
    );
  });
  return [...new Map(holders.map((one) => [`${one.instance} ${one.organisation}`, one])).values()];
};
