export { createIdentityIndex } from './index-of-people';
export type { IdentityIndex, IdentityMeans } from './index-of-people';
export { recordNamed } from './record-named';
export type { Linked, RecordOfPerson } from './link';
export { createTellers } from './tellers';
export type { TellingFeed } from './tellers';
