export { streamsOf } from './fold/streams';
export { createProjector } from './projector';
export type { Heard } from './heard';
export type { Applied, Projector } from './projector';
export { createProjectionReader } from './projection-reader';
export type { ReaderMeans } from './projection-reader';
export type { LinkedPerson, LinkedRecord, PeopleIndex } from './people-index';
export type { ProjectedKind, ProjectedShapes, ProjectionReader, ReadOptions } from './reader';
