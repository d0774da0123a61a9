import pino from 'pino';
import type { ErrorLog } from '../errors';

/** Faults of our own, one JSON line each, on standard error. Never a patient's value: see errors.ts. */
export const errorLog = (level: string): ErrorLog => {
  const logger = pino({ level, base: null }, pino.destination(2));
  return { error: (fields, message) => logger.error(fields, message) };
};
