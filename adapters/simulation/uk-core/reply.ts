import type { HttpReply } from '../http-simulator';
import type { Resource } from './resource';

/** One ask, as HTTP brought it; `path` below the FHIR base, such as `Observation/$lastn`. */
export interface FhirAsk {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The FHIR base as the asker addressed it, for links. */
  readonly base: string;
}

export const outcome = (status: number, code: string, text: string): HttpReply => ({
  status,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: text }] },
});

export const etagOf = (resource: Resource): string => {
  const { versionId } = resource['meta'] as { readonly versionId: string };
  return `W/"${versionId}"`;
};
