import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import { GRAPH_FIELDS } from '../../schema/graph-fields';
import type { CoverageRow } from '../../schema/migration/plan';
import type { Coverage } from '../contract';

type Declared = Coverage[Capability];

/** Graph fields of a capability with the wire fields that fill them, in the order of the table. */
const filledBy = (
  capability: Capability,
  declared: Declared,
): ReadonlyMap<string, readonly [path: string, wire: string][]> => {
  const filled = new Map<string, [string, string][]>();
  for (const [path, field] of Object.entries(GRAPH_FIELDS[capability])) {
    const wire = declared?.[path];
    if (field !== null && wire !== undefined) filled.set(field, [...(filled.get(field) ?? []), [path, wire]]);
  }
  return filled;
};

const fieldsOf = (capability: Capability): readonly string[] => [
  ...new Set(Object.values(GRAPH_FIELDS[capability]).flatMap((field) => field ?? [])),
];

/** Fields of the same types that another capability fills: what a planner might expect of this route. */
const neighboursOf = (capability: Capability): ReadonlyMap<string, Capability> => {
  const own = new Set(fieldsOf(capability));
  const types = new Set([...own].map((field) => field.split('.')[0]));
  return new Map(
    ALL_CAPABILITIES.filter((other) => other !== capability).flatMap((other) =>
      fieldsOf(other)
        .filter((field) => types.has(field.split('.')[0]) && !own.has(field))
        .map((field) => [field, other] as const),
    ),
  );
};

const statusOf = (control: boolean, candidate: boolean): CoverageRow['status'] => {
  if (control && candidate) return 'both';
  if (control) return 'control-only';
  return candidate ? 'candidate-only' : 'neither';
};

const wires = (filled: readonly [string, string][] | undefined): string | null =>
  filled === undefined ? null : [...new Set(filled.map(([, wire]) => wire))].join(', ');

const partsMissing = (
  control: readonly [string, string][] | undefined,
  candidate: readonly [string, string][] | undefined,
): string | null => {
  if (!control || !candidate) return null;
  const has = new Set(candidate.map(([path]) => path));
  const missing = control.map(([path]) => path).filter((path) => !has.has(path));
  return missing.length === 0 ? null : `The candidate does not fill ${missing.join(', ')}.`;
};

/**
 * Field by field: what control and candidate fill, as their adapters declare it. Null for either side where nothing is
 * declared of the capability.
 */
export const coverageRows = (
  capability: Capability,
  control: Coverage | undefined,
  candidate: Coverage | undefined,
  reads: ReadonlyMap<string, number>,
): readonly CoverageRow[] => {
  const old = filledBy(capability, control?.[capability]);
  const next = filledBy(capability, candidate?.[capability]);
  const own = fieldsOf(capability).map((graphField): CoverageRow => {
    const [here, there] = [old.get(graphField), next.get(graphField)];
    return {
      graphField,
      controlField: wires(here),
      candidateField: wires(there),
      status: statusOf(here !== undefined, there !== undefined),
      note: partsMissing(here, there),
      reads: reads.get(graphField) ?? 0,
    };
  });
  const others = [...neighboursOf(capability)].map(([graphField, other]): CoverageRow => ({
    ...{ graphField, controlField: null, candidateField: null, status: 'neither' },
    note: `Not of this capability: it moves with ${other}.`,
    reads: reads.get(graphField) ?? 0,
  }));
  return [...own, ...others];
};

/** Whether both sides declare what they fill of a capability: only then can fields be counted. */
export const isDeclared = (capability: Capability, ...sides: readonly (Coverage | undefined)[]): boolean =>
  sides.every((side) => side?.[capability] !== undefined);

/** Graph fields that the control fills and the candidate does not. */
export const lostFields = (rows: readonly CoverageRow[]): readonly string[] =>
  rows.filter(({ status }) => status === 'control-only').map(({ graphField }) => graphField);
