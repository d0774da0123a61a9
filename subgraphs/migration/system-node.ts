import type { RegisteredSystem } from '../../schema/migration/register';
import { enumValue } from '../scalars';

/** A system as its fields resolve from it. */
export const systemNode = (system: RegisteredSystem): object => ({
  ...system,
  lifecycle: enumValue(system.lifecycle),
  phases: system.phases.map((phase) => ({ ...phase, phase: enumValue(phase.phase) })),
});
