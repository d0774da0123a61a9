import pino from 'pino';
import type { ErrorLog } from '../../subgraphs/errors';

/** Faults of our own, one JSON line each, on standard error's stream of the terminal. Never a patient's value: see subgraphs/errors.ts. */
export const errorLog = (_log: (line: string) => void, level: string): ErrorLog => {
  const logger = pino({ level, base: null }, pino.destination(2));
  return { error: (fields, message) => logger.error(fields, message) };
};
