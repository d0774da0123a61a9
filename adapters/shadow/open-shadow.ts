import type { Comparer, CountLoss } from './comparer';
import { inTurns } from './in-turns';
import { createReadFates } from './read-fates';
import { createShadow, type Shadow, type ShadowMeans } from './shadow';

export interface OpenShadowMeans extends Omit<ShadowMeans, 'fates' | 'comparer'> {
  /** Opens what compares; it tells how often something was lost. */
  readonly openComparer: (count: CountLoss) => Comparer;
}

/** Takes live reads to be compared until it is closed, and what compares them with it. */
export const openShadow = ({ openComparer, ...means }: OpenShadowMeans): Shadow => {
  const fates = createReadFates(means);
  const comparer = openComparer((route, loss) => fates.add(route, loss));
  const shadow = createShadow({ ...means, fates, comparer });
  const turns = inTurns([() => shadow.flush()]);
  return {
    ...shadow,
    close: async () => {
      await turns.stop();
      // First: what it tells last is counted, too.
      await comparer.close();
      await shadow.close();
    },
  };
};
