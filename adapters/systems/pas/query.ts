import { randomUUID } from 'node:crypto';
import { now } from '../../../schema/clock';
import type { Clock } from '../../../schema/clock';
import { instanceParts } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import { SourceFault } from '../../contract';
import type { FeedProfile } from '../../contract';
import { connectMllp, MllpError } from '../../wire/mllp/client';
import type { MllpClient } from '../../wire/mllp/client';
import type { PasConfig } from './config';
import { queryMessage } from './query-message';
import type { PasQuestion } from './query-message';
import { readReply } from './query-reply';
import type { PasMatch } from './query-reply';

export interface PasAnswer {
  readonly matches: readonly PasMatch[];
  /** False when the PAS had more than was taken. */
  readonly complete: boolean;
  readonly asOf: Instant;
}

export interface QueryCircumstances {
  readonly config: PasConfig;
  /** How the PAS writes: a query's reply is read as its feed is. */
  readonly profile: FeedProfile;
  readonly clock: Clock;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Of one reply; 50 where not given. */
  readonly pageSize?: number;
}

const MAX_PAGES = 20;

const asFault = (error: unknown, overdue: boolean): SourceFault => {
  if (error instanceof SourceFault) return error;
  if (overdue || (error instanceof MllpError && error.code === 'TIMEOUT'))
    return new SourceFault('SOURCE_TIMEOUT', 'The PAS did not answer a query in time');
  if (error instanceof MllpError && error.code === 'BROKEN_REPLY')
    return new SourceFault('SOURCE_INVALID', 'The PAS answered a query with a block that cannot be read');
  return new SourceFault('SOURCE_UNAVAILABLE', 'The PAS could not be reached for a query');
};

const pages = async (
  client: MllpClient,
  question: PasQuestion,
  { config, profile, clock, pageSize = 50 }: QueryCircumstances,
): Promise<PasAnswer> => {
  const answeringFacility = instanceParts(profile.instance).organisation;
  const matches: PasMatch[] = [];
  let continuation: string | undefined;
  let asOf = now(clock);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    // MSH-10 has room for 20 characters in v2.4.
    const controlId = randomUUID().replaceAll('-', '').slice(0, 20);
    const query = queryMessage(question, {
      controlId,
      at: now(clock),
      askingFacility: config.askingFacility,
      answeringFacility,
      limit: pageSize,
      ...(continuation === undefined ? {} : { continuation }),
    });
    const reply = await client.send(Buffer.from(query, 'utf8'));
    const read = readReply(reply, controlId, profile);
    matches.push(...read.matches);
    asOf = read.asOf ?? asOf;
    if (read.continuation === undefined) return { matches, complete: true, asOf };
    continuation = read.continuation;
  }
  return { matches, complete: false, asOf };
};

/**
 * Asks the PAS over MLLP, following continuations, on one connection that is closed after. All of it within the
 * settings' time limit and the request's deadline. Throws {@link SourceFault}; nobody found is an empty answer.
 */
export const queryPas = async (question: PasQuestion, circumstances: QueryCircumstances): Promise<PasAnswer> => {
  const { config, clock, deadline, signal } = circumstances;
  const limitMs = Math.min(config.queryTimeLimitMs, deadline - clock.millis());
  if (limitMs <= 0 || signal.aborted) throw asFault(null, true);
  let overdue = false;
  let client: MllpClient | null = null;
  const stop = (): void => {
    overdue = true;
    void client?.close();
  };
  const timer = setTimeout(stop, limitMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    client = await connectMllp({ host: config.queryHost, port: config.queryPort, timeoutMs: limitMs });
    if (signal.aborted) throw asFault(null, true);
    return await pages(client, question, circumstances);
  } catch (error) {
    throw asFault(error, overdue);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await client?.close();
  }
};
