import type { Ask } from '../capabilities';
import type { InstanceName } from '../identifiers';

/** Something that stands in the way of retiring a system. */
export interface Obstacle {
  readonly kind: 'routes' | 'readers' | 'feeds' | 'dependants' | 'conditions' | 'history' | 'sign-offs';
  readonly words: string;
}

/** What is read, what is covered, what is ready, and what may go. */
export interface Plan {
  /** What stands in the way; empty where nothing does. Null where there is no such system. */
  gate(system: InstanceName, ask: Ask): Promise<readonly Obstacle[] | null>;
}
