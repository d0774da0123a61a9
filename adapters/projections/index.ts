export { streamsOf } from './fold/streams';
export { createProjector } from './projector';
export type { Heard } from './heard';
export type { Projector } from './projector';
export { createProjectionReader } from './projection-reader';
export type { ProjectedKind } from './reader';
