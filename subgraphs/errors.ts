import { randomBytes } from 'node:crypto';
import { GraphQLError, type GraphQLSchema, type SourceLocation } from 'graphql';
import { ERROR_CODES, GraphRefusal, type ErrorCode, type RefusalDetails } from '../schema/errors';
import { faultName } from '../schema/fault-name';
import type { DearField } from './limits/dearest';
import { isTooCostly } from './limits/document-limits';
import { wrongInput } from './wrong-input';

/** An error as it stands in a response (GraphQL specification, section 7.1.2), with the house's `extensions`. */
export interface GraphError {
  readonly message: string;
  /** Where in the document: line and column, from 1. */
  readonly locations?: readonly SourceLocation[];
  readonly path?: readonly (string | number)[];
  readonly extensions: GraphErrorDetails;
}

export interface GraphErrorDetails extends Partial<RefusalDetails> {
  readonly code: ErrorCode;
  readonly capability?: string;
  readonly system?: string;
  readonly organisation?: string;
  /** Of an operation that asks for too much: which of its fields do, and their share of it, 0 to 1. */
  readonly dearest?: readonly DearField[];
  readonly retryable: boolean;
  /** Finds the error in the log. */
  readonly ref: string;
}

/** Where unexpected errors are written down; pino fits. */
export interface ErrorLog {
  error(details: object, message: string): void;
}

export const mintRef = (): string => `r-${randomBytes(4).toString('hex')}`;

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);

export const graphError = (
  code: ErrorCode,
  message: string,
  more: Partial<Omit<GraphErrorDetails, 'code' | 'ref'>> & Pick<GraphError, 'locations' | 'path'> = {},
): GraphError => {
  const { locations = [], path, ...details } = more;
  return {
    message,
    // An empty list is none (GraphQL specification, section 7.1.2).
    ...(locations.length === 0 ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code, retryable: ERROR_CODES[code].retry === 'safe', ...details, ref: mintRef() },
  };
};

const refusalIn = (error: unknown): GraphRefusal | null => {
  if (error instanceof GraphRefusal) return error;
  return error instanceof GraphQLError && error.originalError !== undefined ? refusalIn(error.originalError) : null;
};

/** graphql-js refused the asker's own input: a variable or a literal that does not fit its type. */
const isInputError = (error: GraphQLError): boolean =>
  error.path === undefined ||
  (error.originalError instanceof GraphQLError && /^(Variable|Argument) "/.test(error.message));

/** A class name and stack frames say where it broke; the message line could carry a patient's value, so it stays out. */
export const placeOf = (error: unknown): { name: string; frames: string } =>
  error instanceof Error
    ? {
        name: error.name,
        frames: (error.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .join('\n'),
      }
    : { name: typeof error, frames: '' };

/** What execution threw, as the asker may see it: refusals as they are, wrong input named, all else masked and logged. */
export const asGraphError = (
  error: GraphQLError,
  log: ErrorLog,
  { name: subgraph, schema }: { readonly name: string; readonly schema: GraphQLSchema },
): GraphError => {
  const place = {
    ...(error.locations && { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
  };
  const refusal = refusalIn(error);
  if (refusal !== null) {
    const told = graphError(refusal.code, refusal.message, { ...place, ...refusal.details });
    const { ref } = told.extensions;
    if (refusal.code === 'INTERNAL')
      log.error({ ref, subgraph, fault: faultName(refusal.cause) }, 'our own store did not do its part');
    return told;
  }
  if (isTooCostly(error)) return graphError('TOO_COSTLY', error.message.replace(/^Syntax Error: /, ''), place);
  if (isInputError(error)) return graphError('BAD_USER_INPUT', wrongInput(error, schema), place);
  const masked = graphError('INTERNAL', `A fault in the ${subgraph} subgraph; the rest of the answer stands.`, place);
  log.error({ ref: masked.extensions.ref, subgraph, ...placeOf(error.originalError ?? error) }, 'resolver failed');
  return masked;
};
