export { createRelationships, holdsFor, isSelf, TASK_DAYS, VISIT_DAYS } from './relationships';
export { tracedOf } from './traced';
export type { Traced } from './traced';
export type { Relationships, RelationshipMeans, RelationshipWindows, Standing, StayFeed } from './relationships';
