import { Pool } from 'undici';

/** Requests under way at a time. */
const CONCURRENCY = 8;

export interface Caller {
  ask(body: string): Promise<string>;
  /** The same request so many times, eight at a time. */
  load(body: string, requests: number): Promise<void>;
  close(): Promise<void>;
}

/** Asks one graph over keep-alive connections. An answer that is no 200 ends the bench. */
export const callerOf = (url: string, headers: Readonly<Record<string, string>> = {}): Caller => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: CONCURRENCY });
  const ask = async (body: string): Promise<string> => {
    const response = await pool.request({
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`A gateway answered with ${response.statusCode}: ${text}`);
    return text;
  };
  return {
    ask,
    async load(body, requests) {
      let left = requests;
      const worker = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          await ask(body);
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    },
    close: () => pool.close(),
  };
};
