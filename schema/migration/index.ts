import type { Evidence } from './evidence';
import type { Plan } from './plan';
import type { Register } from './register';
import type { RouteMoves } from './route-moves';

/** The ledger as a subgraph sees it. Every method authorises, and is on record, before it answers. */
export interface Migration {
  readonly register: Register;
  readonly routes: RouteMoves;
  readonly evidence: Evidence;
  readonly plan: Plan;
}
