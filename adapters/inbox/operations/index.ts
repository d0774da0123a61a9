export { createInboxOperations } from './create-operations';
export type { RunningOperations } from './create-operations';
export type { Actor, InboxOperations, InboxOrder } from './order';
