import { getLocation, Kind, parse, type DocumentNode, type SelectionSetNode, type SourceLocation } from 'graphql';
import type { GraphError } from '../../subgraphs/errors';
import type { EngineRequest } from './engine';
import { fragmentsOf } from './operation-shape';
import type { Path } from './places';

/** A source that is down makes errors in every answer: the documents that were asked last are kept. */
const MOST_KEPT = 100;
/** Nobody's own operation is longer. */
const LONGEST_KEPT = 16_384;
const kept = new Map<string, DocumentNode>();

const documentOf = (query: string): DocumentNode => {
  const known = kept.get(query);
  if (known) return known;
  const document = parse(query);
  if (query.length <= LONGEST_KEPT) kept.set(query, document);
  const [oldest = query] = kept.keys();
  if (kept.size > MOST_KEPT) kept.delete(oldest);
  return document;
};

/** Every selection of a response path's field: a field may be selected more than once, in fragments too. */
const locationsOf = (
  document: DocumentNode,
  operationName: string | undefined,
  path: Path,
): readonly SourceLocation[] => {
  const keys = path.filter((key) => typeof key === 'string');
  const fragments = fragmentsOf(document);
  const found: SourceLocation[] = [];
  // Each fragment once at each level, however often it is spread: fragments that spread the next one twice double.
  const spread = new Set<string>();
  const look = ({ selections }: SelectionSetNode, level: number): void => {
    for (const selection of selections)
      switch (selection.kind) {
        case Kind.FIELD:
          if ((selection.alias ?? selection.name).value !== keys[level]) break;
          if (level < keys.length - 1) {
            if (selection.selectionSet) look(selection.selectionSet, level + 1);
          } else if (selection.loc) found.push(getLocation(selection.loc.source, selection.loc.start));
          break;
        case Kind.INLINE_FRAGMENT:
          look(selection.selectionSet, level);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const at = `${selection.name.value} ${level}`;
          const fragment = fragments.get(selection.name.value);
          if (fragment && !spread.has(at)) {
            spread.add(at);
            look(fragment.selectionSet, level);
          }
        }
      }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      if (operationName === undefined || definition.name?.value === operationName) look(definition.selectionSet, 0);
  return found;
};

/**
 * Errors with where in the client's own document their field stands (GraphQL specification, section 7.1.2): what a
 * subgraph says of it is about the plan's text. Those without a path keep what they say: they are about the document.
 */
export const locatedIn = (
  { query, operationName }: Pick<EngineRequest, 'query' | 'operationName'>,
  errors: readonly GraphError[],
): readonly GraphError[] => {
  if (!errors.some(({ path }) => path !== undefined)) return errors;
  const document = documentOf(query);
  // To the gateway's planner, an empty name is none.
  const name = operationName === '' ? undefined : operationName;
  const known = new Map<string, readonly SourceLocation[]>();
  return errors.map((error) => {
    const { message, path, extensions } = error;
    if (path === undefined) return error;
    const key = path.filter((part) => typeof part === 'string').join('.');
    const locations = known.get(key) ?? locationsOf(document, name, path);
    known.set(key, locations);
    return { message, ...(locations.length > 0 && { locations }), path, extensions };
  });
};
