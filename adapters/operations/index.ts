export { createOperations, operationId } from './operations';
export type { Operations, RegisteredOperation } from './operations';
