import type { FieldNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;
/** How many objects are asked for below here, and by how many names, each times the `first` of every list around it. */
export type Cost = (variables: Variables) => number;
/** Fields selected, by their place in the text, and how often: a fragment may be spread twice. */
export type Selected = ReadonlyMap<FieldNode, number>;

/** What one field of the text costs: its own objects, and how often what is selected below it is asked for. */
export interface FieldCost {
  readonly name: string;
  readonly isRow: boolean;
  readonly cost: Cost;
  readonly timesRows: Cost;
  readonly timesBeside: Cost;
  readonly below: Selected;
}

/** Each field as often as all of these select it. */
export const allOf = (parts: readonly Selected[]): Selected => {
  const all = new Map<FieldNode, number>();
  for (const part of parts) for (const [node, times] of part) all.set(node, (all.get(node) ?? 0) + times);
  return all;
};
