import { writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { subgraphNames, subgraphSdl, SUPERGRAPH_FILE } from './sdl';

export interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
}

/**
 * One supergraph SDL out of many subgraphs. Throws one error that names every composition error. A subgraph's URL is
 * only a name here: the gateway decides at start where each one is.
 */
export const compose = (subgraphs: readonly SubgraphSource[]): string => {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `subgraph://${name}` })),
  );
  if (supergraphSdl === undefined)
    throw new Error(`The subgraphs do not compose:\n${(errors ?? []).map((error) => `- ${error.message}`).join('\n')}`);
  return `${supergraphSdl.trimEnd()}\n`;
};

/** The supergraph of every SDL file in schema/graph. */
export const composeSupergraph = (): string =>
  compose(subgraphNames().map((name) => ({ name, sdl: subgraphSdl(name) })));

if (require.main === module) {
  writeFileSync(SUPERGRAPH_FILE, composeSupergraph());
  process.stdout.write(`Composed ${subgraphNames().join(', ')} into ${SUPERGRAPH_FILE}\n`);
}
