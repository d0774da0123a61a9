import type { CodeableConcept, Coding } from '../schema/clinical/values';

/** `CodingInput`: SNOMED CT unless another system is named. */
export interface CodingArgs {
  readonly system?: string | null;
  readonly code: string;
}

const SNOMED = 'http://snomed.info/sct';

export const codingOf = ({ system, code }: CodingArgs): Coding => ({ system: system ?? SNOMED, code });

/** Whether a concept carries one of the codes; no codes asked for means any. */
export const hasCode = (concept: CodeableConcept, codes: readonly CodingArgs[] | null | undefined): boolean =>
  !codes ||
  concept.codings.some((coding) =>
    codes.some(({ system, code }) => coding.code === code && coding.system === (system ?? SNOMED)),
  );
