export { createOperations } from './operations';
export type { Operations, RegisteredOperation } from './operations';
