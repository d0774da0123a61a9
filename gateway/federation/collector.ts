import type { GraphError } from '../../subgraphs/errors';
import type { GrantLine } from '../../subgraphs/grants';
import type { SourceEntry } from '../../subgraphs/sources';
import type { JsonObject } from './engine';
import type { FieldTree } from './operation-shape';
import type { Path } from './places';

/** The planner's own aliases, for fields of one name and different types (`value__alias_1`). */
const PLANNER_ALIAS = /__alias_\d+$/;

/**
 * The path as the client wrote it: the planner's aliases undone, and cut where the client's selection ends, since a
 * planner also fetches keys that nobody asked for. An error there belongs to the nearest thing that was asked for.
 */
export const asClientSees = (path: Path, tree: FieldTree): Path => {
  const seen: (string | number)[] = [];
  let at = tree;
  for (const key of path) {
    if (typeof key === 'number') seen.push(key);
    else {
      const name = at.children.has(key) ? key : key.replace(PLANNER_ALIAS, '');
      const child = at.children.get(name);
      if (!child) break;
      seen.push(name);
      at = child;
    }
  }
  return seen;
};

const keyOf = ({ path, extensions }: GraphError): string =>
  [
    JSON.stringify(path ?? null),
    extensions.code,
    extensions.capability,
    extensions.system,
    extensions.organisation,
  ].join('|');

/**
 * What one request gathers beside its data. `@apollo/gateway` drops subgraphs' extensions and knows no path for a dead
 * subgraph, so our data sources put both here and hand it data alone.
 */
export class Collector {
  readonly #errors = new Map<string, GraphError>();
  readonly #sources: SourceEntry[] = [];
  readonly #grants: GrantLine[] = [];
  readonly #broken: Path[] = [];
  /**
   * The data so far, sharing its objects with the gateway's own: it merges entity answers into the objects that root
   * fetches gave it, in place.
   */
  readonly data: JsonObject = {};

  add(error: GraphError): void {
    const key = keyOf(error);
    if (!this.#errors.has(key)) this.#errors.set(key, error);
  }

  addSource(entry: SourceEntry): void {
    this.#sources.push(entry);
  }

  addGrants(lines: readonly GrantLine[]): void {
    this.#grants.push(...lines);
  }

  get grants(): readonly GrantLine[] {
    return this.#grants;
  }

  addRootData(data: JsonObject): void {
    for (const [key, value] of Object.entries(data)) this.data[key] ??= value;
  }

  /** A place where the data broke the schema's promises and became null. */
  addBroken(path: Path): void {
    this.#broken.push(path);
  }

  get broken(): readonly Path[] {
    return this.#broken;
  }

  get errors(): readonly GraphError[] {
    return [...this.#errors.values()];
  }

  get sources(): readonly SourceEntry[] {
    return this.#sources;
  }
}
