import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Simple bounds on one operation's text; whether its cost is bearable is another question. */
export interface Limits {
  readonly depth: number;
  readonly aliases: number;
  readonly tokens: number;
}

export const DEFAULT_LIMITS: Limits = { depth: 15, aliases: 50, tokens: 5_000 };

/** Marks our own refusals, because Apollo Server overwrites the code of whatever a validation rule says. */
export const TOO_COSTLY = { refusal: 'TOO_COSTLY' } as const;

const tooCostly = (message: string): GraphQLError => new GraphQLError(message, { extensions: TOO_COSTLY });

/** Levels of fields below a selection; introspection is not counted, it is bounded by its own schema. */
const depthOf = (context: ValidationContext, selections: SelectionSetNode, spread: ReadonlySet<string>): number => {
  let deepest = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) continue;
      const below = selection.selectionSet ? depthOf(context, selection.selectionSet, spread) : 0;
      deepest = Math.max(deepest, 1 + below);
    } else if (selection.kind === Kind.INLINE_FRAGMENT)
      deepest = Math.max(deepest, depthOf(context, selection.selectionSet, spread));
    else if (!spread.has(selection.name.value)) {
      const fragment = context.getFragment(selection.name.value);
      if (fragment)
        deepest = Math.max(deepest, depthOf(context, fragment.selectionSet, new Set(spread).add(selection.name.value)));
    }
  }
  return deepest;
};

/** Validation rule: no operation selects deeper than this. */
export const depthLimit =
  (most: number) =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      if (depthOf(context, operation.selectionSet, new Set()) > most)
        context.reportError(tooCostly(`The operation selects more than ${most} levels deep.`));
    },
  });

/** Validation rule: no document holds more aliases than this (one field under a hundred names is a hundred reads). */
export const aliasLimit =
  (most: number) =>
  (context: ValidationContext): ASTVisitor => {
    let aliases = 0;
    return {
      Field(field) {
        if (field.alias) aliases += 1;
      },
      Document: {
        leave() {
          if (aliases > most) context.reportError(tooCostly(`The document holds more than ${most} aliases.`));
        },
      },
    };
  };
