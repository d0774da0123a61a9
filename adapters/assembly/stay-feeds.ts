import type { OdsCode } from '../../schema/identifiers';
import { answering, type Ledger } from '../ledger';
import type { RelationshipWindows, StayFeed } from '../relationships';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';

/** The feeds of the instances that answer for an organisation's stays today: relationships are as old as what they said. */
export const stayFeedsOf =
  (estate: Estate, ledger: Ledger) =>
  (organisation: OdsCode): readonly StayFeed[] => {
    const instances = new Set(ledger.routesFor('encounters', organisation).map((route) => answering(route)));
    return estate.feeds
      .filter(({ instance }) => instances.has(instance))
      .map(({ instance, silence }) => ({ instance, silenceMs: silence }));
  };

export const relationshipWindows = (environment: Environment): RelationshipWindows => ({
  stayDays: environment.RELATIONSHIP_DAYS,
  clinicDaysBefore: environment.CLINIC_DAYS_BEFORE,
  clinicDaysAfter: environment.CLINIC_DAYS_AFTER,
});
