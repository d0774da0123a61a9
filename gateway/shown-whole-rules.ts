import {
  GraphQLError,
  getNamedType,
  isObjectType,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type GraphQLObjectType,
  type ValidationContext,
} from 'graphql';
import { selectedFields } from './selected-fields';

const objectAt = (context: ValidationContext): GraphQLObjectType | null => {
  const type = context.getType();
  const named = type ? getNamedType(type) : null;
  return isObjectType(named) ? named : null;
};

/** One row asked for on purpose, as "the latest": nobody takes it for all. */
const asksForOne = ({ arguments: given }: FieldNode): boolean =>
  given?.some(({ name, value }) => name.value === 'first' && value.kind === Kind.INT && value.value === '1') ?? false;

/**
 * Validation rule: an operation that reads a page of a list also reads `pageInfo { hasNextPage }`, because twenty rows of
 * thirty look like all of them, and `COMPLETE` speaks of the sources. For the kept queries, which are copied.
 */
export const nextPageRule = (context: ValidationContext): ASTVisitor => ({
  Field(field) {
    const type = objectAt(context);
    const takesPages = context.getFieldDef()?.args.some(({ name }) => name === 'first') ?? false;
    if (!field.selectionSet || !takesPages || !type || !('pageInfo' in type.getFields()) || asksForOne(field)) return;
    const fields = selectedFields(context, field.selectionSet);
    if (!fields.has('nodes') && !fields.has('edges')) return;
    if (!(fields.get('pageInfo') ?? []).some((set) => selectedFields(context, set).has('hasNextPage')))
      context.reportError(
        new GraphQLError(
          `"${field.name.value}" is read without pageInfo { hasNextPage }: a page would look like all.`,
          {
            nodes: field,
          },
        ),
      );
  },
});

/** What a record says, and how it says whether that still stands. */
const SAYS = ['code', 'medication', 'vaccine', 'valueText', 'procedure'];
const STANDS = ['status', 'clinicalStatus', 'verificationStatus'];

/**
 * Validation rule: an operation that reads what a record says also reads where it stands, because what was ruled out,
 * ended or entered in error is in the lists too. For the kept queries, which are copied.
 */
export const statusRule = (context: ValidationContext): ASTVisitor => ({
  Field(field) {
    const type = objectAt(context);
    if (!field.selectionSet || !type?.getInterfaces().some(({ name }) => name === 'Sourced')) return;
    const fields = selectedFields(context, field.selectionSet);
    if (!SAYS.some((name) => fields.has(name))) return;
    for (const status of STANDS)
      if (status in type.getFields() && !fields.has(status))
        context.reportError(
          new GraphQLError(`"${field.name.value}" is read without ${status}: it may not stand any more.`, {
            nodes: field,
          }),
        );
  },
});
