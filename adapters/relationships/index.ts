export { createRelationships, holdsFor, isSelf, TASK_DAYS } from './relationships';
export type { Relationships, RelationshipMeans, RelationshipWindows, Standing, StayFeed } from './relationships';
