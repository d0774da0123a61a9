import { blockOf, rowsOf } from '../docs/blocks';
import type { Mutant } from './mutants';

const code = (cell: string): string => cell.replaceAll('`', '').replaceAll('\\|', '|');

/** Which survivors docs/security.md accepts, with its reason: by file, what was there, and what it became. */
export const acceptedIn = (text: string): ((file: string, mutant: Mutant) => boolean) => {
  const known = new Set(
    rowsOf(blockOf(text, 'mutants')).map(([file = '', from = '', to = '']) => [file, from, to].map(code).join('\n')),
  );
  return (file, { from, to }) => known.has([file, from, to].join('\n'));
};
