export { createRelationships, holdsFor, isSelf } from './relationships';
export type { Relationships, RelationshipMeans, RelationshipWindows, Standing, StayFeed } from './relationships';
