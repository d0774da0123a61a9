export { openStore } from './store';
export type { Store, StoreSettings } from './store';
export type { Notice, StopListening } from './listen';
export { notify } from './notify';
export type { Tables } from './tables';
