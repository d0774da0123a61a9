import { Kind, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Fields selected at one level, by the schema's names, fragments opened; each with the selections below it. */
export const selectedFields = (
  context: ValidationContext,
  selections: SelectionSetNode,
): ReadonlyMap<string, SelectionSetNode[]> => {
  const fields = new Map<string, SelectionSetNode[]>();
  const open = (set: SelectionSetNode, opened: ReadonlySet<string>): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD)
        fields.set(selection.name.value, [
          ...(fields.get(selection.name.value) ?? []),
          ...(selection.selectionSet ? [selection.selectionSet] : []),
        ]);
      else if (selection.kind === Kind.INLINE_FRAGMENT) open(selection.selectionSet, opened);
      else if (!opened.has(selection.name.value)) {
        const fragment = context.getFragment(selection.name.value);
        if (fragment) open(fragment.selectionSet, new Set(opened).add(selection.name.value));
      }
    }
  };
  open(selections, new Set());
  return fields;
};
