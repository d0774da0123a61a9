import { SourceFault } from '../../contract';
import { faultOfStatus } from '../../source-fault';
import { outcomeSays, readOutcome, type OutcomeIssue } from '../../wire/fhir/outcome';
import type { Clock } from '../../../schema/clock';
import type { HttpResponse } from '../../wire/http/client';

/**
 * One message for a person who is not known there, who is sensitive, who has died and who has dissented: GP Connect
 * makes the first three one on purpose, and a fourth message would tell them apart again.
 */
export const noSharedRecord = (): SourceFault =>
  new SourceFault('SOURCE_REFUSED', 'The practice has no record it can share; this is not the same as none recorded');

/** What a practice refuses to everybody who asks as we do: nothing about the person. Matched on the code, whatever its system. */
const ABOUT_US: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'The practice does not offer this over GP Connect',
  ASID_CHECK_FAILED: 'The Spine does not let this installation ask that practice',
  NO_ORGANISATION_CONSENT: "The practice does not share records with the asker's organisation",
  ORGANISATION_NOT_FOUND: 'The practice is not served at the address of the settings',
  PRACTITIONER_NOT_FOUND: 'The practice does not know the asking user',
};

const aboutUs = (issues: readonly OutcomeIssue[]): SourceFault | null => {
  const known = Object.entries(ABOUT_US).find(([code]) => outcomeSays(issues, code));
  return known === undefined ? null : new SourceFault('SOURCE_REFUSED', known[1]);
};

/** The Spine Secure Proxy's own refusals have the HTTP status for a code, where a practice's have a name (GP Connect, SSP errors). */
const isProxys = (issues: readonly OutcomeIssue[]): boolean =>
  issues.some(({ details }) => details.some((code) => /^\d{3}$/.test(code)));

/** The fault that a response means; null for a success. */
export const faultOf = ({ status, headers, body }: HttpResponse<unknown>, clock: Clock): SourceFault | null => {
  if (status >= 200 && status < 300) return null;
  const issues = readOutcome(body);
  if (status === 403 || status === 404 || status === 410) {
    if (issues !== null && !(status === 403 && isProxys(issues))) return aboutUs(issues) ?? noSharedRecord();
    // Said by something on the way, not by the practice: the address is wrong, or the proxy turned us away.
    return status === 403
      ? new SourceFault('SOURCE_REFUSED', 'The ask was turned away before it reached the practice (HTTP 403)')
      : new SourceFault('SOURCE_INVALID', `There is no such service at the practice's address (HTTP ${status})`);
  }
  return faultOfStatus(status, headers, clock);
};
