import { adtEvents } from '../../segments/adt';
import type { Translate } from '../../contract';

/**
 * Nervecentre's own ADT feed: ITK-shaped HL7 v2.4, told apart by MSH-3 `NC`. It carries people and stays only, so any
 * other type is refused (table 0357, 200) rather than guessed at. Pure.
 */
export const translate: Translate = (message, profile) =>
  message.messageType === 'ADT'
    ? adtEvents(message, profile)
    : {
        kind: 'refused',
        refusal: { hl7: '200', at: 'MSH-9', reason: 'MSH-9 is not ADT: Nervecentre sends nothing else' },
      };
