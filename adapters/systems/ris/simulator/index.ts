import { feedOnlySimulator } from '../../../simulation/feed-only-simulator';
import type { Hospital, HospitalEvent } from '../../../simulation/hospital';
import type { Simulator } from '../../../simulation/simulator';
import { orderMessage } from './order-message';
import { reportMessage } from './report-message';

/** An event as the radiology feed tells it; null for what it does not tell. Only what is told takes a control id. */
export const feedMessage = (hospital: Hospital, event: HospitalEvent, nextControlId: () => string): string | null => {
  if (event.organisation !== 'RWE') return null;
  switch (event.kind) {
    case 'imaging-ordered':
      return orderMessage(hospital, event, nextControlId);
    case 'imaging-reported':
      return reportMessage(hospital, event, nextControlId);
    default:
      return null;
  }
};

/** The radiology system of RWE: tells its feed reports (ORU^R01 2.4) and copies of the orders it was sent (OMG^O19, ORM^O01). Asked nothing. */
export const simulator: Simulator = feedOnlySimulator({
  kind: 'ris',
  prefix: 'R',
  tells: 'reports',
  message: feedMessage,
});
