import type { InstanceName } from './identifiers';

/** May the same ask be sent again? `safe`: yes, later. `never`: it will fail again until something changes. */
export type RetryClass = 'safe' | 'never';

interface ErrorRow {
  readonly retry: RetryClass;
  /** HL7 table 0357 code for an acknowledgement, where one is owed. */
  readonly hl7?: string;
  /** One sentence for the operator. */
  readonly meaning: string;
}

/** Every code the graph can show (`extensions.code`), once. Documented in docs/errors.md, which a test holds to this table. */
export const ERROR_CODES = {
  SOURCE_UNAVAILABLE: {
    retry: 'safe',
    meaning: 'The system could not be reached, refused the connection, or its circuit breaker is open.',
  },
  SOURCE_TIMEOUT: { retry: 'safe', meaning: "The system did not answer within the request's deadline." },
  SOURCE_STALE: {
    retry: 'safe',
    meaning: 'Nothing has been heard on the feed for longer than its agreed silence; what is shown may be old.',
  },
  SOURCE_INVALID: {
    retry: 'safe',
    meaning: 'The system answered with something that is not what was asked for, or not with all of it.',
  },
  SOURCE_REFUSED: { retry: 'never', meaning: 'The system refused to answer this ask.' },
  SOURCE_NOT_CONNECTED: {
    retry: 'never',
    meaning: 'The holder of the record is known but no adapter is connected to it.',
  },
  MESSAGE_HELD: {
    retry: 'safe',
    meaning: 'A message about this person or place is held, so the record may be behind.',
  },
  AMBIGUOUS_IDENTITY: {
    retry: 'never',
    meaning:
      "More than one person answers to the identifier that was given, or a record may be this person's or another's.",
  },
  BAD_USER_INPUT: { retry: 'never', meaning: 'An argument is missing, malformed or contradictory.' },
  UNAUTHENTICATED: { retry: 'never', meaning: 'There is no valid access token.' },
  ISSUER_UNAVAILABLE: {
    retry: 'safe',
    meaning: 'The issuer of access tokens cannot be asked which keys it has: whether the token is valid is not known.',
  },
  FORBIDDEN: {
    retry: 'never',
    meaning:
      "The viewer's role, a missing relationship to the person, or the person's own dissent does not allow this.",
  },
  TOO_COSTLY: { retry: 'never', meaning: 'The operation asks for more than one request may.' },
  RATE_LIMITED: { retry: 'safe', meaning: 'The client asks too often.' },
  OVERLOADED: {
    retry: 'safe',
    meaning:
      'More is asked of Causeway than it can answer in time. Nothing was asked of any system, and nothing was done.',
  },
  SUBGRAPH_UNAVAILABLE: { retry: 'safe', meaning: 'A part of the graph itself did not answer.' },
  INTERNAL: { retry: 'safe', meaning: 'A fault in Causeway itself; the reference finds it in the log.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERROR_CODES;
export type SourceErrorCode = Extract<ErrorCode, `SOURCE_${string}`>;

/** Why a system did not answer. `message` never carries a patient's value or a vendor's text. */
export interface SystemError {
  readonly code: SourceErrorCode;
  readonly instance: InstanceName;
  readonly message: string;
  readonly retryable: boolean;
  /** What the system asked us to wait (HTTP Retry-After), when it did. */
  readonly retryAfterMs?: number;
}

export const systemError = (
  code: SourceErrorCode,
  instance: InstanceName,
  message: string,
  more: { retryAfterMs?: number } = {},
): SystemError => ({ code, instance, message, retryable: ERROR_CODES[code].retry === 'safe', ...more });

/** What a program needs to know of a refusal to read of one person: stands in the error's `extensions`. */
export interface RefusalDetails {
  /** The viewer has no relationship to the person that is known here. */
  readonly reason: 'NO_RELATIONSHIP';
  /** The viewer may open the record by `breakGlass`, with a reason, on record. */
  readonly breakGlass: boolean;
  /** The feed that relationships are read from is silent or behind: a relationship may exist that is not known. */
  readonly relationshipsStale?: true;
}

/** A refusal that the asker must see: becomes a GraphQL error with this code. */
export class GraphRefusal extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: RefusalDetails,
    /** Of INTERNAL: the fault behind it, for the log alone. */
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'GraphRefusal';
  }
}

/** Throws {@link GraphRefusal} BAD_USER_INPUT: `words` begin with the field that is wrong, and hold none of its values. */
export const refuseInput = (words: string): never => {
  throw new GraphRefusal('BAD_USER_INPUT', words);
};

/** For the default branch of an exhaustive switch. */
export const unreachable = (value: never): never => {
  throw new TypeError(`Unreachable case: ${typeof value}`);
};
