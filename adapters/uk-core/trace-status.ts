import type { TraceStatus } from '../../schema/clinical/person';
import type { FhirCodeableConcept } from '../wire/fhir/values';

/** Of the code system UKCore-NHSNumberVerificationStatus, by the NHS Data Dictionary's codes. */
const WORDS: Readonly<Record<TraceStatus, string>> = {
  '01': 'number-present-and-verified',
  '02': 'number-present-but-not-traced',
  '03': 'trace-required',
  '04': 'trace-attempted',
  '05': 'trace-needs-to-be-resolved',
  '06': 'trace-in-progress',
  '07': 'number-not-present-and-trace-not-required',
  '08': 'trace-postponed',
};
const STATUSES = Object.keys(WORDS) as TraceStatus[];

/**
 * How far an NHS number was traced. The Data Dictionary's codes come under UK Core's own system as well as its England
 * variant (PDS sends them so), and the words under the first: read by code alone. Codings that say different things say
 * nothing: people are joined by it.
 */
export const traceStatusIn = (concept: FhirCodeableConcept | undefined): TraceStatus | undefined => {
  const said = new Set(
    (concept?.coding ?? []).flatMap(
      ({ code }) => STATUSES.find((status) => code === status || code === WORDS[status]) ?? [],
    ),
  );
  const [status] = said;
  return said.size === 1 ? status : undefined;
};
