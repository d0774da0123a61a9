export { createInboxOperations } from './create-operations';
export type { RunningOperations } from './create-operations';
export type { InboxOperations } from './order';
export { PREVIEWED } from './preview';
