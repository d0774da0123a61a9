import type { Document } from '../graph';
import type { FieldUse, ImportPreview, TrafficSlice, WhatIf } from './plan-answers';

export interface Window {
  readonly from?: string;
  readonly to?: string;
}

export const TRAFFIC = `query MigrationTraffic($window: WindowInput, $slices: Int, $organisation: OdsCode) {
  systemTraffic(window: $window, slices: $slices, organisation: $organisation) { from to systems { system reads } }
}` as Document<
  { readonly systemTraffic: readonly TrafficSlice[] | null },
  { readonly window: Window; readonly slices: number; readonly organisation: string | null }
>;

/** Whose reads; everything narrows. */
export interface UseFilter {
  readonly system?: string;
  readonly capability?: string;
  readonly client?: string;
  readonly window?: Window;
  readonly perDay?: boolean;
}

export const USE = `query MigrationUse($filter: FieldUseFilter, $first: Int) {
  fieldUse(filter: $filter, first: $first) { day client operation field capability system count lastAt }
}` as Document<
  { readonly fieldUse: readonly FieldUse[] | null },
  { readonly filter: UseFilter; readonly first: number }
>;

export const WHAT_IF = `query MigrationWhatIf($input: WhatIfInput!) {
  whatIf(input: $input) {
    readers { client operations fields readsPerDay lastAt rhythm } readsCountedFrom
    unanswered lostFields unknown feeds { feed countedFrom messagesPerDay refusedPerDay heldPerDay lastAt } dependants queries
  }
}` as Document<
  { readonly whatIf: WhatIf | null },
  { readonly input: { readonly system?: string; readonly route?: string; readonly stage?: string } }
>;

/** What the plan speaks of, to be chosen from. */
export const NAMES = `query MigrationNames {
  registeredSystems { id name organisationName connected }
  migrationRoutes { id capability organisation }
}` as Document<
  {
    readonly registeredSystems:
      | readonly {
          readonly id: string;
          readonly name: string;
          readonly organisationName: string;
          readonly connected: boolean;
        }[]
      | null;
    readonly migrationRoutes:
      readonly { readonly id: string; readonly capability: string; readonly organisation: string }[] | null;
  },
  Record<string, never>
>;

export const REPORTS = ['SYSTEMS', 'ROUTES', 'USE', 'MISMATCHES', 'MILESTONES'] as const;
export type Report = (typeof REPORTS)[number];

export const REPORT = `query MigrationReport($report: ProgrammeReport!) {
  programmeReport(report: $report)
}` as Document<{ readonly programmeReport: string | null }, { readonly report: Report }>;

export type RegisterFormat = 'YAML' | 'CSV';

export const EXPORT = `query MigrationExport($format: RegisterFormat!) {
  registerExport(format: $format)
}` as Document<{ readonly registerExport: string | null }, { readonly format: RegisterFormat }>;

export interface RegisterText {
  readonly format: RegisterFormat;
  readonly text: string;
}

export const IMPORT_PREVIEW = `query MigrationImportPreview($input: RegisterTextInput!) {
  registerImportPreview(input: $input) {
    id refusals systems { system name added fields { field before after } } unchanged unnamed warnings
  }
}` as Document<{ readonly registerImportPreview: ImportPreview | null }, { readonly input: RegisterText }>;
