import type { GraphError } from '../../subgraphs/errors';
import type { Path } from './places';

interface Place {
  readonly below: Map<string | number, Place>;
  /** An error stands here. */
  told: boolean;
}

const newPlace = (): Place => ({ below: new Map(), told: false });

/**
 * Whether something at a place, above it or below it is said to have gone wrong. A subgraph that is down has an error at
 * each place that it was to fill, and leaves as many empty: each is looked up, not compared with all.
 */
export const explainedBy = (errors: readonly GraphError[]): ((path: Path) => boolean) => {
  const root = newPlace();
  for (const { path = [] } of errors) {
    let here = root;
    for (const key of path) {
      const next = here.below.get(key) ?? newPlace();
      here.below.set(key, next);
      here = next;
    }
    here.told = true;
  }
  return (path) => {
    let here = root;
    for (const key of path) {
      if (here.told) return true;
      const next = here.below.get(key);
      if (!next) return false;
      here = next;
    }
    return here.told || here.below.size > 0;
  };
};
