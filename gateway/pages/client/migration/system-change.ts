import type { Phase, WholeSystem } from './answers';

/** What may be written of a system. What is not given stays; null takes away. */
export interface SystemChange {
  readonly name?: string;
  readonly function?: string | null;
  readonly supplier?: string | null;
  readonly owner?: string | null;
  readonly lifecycle?: string;
  readonly phases?: readonly Phase[];
  readonly conditions?: readonly string[];
  readonly contractEnd?: string | null;
  readonly yearlyCost?: string | null;
  readonly retention?: string | null;
  readonly dependants?: readonly string[];
  readonly replacedBy?: readonly string[];
}

/** What the form begins with; of a system that is not registered yet, nothing. */
export type Written = Required<SystemChange>;

export const NOT_WRITTEN: Written = {
  ...{ name: '', function: null, supplier: null, owner: null, lifecycle: 'NOT_CONNECTED', phases: [], conditions: [] },
  ...{ contractEnd: null, yearlyCost: null, retention: null, dependants: [], replacedBy: [] },
};

export const writtenOf = (system: WholeSystem): Written => {
  const { name, supplier, owner, lifecycle, phases, contractEnd, yearlyCost, retention, dependants } = system;
  return {
    ...{ name, function: system.function, supplier, owner, lifecycle, contractEnd, yearlyCost, retention, dependants },
    phases: phases.map(({ phase, plannedFrom, actualFrom, note }) => ({ phase, plannedFrom, actualFrom, note })),
    conditions: system.conditions.map(({ words }) => words),
    replacedBy: system.replacedBy.map(({ id }) => id),
  };
};
