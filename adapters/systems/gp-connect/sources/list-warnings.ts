import { extensionOf, type Extensions } from '../fhir/elements';
import { EXTENSION } from '../vocabulary';
import type { Warning } from '../../../../schema/answer';
import type { FhirList } from '../fhir/resources';

/** GP Connect's own words (1.6.0, List warnings); where the practice sends a note with one warning, the note is shown. */
const TEXTS: Readonly<Record<string, string>> = {
  'confidential-items': 'Items excluded due to confidentiality and/or patient preferences.',
  'data-in-transit':
    'Patient record transfer from previous GP practice not yet complete; some information may be missing.',
  'data-awaiting-filing':
    'Patient data may be incomplete as there is data supplied by a third party awaiting review before becoming available.',
};

const NOT_AVAILABLE = 'Information not available';

const codesOf = (extensions: Extensions): readonly string[] =>
  extensions
    .filter(({ url }) => url === EXTENSION.listWarning)
    .map(({ valueCode, valueCodeableConcept }) => valueCode ?? valueCodeableConcept?.coding[0]?.code ?? 'warning');

const warningsOfList = ({ extension, note }: FhirList): readonly Warning[] => {
  if (extensionOf(extension, EXTENSION.listWarning) === undefined) return [];
  const codes = codesOf(extension);
  const notes = note.map(({ text }) => text).filter((text) => text !== NOT_AVAILABLE);
  return codes.map((code) => ({
    code,
    text:
      (codes.length === 1 && notes.length > 0 ? notes.join(' ') : undefined) ?? TEXTS[code] ?? `The list says: ${code}`,
  }));
};

/** What was left out of an area's lists, each once. Any of them, known here or not, means that the list is not whole. */
export const listWarnings = (lists: readonly FhirList[]): readonly Warning[] => [
  ...new Map(lists.flatMap(warningsOfList).map((warning) => [warning.code, warning])).values(),
];

/** An empty list says that there is no information, never that there is nothing. */
export const NO_CONTENT: Warning = {
  code: 'no-content-recorded',
  text: 'Information not available: the practice has recorded nothing here, which does not mean that there is nothing',
};
