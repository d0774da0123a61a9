import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What stands between `<!-- name: begin -->` and `<!-- name: end -->`. */
export const blockOf = (text: string, name: string): string => {
  const [, after] = text.split(`<!-- ${name}: begin -->\n`);
  const [block, rest] = after?.split(`<!-- ${name}: end -->`) ?? [];
  if (block === undefined || rest === undefined) throw new Error(`There is no block "${name}"`);
  return block;
};

/** Rows of a Markdown table without its head, cell by cell; a bar that is escaped is part of its cell. */
export const rowsOf = (table: string): readonly (readonly string[])[] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** Commands (`npm run x`) that a text shows and that are no script of the package. */
export const unknownCommandsIn = (text: string): readonly string[] => {
  const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const shown = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].flatMap(([, name]) => name ?? []);
  return shown.filter((name) => !(name in scripts));
};
