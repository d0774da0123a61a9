export { createInbox } from './inbox';
export type { InboxMeans } from './inbox';
export type { AgreedFeed } from './feed-states';
