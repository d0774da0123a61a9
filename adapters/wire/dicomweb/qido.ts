import { NotDicom } from './not-dicom';
import { tagPath } from './tags';

/** The media type of every QIDO-RS answer (PS3.18 section 10.6.4). */
export const DICOM_JSON = 'application/dicom+json';

export interface QidoQuery {
  /** By keyword or tag; a dotted path reaches into a sequence. Undefined matches all. */
  readonly matching: Readonly<Record<string, string | undefined>>;
  /** More attributes than the standard set. */
  readonly include?: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

/** The parameters of a search (PS3.18 section 8.3.4). Throws TypeError for an attribute there is not: a fault of ours. */
export const qidoParameters = (query: QidoQuery): Record<string, string> => {
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(query.matching)) {
    if (tagPath(name) === null) throw new TypeError(`There is no DICOM attribute ${name} to search by`);
    if (value !== undefined) parameters[name] = value;
  }
  const include = (query.include ?? []).map((name) => {
    const path = tagPath(name);
    if (path === null) throw new TypeError(`There is no DICOM attribute ${name} to include`);
    return path.join('.');
  });
  // Comma lists and repeated parameters are both allowed; more archives read the list.
  if (include.length > 0) parameters['includefield'] = include.join(',');
  return { ...parameters, limit: String(query.limit), offset: String(query.offset) };
};

/** Wildcards of QIDO-RS matching (PS3.4 section C.2.2.2.4): an identifier that holds one would match other people's. */
export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** `20260101-20261120`; either end may be left open. Days as `2026-01-01`. */
export const dateRange = (from: string | undefined, to: string | undefined): string | undefined =>
  from === undefined && to === undefined
    ? undefined
    : `${(from ?? '').replaceAll('-', '')}-${(to ?? '').replaceAll('-', '')}`;

export interface QidoPage {
  /** One object a match, not yet read. */
  readonly matches: readonly unknown[];
  /** The server says that it holds more than it handed over (413, or a Warning 299). */
  readonly limited: boolean;
}

/** Warning (RFC 7234 section 5.5) 299: more results than were sent, or matching done otherwise than asked. */
const isLimited = (warning: string | undefined): boolean => /(^|[\s,])299(\s|$)/.test(warning ?? '');

/**
 * What a search answered, by its status: 204 is none; 413 more than it will send. Everything else that is no 2xx is the
 * caller's. Throws {@link NotDicom}: an empty body is not "no match", for that has a status of its own.
 */
export const readQido = (response: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}): QidoPage => {
  const limited = response.status === 413 || isLimited(response.headers['warning']);
  if (response.status === 204 || response.status === 413) return { matches: [], limited };
  if (response.body === undefined) throw new NotDicom('The body is empty, though the status says there is one');
  if (!Array.isArray(response.body)) throw new NotDicom('The body is not a list of DICOM JSON data sets');
  return { matches: response.body, limited };
};
