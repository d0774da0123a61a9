import { types } from 'pg';
import type { ClientConfig, CustomTypesConfig } from 'pg';

const INT8 = 20;

/** Sequences and counts stay far below 2^53, and numbers compare as numbers. */
const parsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : types.getTypeParser(oid, format ?? 'text')) as CustomTypesConfig['getTypeParser'],
};

/**
 * What the server does for a connection whose other end has gone without a word: a host that lost its power, a line that was
 * cut. With its own defaults it waits for hours, and all that whoever is gone had locked stands still as long, a partition of
 * the inbox among it. So it asks after ten silent seconds, and gives up whoever does not answer, or take what was sent, in
 * thirty; and a transaction in which nobody says anything for a minute is undone, should something between answer for them.
 */
const GONE_WITHOUT_A_WORD = [
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=30000',
  'idle_in_transaction_session_timeout=60000',
];

/**
 * The server compiles a statement that it thinks costly, and over a year of messages it thinks so of any that looks in several
 * places for each row. None of ours runs long enough to earn that back: of a page of messages in trouble, a few hundred blocks,
 * compiling was nearly all of the time.
 */
const UNCOMPILED = ['jit=off'];

/**
 * How every connection of the store is made. The process id in its name lets the last one out stop an embedded server. An
 * `options` of the address stands in place of ours: a pooler may take none (`?options=`).
 */
export const connectionSettings = (databaseUrl: string): ClientConfig => ({
  connectionString: databaseUrl,
  application_name: `causeway:${process.pid}`,
  options: [...GONE_WITHOUT_A_WORD, ...UNCOMPILED].map((setting) => `-c ${setting}`).join(' '),
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  // And the other way round: a server that vanished is noticed in a minute or so while nothing is asked of it.
  keepAliveInitialDelayMillis: 10_000,
  types: parsers,
});
