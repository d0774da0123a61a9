import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { graphError, isErrorCode, type ErrorLog, type GraphError } from '../../subgraphs/errors';
import { isTooCostly } from '../../subgraphs/limits/document-limits';
import { withoutValues, wrongInput } from '../../subgraphs/wrong-input';
import { explainedBy } from './explained';
import type { Path } from './places';

/** Apollo Server's codes for a request that is itself wrong. */
const WRONG_REQUEST = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Apollo Server's hook: an error as it would stand in a response, in words that hold no value of the request's. */
export const inOurWords = (
  formatted: GraphQLFormattedError,
  error: unknown,
  schema: GraphQLSchema,
): GraphQLFormattedError => ({
  ...formatted,
  message: error instanceof GraphQLError ? wrongInput(error, schema) : withoutValues(formatted.message),
});

/**
 * Apollo's errors, {@link inOurWords}, in the house's codes: wrong requests say what is wrong with them, all else is
 * masked and logged.
 */
export const fromApollo = (error: GraphQLFormattedError, log: ErrorLog): GraphError => {
  const { code } = error.extensions ?? {};
  const { locations, path } = error;
  const more = { ...(locations && { locations }), ...(path && { path }) };
  if (isTooCostly(error)) return graphError('TOO_COSTLY', error.message.replace(/^Syntax Error: /, ''), more);
  if (isErrorCode(code) && code !== 'INTERNAL') return graphError(code, error.message, more);
  // The planner's word for it; the document itself has been validated by then.
  if (code === 'INVALID_GRAPHQL')
    return graphError('BAD_USER_INPUT', 'It is not clear which operation of the document is asked for.', more);
  if (WRONG_REQUEST.has(String(code)) || /^Variable "\$/.test(error.message))
    return graphError('BAD_USER_INPUT', error.message, more);
  const masked = graphError('INTERNAL', 'A fault in Causeway; the reference finds it in the log.', more);
  log.error({ ref: masked.extensions.ref, code: String(code) }, 'gateway failed');
  return masked;
};

/** Where `@apollo/gateway` nulled what breaks the schema's promises: it tells only in `extensions.valueCompletion`. */
export const brokenIn = (extensions: Readonly<Record<string, unknown>> | undefined): readonly Path[] => {
  const completion = extensions?.['valueCompletion'];
  return Array.isArray(completion)
    ? (completion as readonly { readonly path?: Path }[]).map(({ path }) => path ?? [])
    : [];
};

/** A null without an error would read as "none recorded", so each broken place that no error explains becomes one. */
export const fromBroken = (
  broken: readonly Path[],
  explained: readonly GraphError[],
  log: ErrorLog,
): readonly GraphError[] => {
  if (broken.length === 0) return [];
  const isExplained = explainedBy(explained);
  return broken
    .filter((path) => !isExplained(path))
    .map((path) => {
      const error = graphError('INTERNAL', 'Parts of the graph disagree about this field; its value is not known.', {
        path,
      });
      log.error({ ref: error.extensions.ref, path: path.join('.') }, 'answer broke the schema');
      return error;
    });
};
