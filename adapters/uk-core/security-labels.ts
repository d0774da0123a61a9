import { SECURITY_LABELS, type RecordSource, type SecurityLabel } from '../../schema/clinical/values';
import { ACT_CODES, CONFIDENTIALITY } from './vocabulary';
import type { FhirCodeableConcept, FhirCoding } from '../wire/fhir/values';

/** Where a resource is labelled: all of them in `meta`, a document in an element of its own, too (R4 and STU3). */
export interface Labelled {
  readonly meta?: { readonly security: readonly FhirCoding[] } | undefined;
  readonly securityLabel?: readonly FhirCodeableConcept[];
}

/** Each code with its systems: R4's, STU3's and the OID. */
const CODES: { readonly [L in SecurityLabel]: { readonly code: string; readonly systems: readonly string[] } } = {
  restricted: { code: 'R', systems: CONFIDENTIALITY },
  'very-restricted': { code: 'V', systems: CONFIDENTIALITY },
  'not-for-patient': { code: 'NOPAT', systems: ACT_CODES },
};

/** How one resource is to be handled. A code without a system is taken for what it looks like. */
export const securityLabelsOf = ({ meta, securityLabel = [] }: Labelled): readonly SecurityLabel[] => {
  const tags = [...(meta?.security ?? []), ...securityLabel.flatMap(({ coding }) => coding)];
  return SECURITY_LABELS.filter((label) =>
    tags.some(
      ({ code, system }) =>
        code === CODES[label].code && (system === undefined || CODES[label].systems.includes(system)),
    ),
  );
};

/** A record's provenance with the labels of every resource that it is made of. */
export const labelledAs = (source: RecordSource, ...resources: readonly Labelled[]): RecordSource => {
  const said = new Set([...(source.securityLabels ?? []), ...resources.flatMap(securityLabelsOf)]);
  return said.size === 0 ? source : { ...source, securityLabels: SECURITY_LABELS.filter((label) => said.has(label)) };
};
