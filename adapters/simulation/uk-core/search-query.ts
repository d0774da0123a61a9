/** What a search asks, and whom or what a resource has to be about to match it. */
export interface SearchQuery {
  /** Values of one parameter given once, split at commas (any of them); undefined when it is not asked. */
  anyOf(parameter: string): readonly string[] | undefined;
  /** Every occurrence of a parameter (all of them). */
  all(parameter: string): readonly string[];
}

/** An ask that this server does not understand: 400, and nothing is guessed. */
export class NotUnderstood extends Error {}

export const searchQuery = (query: URLSearchParams): SearchQuery => ({
  anyOf: (parameter) => {
    const [text, second] = query.getAll(parameter);
    if (second !== undefined) throw new NotUnderstood(`${parameter} is given twice`);
    return text === undefined ? undefined : text.split(',').filter((part) => part !== '');
  },
  all: (parameter) => query.getAll(parameter),
});

/** FHIR token: `code`, or `system|code`. True when nothing is asked. */
export const tokenFits = (
  asked: readonly string[] | undefined,
  ...codings: readonly { readonly system: string; readonly code: string }[]
): boolean =>
  asked === undefined ||
  asked.some((token) => codings.some(({ system, code }) => token === code || token === `${system}|${code}`));

interface Bound {
  readonly prefix: 'ge' | 'gt' | 'le' | 'lt' | 'eq';
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

const boundOf = (text: string): Bound => {
  const [, prefix = 'eq', value = ''] = /^(ge|gt|le|lt|eq)?(.+)$/.exec(text) ?? [];
  const from = Date.parse(value);
  if (Number.isNaN(from)) throw new NotUnderstood('a date cannot be read');
  const to = /^\d{4}-\d{2}-\d{2}$/.test(value) ? from + DAY_MS : from;
  return { prefix: prefix as Bound['prefix'], from, to };
};

/** FHIR date search on a period (a moment is a period without length): `ge2026-11-20`, several must all hold. */
export const dateFits = (asked: readonly string[], start: string, end: string | undefined = start): boolean =>
  asked.map(boundOf).every(({ prefix, from, to }) => {
    const begins = Date.parse(start);
    const ends = end === '' ? Infinity : Date.parse(end);
    switch (prefix) {
      case 'ge':
        return ends >= from;
      case 'gt':
        return ends > to;
      case 'le':
        return begins <= to;
      case 'lt':
        return begins < from;
      case 'eq':
        return begins < Math.max(to, from + 1) && ends >= from;
    }
  });
