import type { FieldNode } from 'graphql';
import { allOf, type Cost, type FieldCost, type Selected, type Variables } from './field-cost';

/** A field that makes an operation dear, with all that is selected below it. */
export interface DearField {
  /** As the answer would name it: `['patient', 'encounters', 'nodes']`. */
  readonly path: readonly string[];
  /** Of all objects asked for: 0 to 1. */
  readonly share: number;
}

type FieldCosts = ReadonlyMap<FieldNode, FieldCost>;

/** Fields side by side, by the name that they have in the answer: what they cost, and which of the text they are. */
const byName = (fields: Selected, fieldCosts: FieldCosts, variables: Variables) => {
  const named = new Map<string, { objects: number; readonly nodes: Map<FieldNode, number> }>();
  for (const [node, times] of fields) {
    const field = fieldCosts.get(node);
    if (!field) continue;
    const known = named.get(field.name) ?? { objects: 0, nodes: new Map<FieldNode, number>() };
    known.objects += times * field.cost(variables);
    known.nodes.set(node, times);
    named.set(field.name, known);
  }
  return [...named]
    .map(([name, { objects, nodes }]) => ({ name, objects, nodes }))
    .sort((a, b) => b.objects - a.objects);
};

const belowOf = (nodes: Selected, fieldCosts: FieldCosts, variables: Variables): Selected =>
  allOf(
    [...nodes].flatMap(([node, times]) => {
      const field = fieldCosts.get(node);
      if (!field) return [];
      const timesOf = (below: FieldNode): Cost =>
        fieldCosts.get(below)?.isRow === true ? field.timesRows : field.timesBeside;
      return [new Map([...field.below].map(([below, each]) => [below, times * each * timesOf(below)(variables)]))];
    }),
  );

/**
 * The deepest field that asks for half of `total` or more; or the two dearest beside each other, where the half is only
 * theirs together. Empty where nothing is asked for.
 */
export const dearestOf = (
  total: number,
  selected: Selected,
  fieldCosts: FieldCosts,
  variables: Variables,
): readonly DearField[] => {
  // Fragments that each spread the next twice: there are no shares of more than a number holds.
  if (!Number.isFinite(total)) return [];
  const passed = new Set<FieldNode>();
  let path: readonly string[] = [];
  let fields = selected;
  let dear: readonly DearField[] = [];
  for (;;) {
    const named = byName(fields, fieldCosts, variables).filter(({ objects }) => objects > 0);
    const two = named.slice(0, 2).map(({ name, objects }) => ({ path: [...path, name], share: objects / total }));
    const [first] = named;
    const half = two.reduce((sum, { share }) => sum + share, 0) >= 0.5;
    // A fragment that spreads itself is refused elsewhere, and would be followed for ever here.
    if (!first || [...first.nodes.keys()].some((node) => passed.has(node))) return dear;
    if (first.objects * 2 < total) return half || dear.length === 0 ? two : dear;
    for (const node of first.nodes.keys()) passed.add(node);
    dear = two.slice(0, 1);
    path = [...path, first.name];
    fields = belowOf(first.nodes, fieldCosts, variables);
  }
};
