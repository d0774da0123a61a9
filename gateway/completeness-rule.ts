import { GraphQLError, getNamedType, isObjectType, Kind, type ASTVisitor, type ValidationContext } from 'graphql';
import type { GraphQLOutputType, SelectionSetNode } from 'graphql';

/** Response fields selected at one level, fragments opened. */
const selected = (
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

const hasCompleteness = (type: GraphQLOutputType | null | undefined): boolean => {
  const named = type ? getNamedType(type) : undefined;
  return isObjectType(named) && Object.hasOwn(named.getFields(), 'completeness');
};

/**
 * Validation rule (graph conventions, 8): an operation that reads `nodes` or `edges` of a clinical list also reads
 * `completeness { status }`, because a list shown without it looks whole when it is not. For the kept queries; clients'
 * own operations are not refused by it.
 */
export const completenessRule = (context: ValidationContext): ASTVisitor => ({
  Field(field) {
    if (!field.selectionSet || !hasCompleteness(context.getType())) return;
    const fields = selected(context, field.selectionSet);
    if (!fields.has('nodes') && !fields.has('edges')) return;
    const statusRead = (fields.get('completeness') ?? []).some((set) => selected(context, set).has('status'));
    if (!statusRead)
      context.reportError(
        new GraphQLError(
          `"${field.name.value}" is read without completeness { status }: it would look whole when it is not.`,
          {
            nodes: field,
          },
        ),
      );
  },
});
