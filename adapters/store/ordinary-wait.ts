/**
 * Milliseconds a message may wait in the inbox before what is read from it is called behind: the worker's ordinary work
 * takes far less, and a warning on every busy second would be read by nobody.
 */
export const ORDINARY_WAIT_MS = 5_000;
