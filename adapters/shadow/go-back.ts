import { GraphRefusal } from '../../schema/errors';

export interface GoBackMeans {
  /** Where a route's ramp came from. */
  readonly stageBefore: (route: string) => Promise<'off' | 'shadow'>;
  /**
   * Moves the route's group, and tells planners with it; rejects with GraphRefusal where the ledger refuses. False where
   * it is at `ramp` no more, and nothing was done.
   */
  readonly move: (route: string, stage: 'off' | 'shadow', reason: string) => Promise<boolean>;
  /** Tells planners that a ramp stands that should not. */
  readonly failed: (route: string, words: string) => Promise<void>;
}

const wordsOf = (error: unknown): string =>
  error instanceof GraphRefusal ? error.message : 'the store could not be written';

/**
 * Takes a ramp back to where it came from, or to `off` where the ledger refuses that: `off` is always allowed, whatever
 * has become of the candidate or the group. False where somebody else has moved it meanwhile. Rejects, once planners are
 * told why, where neither could be done.
 */
export const createGoBack =
  ({ stageBefore, move, failed }: GoBackMeans) =>
  async (route: string, reason: string): Promise<boolean> => {
    try {
      const stage = await stageBefore(route);
      try {
        return await move(route, stage, reason);
      } catch (error) {
        if (stage === 'off' || !(error instanceof GraphRefusal)) throw error;
        return await move(route, 'off', `${reason} Not to ${stage}: ${error.message}`);
      }
    } catch (error) {
      await failed(route, `The ramp broke its budget and could NOT go back by itself: ${wordsOf(error)}. ${reason}`);
      throw error;
    }
  };
