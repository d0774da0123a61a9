import { departmentalTranslate } from '../../segments/departmental';
import { orderedEvents } from '../../segments/ordered';
import { reportEvents } from './report';

/** What a laboratory pushes: reports, and copies of orders. */
export const translate = departmentalTranslate('results', (message, recordId, profile) => {
  switch (`${message.messageType}^${message.triggerEvent}`) {
    case 'ORU^R01':
      return reportEvents(message, recordId, profile);
    case 'OML^O21':
    case 'OML^O33':
    case 'OML^O35':
      return orderedEvents(message, recordId, 'pathology', profile);
    default:
      return { hl7: '201', at: 'MSH-9', reason: 'MSH-9 names an event that a laboratory feed does not carry' };
  }
});
