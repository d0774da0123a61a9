import type { RouteLine } from './route-answers';

/** What the graph answers of the migration. Enums stay strings: a newer server may know more words. */
export interface Phase {
  readonly phase: string;
  readonly plannedFrom: string | null;
  readonly actualFrom: string | null;
  readonly note: string | null;
}

export interface EstateSystem {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly organisationName: string;
  readonly function: string | null;
  readonly lifecycle: string;
  readonly connected: boolean;
  readonly phases: readonly Phase[];
  readonly replacedBy: readonly { readonly id: string; readonly name: string }[];
}

export interface Figure {
  readonly value: number | null;
  readonly how: string;
  readonly at: string | null;
}

export interface Gate {
  readonly open: boolean;
  readonly obstacles: readonly { readonly kind: string; readonly words: string }[];
  readonly waitingOverride: {
    readonly by: string;
    readonly role: string;
    readonly at: string;
    readonly reason: string;
  } | null;
}

export interface Condition {
  readonly id: string;
  readonly words: string;
  readonly metAt: string | null;
  readonly metBy: string | null;
}

export interface GatedSystem {
  readonly id: string;
  readonly name: string;
  readonly organisationName: string;
  readonly lifecycle: string;
  readonly gate: Gate | null;
  readonly conditions: readonly Condition[];
  readonly signOffs: readonly {
    readonly by: string;
    readonly role: string;
    readonly at: string;
    readonly words: string;
  }[];
}

export interface WholeSystem extends EstateSystem, GatedSystem {
  /** Raised with every change. */
  readonly version: number;
  readonly supplier: string | null;
  readonly owner: string | null;
  readonly contractEnd: string | null;
  readonly yearlyCost: string | null;
  readonly retention: string | null;
  readonly dependants: readonly string[];
  readonly recordsHeld: Figure | null;
  readonly verifiedNhsNumbers: Figure | null;
  readonly lastWriteAt: string | null;
  readonly readableAfter: { readonly readable: boolean; readonly words: string } | null;
  readonly routes: readonly RouteLine[] | null;
}

export interface UserError {
  readonly field: string | null;
  readonly message: string;
}

export interface Alert {
  readonly id: string;
  readonly kind: string;
  readonly about: string;
  /** When it began; of what slips, when it was noticed. */
  readonly since: string;
  /** Of what slips: the last day on which the plan still held. */
  readonly due: string | null;
  readonly words: string;
}

export interface LedgerChange {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly role: string;
  readonly about: string;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
}

/** A page of a longer list. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
