import { GraphQLError, getNamedType, isObjectType, type ASTVisitor, type ValidationContext } from 'graphql';
import type { GraphQLOutputType } from 'graphql';
import { selectedFields } from './selected-fields';

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
    const fields = selectedFields(context, field.selectionSet);
    if (!fields.has('nodes') && !fields.has('edges')) return;
    const statusRead = (fields.get('completeness') ?? []).some((set) => selectedFields(context, set).has('status'));
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
