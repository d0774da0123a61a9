import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { ReceiverRequest, Receiving } from './causeway-process';
import type { Kind } from './messages';
import { durabilityOf, freshPlace, type Place } from './places';
import { startAsked, type Asked } from './process-ask';
import type { Sending, Sent } from './sender-process';

export type Sender = Asked<Sending, Sent>;
export const startSender = (): Promise<Sender> => startAsked(join(__dirname, 'sender-process.ts'));

/** Causeway on one database. */
export interface Side {
  readonly durability: string;
  readonly receiving: Receiving;
  /** Of a listener that keeps the bytes in the same database, and does nothing else with them. */
  readonly barePort: number;
  ask(request: ReceiverRequest): Promise<number>;
  readonly client: Client;
  /** A control id prefix and a first number that nothing was sent under yet. */
  next(kind: Kind, count: number): { readonly run: string; readonly from: number };
  end(): Promise<void>;
}

export const startSide = async (place: Place): Promise<Side> => {
  const fresh = await freshPlace(place);
  const receiver = await startAsked<ReceiverRequest, number>(join(__dirname, 'causeway-process.ts'), place, fresh.at);
  const receiving = receiver.ready as Receiving;
  const bare = await startAsked(join(__dirname, 'bare-process.ts'), receiving.databaseUrl);
  const client = new Client({ connectionString: receiving.databaseUrl });
  await client.connect();
  const sent = new Map<Kind, number>();
  return {
    durability: await durabilityOf(client),
    receiving,
    barePort: bare.ready as number,
    client,
    ask: (request) => receiver.ask(request),
    next: (kind, count) => {
      const from = sent.get(kind) ?? 0;
      sent.set(kind, from + count);
      return { run: 'B', from };
    },
    end: async () => {
      await client.end();
      await bare.end();
      await receiver.end();
      await fresh.remove();
    },
  };
};

/** Nothing may have been refused or held: it would be counted as work that was not done. */
export const insistAllTranslated = async ({ client }: Side): Promise<void> => {
  const { rows } = await client.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from message where state <> 'translated' group by state`,
  );
  if (rows.length > 0) throw new Error(`Not all was translated: ${JSON.stringify(rows)}`);
};

/** The number of the last message that arrived. */
export const lastSeq = async ({ client }: Side): Promise<number> => {
  const { rows } = await client.query<{ seq: string | null }>('select max(seq) as seq from message');
  return Number(rows[0]?.seq ?? 0);
};

/**
 * Milliseconds from arrival until the message can be read in the graph, seen from another connection: now and then the
 * newest message is watched until its transaction is done. Begins with the first that arrives after `after`; stops when
 * `over` resolves.
 */
export const watchVisible = async (
  { client }: Side,
  after: number,
  over: Promise<unknown>,
): Promise<readonly number[]> => {
  const took: number[] = [];
  let going = true;
  void over.finally(() => {
    going = false;
  });
  while (going) {
    const { rows } = await client.query<{ seq: number; at: Date }>(
      'select seq, received_at as at from message where seq > $1 order by seq desc limit 1',
      [after],
    );
    const [newest] = rows;
    for (let seen = newest === undefined; !seen && newest !== undefined;) {
      const { rowCount } = await client.query(`select 1 from message where seq = $1 and state = 'translated'`, [
        newest.seq,
      ]);
      seen = rowCount === 1;
      if (seen) took.push(performance.timeOrigin + performance.now() - newest.at.getTime());
      else await pause(2);
    }
    await pause(20);
  }
  return took.sort((a, b) => a - b);
};
