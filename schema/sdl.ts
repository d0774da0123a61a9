import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'graph');

/** Files in schema/graph that are not a subgraph. */
const NOT_A_SUBGRAPH = new Set(['values.graphql', 'supergraph.graphql']);

/**
 * Apollo Federation 2 specification, section "link": put in front of every subgraph by code, so that SDL files hold
 * only types and all subgraphs speak the same version.
 */
const FEDERATION_HEADER = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@interfaceObject", "@tag"
])
`;

/** Every subgraph that has an SDL file, in alphabetical order. */
export const subgraphNames = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql') && !NOT_A_SUBGRAPH.has(file))
    .map((file) => file.slice(0, -'.graphql'.length))
    .sort();

/** The federation header and the shared value types in front of a subgraph's own types. */
export const withSharedValues = (ownTypes: string): string =>
  [FEDERATION_HEADER, readFileSync(join(FOLDER, 'values.graphql'), 'utf8'), ownTypes].join('\n');

/** The whole SDL of one subgraph. Throws when the file is not there. */
export const subgraphSdl = (name: string): string =>
  withSharedValues(readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'));

export const SUPERGRAPH_FILE = join(FOLDER, 'supergraph.graphql');

/** The composed supergraph as committed. */
export const supergraphSdl = (): string => readFileSync(SUPERGRAPH_FILE, 'utf8');
