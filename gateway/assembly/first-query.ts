import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../docs/queries');

/** The first of the kept queries, with its variables: what the landing page and the terminal offer to paste. */
export const firstQuery = (): { query: string; variables: Record<string, unknown> } => ({
  query: readFileSync(join(FOLDER, '01-patient-header.graphql'), 'utf8'),
  variables: JSON.parse(readFileSync(join(FOLDER, '01-patient-header.json'), 'utf8')) as Record<string, unknown>,
});
