import type { Capability, Operation } from '../../schema/capabilities';
import type { SourceErrorCode } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';

/** What the door tells whoever counts. Labels only: no person, no value. Must not throw. */
export interface DoorMetrics {
  /** One instance was turned to for one batch of subjects. `cached` of them were answered without asking it. */
  asked?(event: {
    readonly instance: InstanceName;
    readonly capability: Capability;
    readonly found: number;
    readonly absent: number;
    readonly failed: number;
    readonly cached: number;
    /** The first failure's code. */
    readonly code?: SourceErrorCode;
    readonly ms: number;
  }): void;
  breaker?(event: { readonly instance: InstanceName; readonly state: 'open' | 'closed' | 'half-open' }): void;
  /** A fault that is ours or an adapter's, not a system's: for the log. */
  unexpected?(
    error: unknown,
    where: { readonly instance?: InstanceName; readonly capability: Capability | Operation },
  ): void;
}
