export { createLedger } from './ledger';
export type { Ledger } from './ledger';
export { answering, RECORD_ROLES, REGISTERED_PRACTICE } from './routes';
export type { Lifecycle, RecordRole, Route, RouteSetting, Stage, SystemInstance } from './routes';
export { ImpossibleRoutes, syncRoutes } from './sync-routes';
export type { LedgerSettings } from './sync-routes';
