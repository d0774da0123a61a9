import { CONNECTION_WORDS, NETWORK } from '../store/unreachable';

/** What a process asks while it starts, as its operator knows it. No password, no user. */
const storeName = (databaseUrl: string | undefined): string => {
  if (databaseUrl === undefined || databaseUrl === '') return 'The store (the PostgreSQL that Causeway runs itself)';
  try {
    const { hostname, port, pathname } = new URL(databaseUrl);
    return `The store (PostgreSQL at ${hostname}:${port || '5432'}${pathname}, DATABASE_URL)`;
  } catch {
    return 'The store (PostgreSQL at DATABASE_URL)';
  }
};

/** SQLSTATE classes and codes that tell of the server, not of what was asked of it (PostgreSQL, appendix A). */
const SAID: readonly (readonly [code: RegExp, words: string])[] = [
  [/^28/, 'does not let this process in; its user and password are in DATABASE_URL'],
  [/^3D000$/, 'has no database of that name'],
  [/^53/, 'is out of resources'],
  [/^57P03$/, 'is starting, and takes nobody yet'],
  [/^57P/, 'stopped while it was asked'],
  [/^08/, 'closed the connection while it was asked'],
];

interface Asked {
  readonly code?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  /** pg's of every answer of the server, and of nothing else. */
  readonly severity?: unknown;
}

const portOf = (databaseUrl: string | undefined): number | null => {
  try {
    return Number(new URL(databaseUrl ?? '').port || '5432');
  } catch {
    return null;
  }
};

/** What happened to the store; null where the error is not of it. */
const happened = (error: Error & Asked, databaseUrl: string | undefined): string | null => {
  const code = typeof error.code === 'string' ? error.code : '';
  if (error.severity !== undefined) {
    const said = SAID.find(([pattern]) => pattern.test(code));
    return said ? `${said[1]} (SQLSTATE ${code})` : null;
  }
  if (NETWORK.test(code)) {
    // Node gives the address where it has one; another's address is another's fault.
    const other = typeof error.port === 'number' && databaseUrl && error.port !== portOf(databaseUrl);
    return other ? null : `cannot be reached (${code})`;
  }
  return CONNECTION_WORDS.test(error.message) ? 'closed the connection, or gave no answer, while it was asked' : null;
};

/**
 * One sentence for an operator where a process could not start because of its store: who was asked, what happened, what
 * holds. Null for any other error.
 */
export const storeFault = (error: unknown, name: string, databaseUrl: string | undefined): string | null => {
  if (!(error instanceof Error)) return null;
  const what = happened(error, databaseUrl);
  return what === null
    ? null
    : `${storeName(databaseUrl)} ${what}; ${name} is not started, what it acknowledged before is on disk, and it may be started again once the store answers.`;
};
