import { departmentalTranslate } from '../../segments/departmental';
import { orderedEvents } from '../../segments/ordered';
import { reportEvents } from './report';

/** What a RIS pushes: reports, and copies of orders. */
export const translate = departmentalTranslate('reports', (message, recordId, profile) => {
  switch (`${message.messageType}^${message.triggerEvent}`) {
    case 'ORU^R01':
      return reportEvents(message, recordId, profile);
    case 'OMG^O19':
    case 'ORM^O01':
      return orderedEvents(message, recordId, 'imaging', profile);
    default:
      return { hl7: '201', at: 'MSH-9', reason: 'MSH-9 names an event that a radiology feed does not carry' };
  }
});
