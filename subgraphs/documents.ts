import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';

/** Parsed and validated once per text; the least recently used go first, so a stream of one-off texts cannot fill the memory. */
const MOST = 1_000;

export interface Documents {
  /** The document, or why it cannot be executed. */
  get(text: string): DocumentNode | readonly GraphQLError[];
}

/** What a document is held to beside its schema. */
export interface DocumentBounds {
  /** Lexical tokens. */
  readonly maxTokens: number;
  readonly rules: readonly ValidationRule[];
}

/** Wrong texts are not kept: they are cheap to refuse again, and a caller could make endless ones. */
export const documentsOf = (schema: GraphQLSchema, bounds?: DocumentBounds): Documents => {
  const rules = [...specifiedRules, ...(bounds?.rules ?? [])];
  const known = new Map<string, DocumentNode>();
  const check = (text: string): DocumentNode | readonly GraphQLError[] => {
    try {
      const document = parse(text, { noLocation: true, ...(bounds && { maxTokens: bounds.maxTokens }) });
      if (validate(schema, document, rules).length === 0) return document;
      // Once more, to say where: only wrong texts pay for locations.
      return validate(schema, parse(text), rules);
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  };
  return {
    get(text) {
      const hit = known.get(text);
      if (hit !== undefined) {
        if (known.size > MOST / 2) {
          known.delete(text);
          known.set(text, hit);
        }
        return hit;
      }
      const document = check(text);
      if (!('kind' in document)) return document;
      known.set(text, document);
      if (known.size > MOST) {
        const oldest = known.keys().next();
        if (oldest.done !== true) known.delete(oldest.value);
      }
      return document;
    },
  };
};
