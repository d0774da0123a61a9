import type { Adapters } from '../../adapters/assembly/open-adapters';
import type { SignIn } from '../../adapters/assembly/sign-in';
import { firstQuery } from './first-query';

/** One line that a shell takes as it is: single quotes of the query would end it. */
const curl = (url: string, token: string): string => {
  const { query, variables } = firstQuery();
  const body = JSON.stringify({
    query: query
      .replace(/^#.*\n/gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
    variables,
  });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '${body.replace(/'/g, "'\\''")}'`;
};

/** Where to click, and one query to paste. */
export const greeting = async (url: string, { simulated, feeds }: Adapters, signIn: SignIn): Promise<string> => {
  const token = signIn.issue ? await signIn.issueFor('clinician') : null;
  return [
    '',
    'Causeway is ready',
    `  landing page      ${url}/`,
    `  explorer          ${url}/explorer`,
    `  GraphQL endpoint  ${url}/graphql`,
    ...(feeds ? [`  MLLP feeds        ${[...feeds.ports].map(([name, port]) => `${name} ${port}`).join(', ')}`] : []),
    ...(simulated ? [`  break a system    http://127.0.0.1:${simulated.controlPort}/systems`] : []),
    ...(token ? ['', 'A first query, as a clinician (development token, eight hours):', '', curl(url, token)] : []),
    '',
    'Ctrl-C stops all of it.',
  ].join('\n');
};
