import type { Selection } from '../../schema/capabilities';
import { REGISTERED_PRACTICE, type LedgerView } from '../ledger';

/** The routes to what the organisations of a selection hold; all of them where it names none. A person's practice is none of them. */
export const narrowedTo = (routes: LedgerView, { organisations }: Selection): LedgerView =>
  organisations === undefined
    ? routes
    : {
        routesFor: (capability, organisation) =>
          routes
            .routesFor(capability, organisation)
            .filter(({ organisation: holder }) => holder !== REGISTERED_PRACTICE && organisations.includes(holder)),
      };
