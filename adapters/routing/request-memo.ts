import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';

/** What one request has already looked up. Gone when the request's time is over. */
export interface RequestMemo<V> {
  /** Same length, same order; `look` is asked only for what this request does not hold yet. */
  resolve<K>(
    ask: Ask,
    keys: readonly K[],
    nameOf: (key: K) => string,
    look: (missing: readonly K[]) => Promise<readonly V[]>,
  ): Promise<readonly V[]>;
  holdsAll<K>(ask: Ask, keys: readonly K[], nameOf: (key: K) => string): boolean;
}

/** The request id is the client's word and may be used again: the user and the deadline make it one request's. */
export const requestName = ({ requestId, viewer, deadline }: Ask): string =>
  JSON.stringify([requestId, viewer.userId, deadline]);

/** Requests remembered at once: beyond it the oldest is forgotten, which costs a look-up and nothing else. */
const REQUESTS = 500;

export const createRequestMemo = <V>(clock: Clock): RequestMemo<V> => {
  const requests = new Map<string, { readonly until: number; readonly held: Map<string, Promise<V>> }>();

  const heldBy = (ask: Ask): Map<string, Promise<V>> => {
    const name = requestName(ask);
    const known = requests.get(name);
    if (known && known.until >= clock.millis()) return known.held;
    for (const [old, { until }] of requests)
      if (until < clock.millis() || requests.size >= REQUESTS) requests.delete(old);
      else break;
    const held = new Map<string, Promise<V>>();
    requests.set(name, { until: ask.deadline, held });
    return held;
  };

  return {
    holdsAll: (ask, keys, nameOf) => {
      const held = heldBy(ask);
      return keys.every((key) => held.has(nameOf(key)));
    },
    resolve: async (ask, keys, nameOf, look) => {
      const held = heldBy(ask);
      const missing = new Map(keys.filter((key) => !held.has(nameOf(key))).map((key) => [nameOf(key), key]));
      if (missing.size > 0) {
        const looking = look([...missing.values()]);
        [...missing.keys()].forEach((name, at) => {
          const one = looking.then((found) => {
            const value = found[at];
            if (value === undefined) throw new Error('The index answered fewer than it was asked for');
            return value;
          });
          // A look-up that failed may be tried again within the request.
          one.catch(() => held.delete(name));
          held.set(name, one);
        });
      }
      return Promise.all(
        keys.map((key) => held.get(nameOf(key)) ?? Promise.reject(new Error('The look-up of the request was lost'))),
      );
    },
  };
};
