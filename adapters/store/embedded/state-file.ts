import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  port: z.int(),
  password: z.string(),
  /** Of the server. */
  pid: z.int(),
  /** The process that is to stop the server; 0 when it has gone and left it to others. */
  owner: z.int(),
  home: z.string(),
});

/** `postgres.json`: what another process needs to reach the server. Mode 600. */
export type State = z.infer<typeof shape>;

const path = (folder: string): string => join(folder, 'postgres.json');

/** Null where there is none or it cannot be read: it only points to the truth, which is the server itself. */
export const readState = async (folder: string): Promise<State | null> => {
  try {
    return shape.parse(JSON.parse(await readFile(path(folder), 'utf8')));
  } catch {
    return null;
  }
};

/** Whole or not at all. */
export const writeState = async (folder: string, state: State): Promise<void> => {
  const aside = `${path(folder)}.${process.pid}`;
  await writeFile(aside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(aside, path(folder));
};
