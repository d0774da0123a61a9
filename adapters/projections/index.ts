export { streamsOf } from './fold/streams';
export { createProjector } from './projector';
export type { Applied, Heard, Projector } from './projector';
export { createProjectionReader } from './projection-reader';
export type { ReaderMeans } from './projection-reader';
export type { PeopleIndex, LinkedRecord } from './people-index';
export type { ProjectedKind, ProjectedShapes, ProjectionReader, ReadOptions } from './reader';
