import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Store } from '../store';
import type { ProjectionReader } from './reader';

export interface ReaderMeans {
  readonly store: Store;
  readonly instance: InstanceName;
  /** After this long without a message or heartbeat the instance's answers are stale. */
  readonly silenceMs: number;
  readonly clock: Clock;
}

export const createProjectionReader = (_means: ReaderMeans): ProjectionReader => ({
  forPeople: () => Promise.reject(new Error('The reader is not built yet')),
  forPlaces: () => Promise.reject(new Error('The reader is not built yet')),
  heardUntil: () => Promise.reject(new Error('The reader is not built yet')),
});
