import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { developmentKeys, issueDevelopmentToken } from '../../adapters/access';
import { systemClock } from '../../schema/clock';
import type { Started } from './installation';

const QUERIES = join(__dirname, '../../docs/queries');
const query = readFileSync(join(QUERIES, '01-patient-header.graphql'), 'utf8');
const variables = JSON.parse(readFileSync(join(QUERIES, '01-patient-header.json'), 'utf8')) as Record<string, unknown>;

interface Header {
  readonly allergies: { readonly nodes: readonly unknown[] } | null;
  readonly flags: { readonly nodes: readonly unknown[] } | null;
  readonly name: { readonly text: string };
}
export interface Answered {
  readonly data: { readonly patient: Header | null } | null;
  readonly errors?: readonly { readonly path: readonly string[]; readonly extensions: { readonly code: string } }[];
}

const body = JSON.stringify({ query, variables });

const headersOf = async (folder: string, secret?: string): Promise<Record<string, string>> => {
  const keys = await developmentKeys(folder, secret);
  const token = await issueDevelopmentToken({ role: 'clinician' }, keys, systemClock);
  return { 'content-type': 'application/json', authorization: `Bearer ${token}` };
};

/** Asks the first kept query as a clinician; the token is signed with the key of the folder, or of the secret. */
export const ask = async ({ url }: Started, folder: string, secret?: string): Promise<Answered> => {
  const headers = await headersOf(folder, secret);
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return (await response.json()) as Answered;
};

/** The same, of a process that is told to stop when it has read half of the request; and how it ended. */
export const askWhileItStops = async (asked: Started, folder: string): Promise<readonly [Answered, number | null]> => {
  const headers = { ...(await headersOf(folder)), expect: '100-continue' };
  const client = request(`${asked.url}/graphql`, { method: 'POST', headers });
  client.flushHeaders();
  await once(client, 'continue');
  const ended = asked.end('SIGTERM');
  while (!asked.said().includes('is stopping')) await pause(10);
  client.end(body);
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  return [(await json(response)) as Answered, await ended];
};

/** Asks until the feeds were heard, one of whose allergies is the last thing to come, and none lies behind. */
export const askOnceHeard = async (...asked: Parameters<typeof ask>): Promise<Answered> => {
  for (;;) {
    const answered = await ask(...asked);
    const behind = JSON.stringify(answered.data).includes('FEED_BEHIND');
    if (!behind && (answered.data?.patient?.allergies?.nodes.length ?? 0) > 1) return answered;
    await pause(100);
  }
};

/**
 * Without the moments at which systems were asked, nor whether that was just now or a few seconds ago, which only the
 * pace of the asking decides. Whether an answer was asked for or projected from messages still counts.
 */
export const withoutTimes = (answered: Answered): unknown =>
  JSON.parse(JSON.stringify(answered.data), (key, value: unknown) =>
    key === 'asOf' ? '' : key === 'freshness' && value === 'CACHED' ? 'LIVE' : value,
  );
