import { join } from 'node:path';
import { build, stop } from 'esbuild';

const ENTRY = join(__dirname, '../client/messages/main.ts');

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
  });
  // The compiler is a process of its own, and is not asked again.
  await stop();
  const [file] = outputFiles;
  if (!file) throw new Error('The compiler made no script of the message console');
  return file.text;
};

let made: Promise<string> | undefined;

/** The console's script, made of its modules when it is first asked for; made again only if that failed. */
export const consoleScript = (): Promise<string> => {
  made ??= bundle().catch((error: unknown) => {
    made = undefined;
    throw error;
  });
  return made;
};
