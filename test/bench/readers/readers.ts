import { performance } from 'node:perf_hooks';
import { Agent, request } from 'undici';

/** What became of the operations of one turn. */
export interface Outcome {
  /** Milliseconds until each whole answer. */
  readonly whole: readonly number[];
  /** Late or partial. */
  readonly partial: number;
  /** Told to ask again. */
  readonly refused: number;
}

export interface Asked {
  readonly url: string;
  readonly token: string;
}

/** Whether any list or person in an answer says that something is missing. */
const saysMissing = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if ('status' in value && 'sources' in value && value.status !== 'COMPLETE') return true;
  return Object.values(value).some(saysMissing);
};

/** So many readers for so long; each asks the next of the operations as soon as it has its answer. */
export const readAll = async (
  { url, token }: Asked,
  operations: readonly string[],
  { readers, seconds }: { readonly readers: number; readonly seconds: number },
): Promise<Outcome> => {
  const dispatcher = new Agent({ connections: readers });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const outcome = { whole: [] as number[], partial: 0, refused: 0 };
  const until = performance.now() + seconds * 1_000;
  const reader = async (_: unknown, number: number): Promise<void> => {
    for (let turn = number; performance.now() < until; turn += 1) {
      const since = performance.now();
      const body = operations[turn % operations.length] ?? '';
      const { statusCode, body: answer } = await request(url, { method: 'POST', dispatcher, headers, body });
      const said = (await answer.json()) as { readonly data?: unknown; readonly errors?: unknown };
      if (statusCode === 503) outcome.refused += 1;
      else if (said.errors !== undefined || saysMissing(said.data)) outcome.partial += 1;
      else outcome.whole.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  await dispatcher.close();
  return outcome;
};
