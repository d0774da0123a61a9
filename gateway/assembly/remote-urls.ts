import { SettingsError } from '../../adapters/settings/estate';

const NAMED = /^SUBGRAPH_([A-Z_]+)_URL$/;

const variableOf = (subgraph: string): string => `SUBGRAPH_${subgraph.replace(/-/g, '_').toUpperCase()}_URL`;

/**
 * The addresses of subgraphs that run elsewhere: SUBGRAPH_PATHOLOGY_URL, SUBGRAPH_CARE_RECORD_URL. A name that is no
 * subgraph's is refused: ignored, it would leave the subgraph in process without a word.
 */
export const remoteUrls = (
  env: Readonly<Record<string, string | undefined>>,
  subgraphs: readonly string[],
): ReadonlyMap<string, string> => {
  const variables = new Map(subgraphs.map((name) => [variableOf(name), name]));
  const problems: string[] = [];
  const found = new Map<string, string>();
  for (const [variable, url] of Object.entries(env)) {
    if (!NAMED.test(variable) || url === undefined || url === '') continue;
    const name = variables.get(variable);
    if (name === undefined)
      problems.push(`environment.${variable}: there are only ${[...variables.keys()].join(', ')}`);
    else if (!/^https?:\/\//.test(url) || !URL.canParse(url)) problems.push(`environment.${variable}: is not a URL`);
    else found.set(name, url);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return found;
};
