import { join } from 'node:path';
import { build, stop } from 'esbuild';

/** Pages with a script of their own: `client/<page>/main.ts`. */
export type ScriptedPage = 'access' | 'messages' | 'migration';

const bundle = async (page: ScriptedPage): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'client', page, 'main.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
  });
  // The compiler is a process of its own, and is seldom asked again.
  await stop();
  const [file] = outputFiles;
  if (!file) throw new Error(`The compiler made no script of the page ${page}`);
  return file.text;
};

const made = new Map<ScriptedPage, Promise<string>>();
let last: Promise<unknown> = Promise.resolve();

/** A page's script, made of its modules when it is first asked for, one page at a time; made again only if that failed. */
export const pageScript = (page: ScriptedPage): Promise<string> => {
  const known = made.get(page);
  if (known) return known;
  const making = last
    .catch(() => undefined)
    .then(() => bundle(page))
    .catch((error: unknown) => {
      made.delete(page);
      throw error;
    });
  made.set(page, making);
  last = making;
  return making;
};
