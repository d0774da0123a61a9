import { z } from 'zod';
import { fhirCodeableConcept, type FhirResource } from './values';

export interface OutcomeIssue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  /** FHIR issue type: `not-found`, `forbidden`. */
  readonly code: string;
  /** Codes of `details`, whatever system they claim: GP Connect writes its own two ways (`PATIENT_NOT_FOUND`). */
  readonly details: readonly string[];
  /** What it says for people; may quote the ask, so it goes to the viewer's warning and never into a log or an error. */
  readonly text: string;
}

const outcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(
    z.object({
      severity: z.enum(['fatal', 'error', 'warning', 'information']),
      code: z.string(),
      details: fhirCodeableConcept.optional(),
      diagnostics: z.string().optional(),
    }),
  ),
});

/** The issues of an OperationOutcome; null when the body is anything else. */
export const readOutcome = (body: unknown): readonly OutcomeIssue[] | null => {
  const read = outcome.safeParse(body);
  if (!read.success) return null;
  return read.data.issue.map(({ severity, code, details, diagnostics }) => ({
    severity,
    code,
    details: (details?.coding ?? []).flatMap((coding) => (coding.code ? [coding.code] : [])),
    text: details?.text ?? details?.coding[0]?.display ?? diagnostics ?? code,
  }));
};

/** True when any issue carries the code, as FHIR issue type or in its details. */
export const outcomeSays = (issues: readonly OutcomeIssue[], code: string): boolean =>
  issues.some((issue) => issue.code === code || issue.details.includes(code));

interface OutcomeWarning {
  readonly code: string;
  readonly text: string;
}

/** It may have said that the answer is not whole. */
const UNREADABLE: OutcomeWarning = {
  code: 'OUTCOME_UNREADABLE',
  text: 'The system said something about its own answer that could not be read',
};

/** Issues as warnings of an answer: the most particular code first. */
export const warningsOf = (resource: FhirResource): readonly OutcomeWarning[] =>
  readOutcome(resource)?.map((issue) => ({ code: issue.details[0] ?? issue.code, text: issue.text })) ?? [UNREADABLE];
