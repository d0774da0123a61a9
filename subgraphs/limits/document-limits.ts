import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Bounds on one document's text, before anything is asked; what it would cost to answer is another bound. */
export interface Limits {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields and fragments of one selection set. */
  readonly breadth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Lexical tokens. */
  readonly tokens: number;
  /**
   * Objects asked for, and what arguments list, each times the `first` of every list around it. The kept queries lie
   * below a quarter of it.
   */
  readonly cost: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 15,
  breadth: 100,
  rootFields: 20,
  aliases: 50,
  directives: 50,
  tokens: 5_000,
  cost: 20_000,
};

/**
 * At a subgraph's own port. A router writes a client's fragments out in full, and asks for entities one level further
 * down: what the bounds above let through must pass here. What it costs is bounded the same.
 */
export const SUBGRAPH_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  depth: DEFAULT_LIMITS.depth + 1,
  breadth: 400,
  rootFields: 100,
  aliases: 200,
  directives: 200,
  tokens: 20_000,
};

/** Marks our own refusals, because Apollo Server overwrites the code of whatever a validation rule says. */
export const TOO_COSTLY = { refusal: 'TOO_COSTLY' } as const;

/** Whether a limit refused the document: one of the rules here, or the parser, which counts the tokens. */
export const isTooCostly = (error: Pick<GraphQLError, 'message'> & { readonly extensions?: object }): boolean =>
  (error.extensions as { readonly refusal?: unknown } | undefined)?.refusal === TOO_COSTLY.refusal ||
  error.message.endsWith('tokens. Parsing aborted.');

const tooCostly = (message: string): GraphQLError => new GraphQLError(message, { extensions: TOO_COSTLY });

/**
 * Levels of fields below selections; introspection is not counted, it is bounded by its own schema. Each fragment is
 * measured once: fragments that spread the next one twice would else be walked two to the power of their number.
 */
const depthMeasure = (context: ValidationContext) => {
  const measured = new Map<string, number>();
  const depthOf = (selections: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue;
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? depthOf(selection.selectionSet) : 0));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, depthOf(selection.selectionSet));
      else deepest = Math.max(deepest, depthOfFragment(selection.name.value));
    }
    return deepest;
  };
  const depthOfFragment = (name: string): number => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // A fragment that spreads itself is refused by another rule; here it only must not go on for ever.
    measured.set(name, 0);
    const fragment = context.getFragment(name);
    const depth = fragment ? depthOf(fragment.selectionSet) : 0;
    measured.set(name, depth);
    return depth;
  };
  return depthOf;
};

/** No operation selects deeper than this. */
const depthLimit =
  (most: number) =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      if (depthMeasure(context)(operation.selectionSet) > most)
        context.reportError(tooCostly(`The operation selects more than ${most} levels deep.`));
    },
  });

/** No document holds more aliases than this (one field under a hundred names is a hundred reads). */
const aliasLimit =
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

/** No document holds more directives than this: each is looked at for each field it stands on. */
const directiveLimit =
  (most: number) =>
  (context: ValidationContext): ASTVisitor => {
    let directives = 0;
    return {
      Directive() {
        directives += 1;
      },
      Document: {
        leave() {
          if (directives > most) context.reportError(tooCostly(`The document holds more than ${most} directives.`));
        },
      },
    };
  };

/** No selection set holds more than this, and no operation asks the root for more than that. */
const breadthLimit =
  (most: number, mostAtRoot: number) =>
  (context: ValidationContext): ASTVisitor => ({
    SelectionSet({ selections }) {
      if (selections.length > most)
        context.reportError(tooCostly(`One selection holds more than ${most} fields and fragments.`));
    },
    OperationDefinition({ selectionSet }) {
      if (selectionSet.selections.length > mostAtRoot)
        context.reportError(tooCostly(`The operation asks for more than ${mostAtRoot} fields of the root.`));
    },
  });

/** Validation rules that hold a document to its limits; the tokens are the parser's business. */
export const documentRules = (limits: Limits) => [
  depthLimit(limits.depth),
  aliasLimit(limits.aliases),
  directiveLimit(limits.directives),
  breadthLimit(limits.breadth, limits.rootFields),
];
