import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Asks the first kept query as a clinician; the token is signed with the key of the folder, or of the secret. */
export const ask = async ({ url }: Started, folder: string, secret?: string): Promise<Answered> => {
  const keys = await developmentKeys(folder, secret);
  const token = await issueDevelopmentToken({ role: 'clinician' }, keys, systemClock);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered;
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
