import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  'style.css': 'text/css',
  'messages.css': 'text/css',
  'migration.css': 'text/css',
  'explorer.js': 'text/javascript',
  'sign-in.js': 'text/javascript',
};

const kept = new Map<string, string>();

const read = (file: string): string => {
  const known = kept.get(file) ?? readFileSync(file, 'utf8');
  kept.set(file, known);
  return known;
};

/** One of our own static files, by name; undefined for any other name. */
export const asset = (name: string): { readonly text: string; readonly type: string } | undefined => {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type === undefined ? undefined : { text: read(join(__dirname, 'assets', name)), type };
};

const { resolve } = createRequire(__filename);

/** A file of an installed package, `graphiql/graphiql.min.js`; undefined where the package is not installed. */
export const installed = (path: string): string | undefined => {
  const [name = '', ...rest] = path.split('/');
  try {
    return read(join(dirname(resolve(`${name}/package.json`)), ...rest));
  } catch {
    return undefined;
  }
};
