import type { Ask } from '../capabilities';
import type { InstanceName, OdsCode } from '../identifiers';
import type { Instant, PartialDate } from '../time';

export const SYSTEM_PHASES = ['retained', 'replacing', 'decommissioned', 'strategic'] as const;
export type SystemPhase = (typeof SYSTEM_PHASES)[number];
export type SystemLifecycle = 'planned' | 'not-connected' | 'live' | 'retiring' | 'retired';

/** One phase of a system's life, as planned and as it came. */
export interface LifecyclePhase {
  readonly phase: SystemPhase;
  readonly plannedFrom: PartialDate | null;
  readonly actualFrom: PartialDate | null;
  readonly note: string | null;
}

/** What has to be true before a system can go, in words. */
export interface SystemCondition {
  readonly id: string;
  readonly words: string;
  readonly metAt: Instant | null;
  readonly metBy: string | null;
}

export interface SignOff {
  readonly by: string;
  readonly role: string;
  readonly at: Instant;
  readonly words: string;
}

/** A system of the estate, connected or not. */
export interface RegisteredSystem {
  readonly id: InstanceName;
  readonly name: string;
  readonly organisation: OdsCode;
  readonly organisationName: string;
  readonly function: string | null;
  readonly supplier: string | null;
  readonly owner: string | null;
  readonly lifecycle: SystemLifecycle;
  readonly connected: boolean;
  readonly phases: readonly LifecyclePhase[];
  readonly conditions: readonly SystemCondition[];
  /** `2026-11-20`. */
  readonly contractEnd: string | null;
  /** Pounds a year, a decimal as text. */
  readonly yearlyCost: string | null;
  readonly retention: string | null;
  readonly dependants: readonly string[];
  readonly replacedBy: readonly InstanceName[];
  readonly signOffs: readonly SignOff[];
  /** Raised with every change. */
  readonly version: number;
}

/** The register of systems. */
export interface Register {
  /** By organisation and name; all organisations' unless one is named. */
  systems(organisation: OdsCode | null, ask: Ask): Promise<readonly RegisteredSystem[]>;
  /** Same length, same order; null where there is none. */
  byIds(ids: readonly InstanceName[], ask: Ask): Promise<readonly (RegisteredSystem | null)[]>;
}
