import { faultCode } from '../../schema/fault-name';
import type { Refusal } from '../contract';
import { CONNECTION_WORDS, NETWORK } from '../store/unreachable';

/** SQLSTATE classes that say nothing about the message: connection, rollback, resources, operator, system. */
const PASSING_CLASSES = ['08', '40', '53', '55', '57', '58'];
/** The server's own plan of a statement no longer fits a table that a newer version has changed: it is made anew. */
const STALE_PLAN = '0A000';
/** A transaction in which nothing was said for too long (idle_in_transaction_session_timeout): a machine that stood still. */
const STOOD_STILL = '25P03';

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** May the same message succeed later, unchanged? */
export const isPassing = (error: unknown): boolean => {
  const code = faultCode(error);
  if (
    code === STALE_PLAN ||
    code === STOOD_STILL ||
    (SQLSTATE.test(code) && PASSING_CLASSES.includes(code.slice(0, 2)))
  )
    return true;
  return NETWORK.test(code) || (error instanceof Error && CONNECTION_WORDS.test(error.message));
};

const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)/;
/** SQLSTATE of a connection that went (class 08), a server that ends it (57P), and an end that is not known (40003). */
const END_UNKNOWN = /^(08...|57P..|40003)$/;

/** May a statement that failed have been carried out all the same? Not where the server says that it failed. */
export const mayHaveBeenDone = (error: unknown): boolean => {
  const code = faultCode(error);
  if (NEVER_SENT.test(code)) return false;
  return NETWORK.test(code) || !SQLSTATE.test(code) || END_UNKNOWN.test(code);
};

/** Two transactions met: the one that lost may go again at once. */
export const isCollision = (error: unknown): boolean =>
  faultCode(error).startsWith('40') && SQLSTATE.test(faultCode(error));

/** What a fault says of its own accord about the place that caused it (`refusal`), when it says it. */
export const refusalIn = (error: unknown): Refusal | null => {
  if (!(error instanceof Error) || !('refusal' in error)) return null;
  const { refusal } = error;
  if (typeof refusal !== 'object' || refusal === null) return null;
  return 'hl7' in refusal && 'at' in refusal && 'reason' in refusal ? (refusal as Refusal) : null;
};

/** Where in the store a write failed: names of our tables and constraints, never the row. */
export const storePlaceOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return '';
  const named = (key: 'table' | 'column' | 'constraint'): string => {
    const value = (error as { readonly [K in typeof key]?: unknown })[key];
    return typeof value === 'string' && value !== '' ? ` ${key} ${value}` : '';
  };
  const place = `${named('table')}${named('column')}${named('constraint')}`;
  return place === '' ? '' : ` at${place}`;
};

/** Where in the code: the stack without the message. */
export const whereOf = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
    .join(' ');
