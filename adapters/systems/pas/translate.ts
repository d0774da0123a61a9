import type { Translate } from '../../contract';
import { adtEvents } from '../../segments/adt';
import { bedStockEvents } from './bed-stock';

/** What the PAS pushes: ADT (and suppliers' SIU), and MFN^M05 for the stock of wards and beds. */
export const translate: Translate = (message, profile) =>
  message.messageType === 'MFN' && message.triggerEvent === 'M05'
    ? bedStockEvents(message, profile)
    : adtEvents(message, profile);
