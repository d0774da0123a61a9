import type { SourceReport } from './subgraph';

/** One line of a subgraph's `extensions.sources`. `path` has no list indexes: `_entities.allergies`. */
export interface SourceEntry extends Omit<SourceReport, 'path'> {
  readonly path: string;
}

/** Who answered, before a place in a response is given. */
export type SourceFacts = Omit<SourceReport, 'path'>;

/** The same source at the same place is one entry however many people it was asked about. */
const keyOf = (source: SourceFacts): string =>
  `${source.capability}|${source.system}|${source.organisation}|${source.answer}|${source.code ?? ''}|${source.freshness ?? ''}`;

/** Of two answers of one source: the oldest moment they are true of, and the longest wait. */
const join = <S extends SourceFacts>(one: S, other: SourceFacts): S => {
  const asOf = [one.asOf, other.asOf].filter((at) => at !== undefined).sort()[0];
  return { ...one, ms: Math.max(one.ms, other.ms), ...(asOf === undefined ? {} : { asOf }) };
};

export const pathText = (path: readonly (string | number)[]): string =>
  path.filter((key) => typeof key === 'string').join('.');

/** Gathers entries while resolvers run. */
export const sourcesOf = () => {
  const entries = new Map<string, SourceEntry>();
  return {
    add(source: SourceFacts, path: readonly (string | number)[]): void {
      const place = pathText(path);
      const key = `${keyOf(source)}|${place}`;
      const known = entries.get(key);
      entries.set(key, known === undefined ? { ...source, path: place } : join(known, source));
    },
    entries: (): readonly SourceEntry[] => [...entries.values()],
  };
};

/** A line of the whole request's `extensions.sources` (graph conventions, 13). */
export interface RequestSource extends SourceFacts {
  readonly paths: readonly string[];
}

/** One line per source and kind of answer, with every place it had a part in. */
export const gatherSources = (entries: readonly SourceEntry[]): readonly RequestSource[] => {
  const lines = new Map<string, RequestSource>();
  for (const { path, ...source } of entries) {
    const key = keyOf(source);
    const known = lines.get(key);
    if (known === undefined) lines.set(key, { ...source, paths: [path] });
    else
      lines.set(key, {
        ...join(known, source),
        paths: known.paths.includes(path) ? known.paths : [...known.paths, path],
      });
  }
  return [...lines.values()];
};
