import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import type { InstanceName } from '../../schema/identifiers';
import { ImpossibleRoutes, offOn, type LedgerView } from '../ledger';

/**
 * What a retired system told is read through its own instance. Without that in the settings nobody would be asked for
 * it, and its old records would be missing without a gap. Throws {@link ImpossibleRoutes}.
 */
export const refuseLostArchives = (
  ledger: Pick<LedgerView, 'routesFor'>,
  instances: ReadonlySet<InstanceName>,
  isProjected: (instance: InstanceName, capability: Capability) => boolean,
): void => {
  const lost = ALL_CAPABILITIES.flatMap((capability) =>
    ledger
      .routesFor(capability)
      .flatMap(offOn)
      .filter((off) => !instances.has(off) && isProjected(off, capability))
      .map((off) => ({ off, capability })),
  );
  if (lost.length === 0) return;
  const problems = [...new Set(lost.map(({ off }) => off))].map((instance) => {
    const told = lost.filter(({ off }) => off === instance).map(({ capability }) => capability);
    return `${instance} is retired, and must stay among the instances: what its feeds told of ${[...new Set(told)].join(', ')} is read through it; only its feeds and routes may go`;
  });
  throw new ImpossibleRoutes(problems);
};
