/** Told when an alert begins and when it is over; the payload is the feed's name. */
export const ALERTS_CHANNEL = 'alerts';
