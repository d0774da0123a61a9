import { scalars } from '../scalars';
import { defineSubgraph } from '../subgraph';
import { evidenceFields, evidenceMutations, evidenceQueries } from './evidence';
import { planFields, planMutations, planQueries } from './plan';
import { registerFields, registerMutations, registerQueries } from './register';
import { routeFields, routeMutations, routeQueries } from './routes';

/** The ledger as a graph: which system answers for what, which is to, and with what evidence. */
export const migrationSubgraph = defineSubgraph('migration', {
  ...scalars,
  Query: { ...registerQueries, ...routeQueries, ...evidenceQueries, ...planQueries },
  Mutation: { ...registerMutations, ...routeMutations, ...evidenceMutations, ...planMutations },
  RegisteredSystem: { ...registerFields.RegisteredSystem, ...planFields.RegisteredSystem },
  RetirementGate: planFields.RetirementGate,
  MigrationRoute: { ...routeFields.MigrationRoute, ...evidenceFields.MigrationRoute, ...planFields.MigrationRoute },
});
