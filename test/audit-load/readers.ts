import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';

/** An answer that a client received to its last byte, with somebody's record in it. */
export interface Received {
  readonly requestId: string;
  readonly person: string;
  /** Not only that there is such a person, but what they are called. */
  readonly named: boolean;
}

export interface Readers {
  readonly received: readonly Received[];
  /** Resolves once this many answers were received whole, or nobody reads any more. */
  reached(count: number): Promise<void>;
  /** Lets every reader end, and waits for that. */
  stop(): Promise<void>;
}

export interface Asked {
  readonly url: string;
  readonly token: string;
  /** Of the persons to ask about, in turn. */
  readonly nhsNumbers: readonly string[];
}

const QUERY = 'query UnderLoad($n: NhsNumber!) { patient(nhsNumber: $n) { id name { text } birthDate } }';

/** One read: what was received, or null when the connection broke, or nothing was told. */
const read = async ({ url, token }: Asked, nhsNumber: string, dispatcher: Agent): Promise<Received | null> => {
  const requestId = `load.${randomUUID().replace(/[0-9]/g, (digit) => 'ghijklmnop'[Number(digit)] ?? 'x')}`;
  const { headers, body } = await request(`${url}/graphql`, {
    ...{ method: 'POST', dispatcher },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-request-id': requestId },
    body: JSON.stringify({ query: QUERY, variables: { n: nhsNumber } }),
  });
  const answer = (await body.json()) as {
    readonly data?: { readonly patient: { readonly id: string; readonly name: unknown } | null } | null;
  };
  if (headers['x-request-id'] !== requestId) throw new TypeError('The request id was not kept');
  const patient = answer.data?.patient;
  return patient ? { requestId, person: patient.id, named: patient.name !== null } : null;
};

/** Those of the numbers whose records this user may read. */
export const readable = async (asked: Asked): Promise<readonly string[]> => {
  const dispatcher = new Agent();
  const found: string[] = [];
  for (const nhsNumber of asked.nhsNumbers)
    if ((await read(asked, nhsNumber, dispatcher))?.named) found.push(nhsNumber);
  await dispatcher.close();
  return found;
};

/** So many clients, each asking again as soon as it has its answer, until told to stop or the server is gone. */
export const startReaders = (count: number, asked: Asked): Readers => {
  const dispatcher = new Agent({ connections: count, pipelining: 1 });
  const received: Received[] = [];
  let stopped = false;
  let told: (() => void)[] = [];
  const tell = (): void => {
    for (const each of told.splice(0)) each();
  };
  const reader = async (at: number): Promise<void> => {
    for (let turn = at; !stopped; turn += 1) {
      const nhsNumber = asked.nhsNumbers[turn % asked.nhsNumbers.length] ?? '';
      // A server that was killed ends its readers.
      const got = await read(asked, nhsNumber, dispatcher).catch(() => 'gone' as const);
      if (got === 'gone') return;
      if (got) received.push(got);
      tell();
    }
  };
  let reading = count;
  const all = Array.from({ length: count }, (_, at) =>
    reader(at).finally(() => {
      reading -= 1;
      tell();
    }),
  );
  return {
    received,
    reached: async (wanted) => {
      while (received.length < wanted && reading > 0) await new Promise<void>((resolve) => (told = [...told, resolve]));
    },
    stop: async () => {
      stopped = true;
      await Promise.all(all);
      await dispatcher.destroy();
    },
  };
};
