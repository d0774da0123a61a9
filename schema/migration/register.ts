import type { Ask } from '../capabilities';
import type { InstanceName, OdsCode } from '../identifiers';
import type { Instant, PartialDate } from '../time';

export const SYSTEM_PHASES = ['retained', 'replacing', 'decommissioned', 'strategic'] as const;
export type SystemPhase = (typeof SYSTEM_PHASES)[number];
export const SYSTEM_LIFECYCLES = ['planned', 'not-connected', 'live', 'retiring', 'retired'] as const;
export type SystemLifecycle = (typeof SYSTEM_LIFECYCLES)[number];
export const REGISTER_FORMATS = ['yaml', 'csv'] as const;
export type RegisterFormat = (typeof REGISTER_FORMATS)[number];

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
  /** Who signed: two people may bear one name. */
  readonly userId: string;
  readonly by: string;
  readonly role: string;
  readonly at: Instant;
  readonly words: string;
}

/** What a programme writes of a system: what the register's text holds, and nothing else. */
export interface RegisterEntry {
  readonly id: InstanceName;
  readonly name: string;
  readonly organisationName: string;
  readonly function: string | null;
  readonly supplier: string | null;
  readonly owner: string | null;
  readonly lifecycle: SystemLifecycle;
  readonly phases: readonly LifecyclePhase[];
  /** In words, each once. Whether one is met is a signed act of the ledger, never a line of text. */
  readonly conditions: readonly string[];
  /** `2026-11-20`. */
  readonly contractEnd: string | null;
  /** Pounds a year, a decimal as text. */
  readonly yearlyCost: string | null;
  readonly retention: string | null;
  readonly dependants: readonly string[];
  readonly replacedBy: readonly InstanceName[];
}

/** A system of the estate, connected or not. */
export interface RegisteredSystem extends Omit<RegisterEntry, 'conditions'> {
  readonly organisation: OdsCode;
  readonly connected: boolean;
  readonly conditions: readonly SystemCondition[];
  readonly signOffs: readonly SignOff[];
  /** Raised with every change. */
  readonly version: number;
}

/** What is to be changed of a system; what is not given stays. */
export interface SystemChange extends Partial<Omit<RegisterEntry, 'id'>> {
  readonly id: InstanceName;
  /** The version that was read: a change in between is not overwritten. */
  readonly version?: number;
  readonly reason: string;
}

/** A register as text. */
export interface RegisterText {
  readonly format: RegisterFormat;
  readonly text: string;
}

/** One field that an import would change, in words: none where nothing is said; of a list, one for each of its members. */
export interface RegisterFieldChange {
  readonly field: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What an import would do to one system. */
export interface ImportEffect {
  readonly system: InstanceName;
  readonly name: string;
  /** Whether the register has no such system yet. */
  readonly added: boolean;
  readonly fields: readonly RegisterFieldChange[];
}

/** What an import would do. */
export interface ImportPreview {
  /** Names the text and the register as it was seen. */
  readonly id: string;
  /** Why it would be refused; empty where it would not. */
  readonly refusals: readonly string[];
  readonly systems: readonly ImportEffect[];
  /** Systems that the text names and that stand so already. */
  readonly unchanged: number;
  /** Systems that the text does not name: they stay as they are. */
  readonly unnamed: number;
  /** What would go for good. */
  readonly warnings: readonly string[];
}

/** The register of systems. What is wrong with an input is GraphRefusal BAD_USER_INPUT, whose words begin with the field's name. */
export interface Register {
  /** By organisation and name; all organisations' unless one is named. */
  systems(organisation: OdsCode | null, ask: Ask): Promise<readonly RegisteredSystem[]>;
  /** Same length, same order; null where there is none. */
  byIds(ids: readonly InstanceName[], ask: Ask): Promise<readonly (RegisteredSystem | null)[]>;
  change(change: SystemChange, ask: Ask): Promise<RegisteredSystem>;
  /** As it can be imported again, to the letter. */
  exportText(format: RegisterFormat, ask: Ask): Promise<string>;
  /** Without effect. */
  previewImport(input: RegisterText, ask: Ask): Promise<ImportPreview>;
  /** In one step or not at all; systems that the text does not name stay. Gives those that were added or changed. */
  importText(
    input: RegisterText & {
      readonly reason: string;
      /** `ImportPreview.id` as whoever asks has seen it: where text or register are others by now, nothing is done. */
      readonly preview?: string | null;
    },
    ask: Ask,
  ): Promise<readonly RegisteredSystem[]>;
}
