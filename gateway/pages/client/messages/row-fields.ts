/** What a list shows of a message. */
export const ROW_FIELDS =
  'id feed receivedAt sendingApplication sendingFacility messageType triggerEvent controlId state problems reason { at text hl7 } told { code text at } prunedAt';
