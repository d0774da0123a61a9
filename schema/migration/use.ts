import type { Ask, Capability } from '../capabilities';
import type { InstanceName } from '../identifiers';

/** A field of the graph (`Bed.status`), the capability that it belongs to, and the system that was asked for it. */
export interface FieldRead {
  readonly field: string;
  readonly capability: Capability;
  readonly system: InstanceName;
}

/**
 * Told of what every answer was made of. Returns at once and never throws. The same field of the same request, told
 * twice, counts once; equal reads must be the same object.
 */
export interface UseRecorder {
  read(fields: readonly FieldRead[], ask: Ask): void;
}
