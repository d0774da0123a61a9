import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';

/** What one arrival of a request has already looked up. Gone with it, or when its time is over. */
export interface RequestMemo<V> {
  /** Same length, same order; `look` is asked only for what this request does not hold yet. */
  resolve<K>(
    ask: Ask,
    keys: readonly K[],
    nameOf: (key: K) => string,
    look: (missing: readonly K[]) => Promise<readonly V[]>,
  ): Promise<readonly V[]>;
}

/** The request id is the client's word and may be used again: the user and the deadline make it one request's. */
export const requestName = ({ requestId, viewer, deadline }: Ask): string =>
  JSON.stringify([requestId, viewer.userId, deadline]);

/**
 * A request is known by its signal, made for each arrival and by nobody outside: who sends another's request id and
 * deadline again, as a caller of a subgraph's own port can, shares nothing with it.
 */
export const createRequestMemo = <V>(clock: Clock): RequestMemo<V> => {
  interface Held {
    readonly name: string;
    readonly until: number;
    readonly held: Map<string, Promise<V>>;
  }
  const arrivals = new WeakMap<AbortSignal, Held>();

  const heldBy = (ask: Ask): Map<string, Promise<V>> => {
    const name = requestName(ask);
    const known = arrivals.get(ask.signal);
    if (known && known.name === name && known.until >= clock.millis()) return known.held;
    const held = new Map<string, Promise<V>>();
    arrivals.set(ask.signal, { name, until: ask.deadline, held });
    return held;
  };

  return {
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
