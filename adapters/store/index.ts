export { openStore } from './store';
export type { Store, StoreSettings } from './store';
export type { Notice, StopListening } from './listen';
export { byteaArray, jsonArray, jsonbArray, textArray } from './array-parameter';
export { notify } from './notify';
export { createOutgrownTables } from './outgrown-tables';
export type { Tables } from './tables';
