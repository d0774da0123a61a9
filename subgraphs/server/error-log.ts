import pino from 'pino';
import type { ErrorLog } from '../errors';

/** Faults of our own, one JSON line each, on standard error. Never a patient's value: see errors.ts. */
export const errorLog = (level: string): ErrorLog => {
  const destination = pino.destination(2);
  // Whoever read it has gone, as with a terminal that is closed: that ends nothing.
  destination.on('error', () => undefined);
  const logger = pino({ level, base: null }, destination);
  return { error: (fields, message) => logger.error(fields, message) };
};
