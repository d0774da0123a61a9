import { feedOnlySimulator } from '../../../simulation/feed-only-simulator';
import type { Hospital, HospitalEvent } from '../../../simulation/hospital';
import type { Simulator } from '../../../simulation/simulator';
import { orderMessage } from './order-message';
import { reportMessage } from './report-message';

/** An event as the laboratory's feed tells it; null for what it does not tell. Only what is told takes a control id. */
export const feedMessage = (hospital: Hospital, event: HospitalEvent, nextControlId: () => string): string | null => {
  if (event.organisation !== 'RWE') return null;
  switch (event.kind) {
    case 'lab-ordered':
      return orderMessage(hospital, event, nextControlId);
    case 'lab-reported':
      return reportMessage(hospital, event, nextControlId);
    default:
      return null;
  }
};

/** The laboratory of RWE: tells its feed results (ORU^R01 2.5.1) and copies of the orders it was sent (OML^O21). Asked nothing. */
export const simulator: Simulator = feedOnlySimulator({
  kind: 'lims',
  prefix: 'L',
  tells: 'results',
  message: feedMessage,
});
