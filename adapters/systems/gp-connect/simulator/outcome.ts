import { ERROR_CODES, OUTCOME_PROFILE } from '../vocabulary';
import type { HttpReply } from '../../../simulation/http-simulator';

/** The errors of GP Connect 1.6.0 that this provider gives: HTTP status and FHIR issue type by Spine code. */
const ERRORS = {
  BAD_REQUEST: [400, 'invalid'],
  INVALID_IDENTIFIER_SYSTEM: [400, 'value'],
  INVALID_NHS_NUMBER: [400, 'value'],
  NO_PATIENT_CONSENT: [403, 'forbidden'],
  PATIENT_NOT_FOUND: [404, 'not-found'],
  NO_RECORD_FOUND: [404, 'not-found'],
  ORGANISATION_NOT_FOUND: [404, 'not-found'],
  INVALID_RESOURCE: [422, 'invalid'],
  INVALID_PARAMETER: [422, 'invalid'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'invalid'],
} as const satisfies Record<string, readonly [number, string]>;
export type SpineCode = keyof typeof ERRORS;

/** Thrown where an ask is found wanting; becomes the reply. */
export class Refused extends Error {
  constructor(
    readonly code: SpineCode,
    readonly diagnostics: string,
  ) {
    super(code);
  }
}

const coding = (code: string) => ({ coding: [{ system: ERROR_CODES, code, display: code }] });

export const refusal = ({ code, diagnostics }: Refused): HttpReply => {
  const [status, type] = ERRORS[code];
  return {
    status,
    body: {
      resourceType: 'OperationOutcome',
      meta: { profile: [OUTCOME_PROFILE] },
      issue: [{ severity: 'error', code: type, details: coding(code), diagnostics }],
    },
  };
};

/** What rides in a bundle beside what could be given. */
export const notSupported = (parameters: readonly string[]) => ({
  resourceType: 'OperationOutcome',
  meta: { profile: [OUTCOME_PROFILE] },
  issue: parameters.map((parameter) => ({
    severity: 'warning',
    code: 'not-supported',
    details: { ...coding('NOT_IMPLEMENTED'), text: `${parameter} is an unrecognised parameter` },
    diagnostics: parameter,
  })),
});
