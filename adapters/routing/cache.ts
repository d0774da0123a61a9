import type { Answer } from '../../schema/answer';
import type { Clock } from '../../schema/clock';

/** Raw answers of live systems, before masking. */
export interface AnswerCache {
  /**
   * In the order of the keys: the answer with freshness CACHED, on itself and on its records; undefined when there is
   * none, or it is too old. Never rejects, and never takes long: a system can always be asked instead.
   */
  get<T>(keys: readonly string[]): Promise<readonly (Answer<T> | undefined)[]>;
  /** Keeps only what may be said again: complete `found`, and `absent`, both LIVE. Anything else is let go. */
  put<T>(key: string, answer: Answer<T>, ttlMs: number): void;
}

/** What {@link AnswerCache.put} keeps. */
export const mayBeKept = (answer: Answer<unknown>, ttlMs: number): boolean => {
  if (ttlMs <= 0 || answer.kind === 'failed' || answer.source.freshness !== 'LIVE') return false;
  return answer.kind === 'absent' || answer.complete;
};

/** In this process. The least recently used goes when it is full. */
export const createAnswerCache = (size: number, clock: Clock): AnswerCache => {
  const kept = new Map<string, { readonly answer: Answer<unknown>; readonly until: number }>();
  const one = <T>(key: string): Answer<T> | undefined => {
    const hit = kept.get(key);
    if (!hit) return undefined;
    kept.delete(key);
    if (hit.until <= clock.millis()) return undefined;
    kept.set(key, hit);
    return asCached(hit.answer as Answer<T>);
  };
  return {
    get: <T>(keys: readonly string[]) => Promise.resolve(keys.map((key) => one<T>(key))),
    put: (key, answer, ttlMs) => {
      if (!mayBeKept(answer, ttlMs)) return;
      kept.delete(key);
      kept.set(key, { answer, until: clock.millis() + ttlMs });
      if (kept.size <= size) return;
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    },
  };
};

export const asCached = <T>(answer: Answer<T>): Answer<T> => {
  switch (answer.kind) {
    case 'failed':
      return answer;
    case 'absent':
      return { ...answer, source: { ...answer.source, freshness: 'CACHED' } };
    case 'found': {
      const { value } = answer;
      return {
        ...answer,
        value: (Array.isArray(value) ? value.map(recordAsCached) : recordAsCached(value)) as T,
        source: { ...answer.source, freshness: 'CACHED' },
      };
    }
  }
};

const recordAsCached = (record: unknown): unknown =>
  typeof record === 'object' && record !== null && 'source' in record && typeof record.source === 'object'
    ? { ...record, source: { ...record.source, freshness: 'CACHED' } }
    : record;
