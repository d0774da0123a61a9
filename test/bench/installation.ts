import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServing, type Serving } from './query/serving';

/** An installation in a folder of its own, of processes that all run one file. */
export interface Installation {
  /** Starts another part of it, and waits until that is ready. */
  start(...part: readonly string[]): Promise<Serving>;
  /** Ends its parts, the last one first, and leaves nothing. */
  end(): Promise<void>;
}

export const openInstallation = async (file: string): Promise<Installation> => {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-bench-'));
  // Where we are root the database server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const parts: Serving[] = [];
  return {
    start: async (...part) => {
      const serving = await startServing(file, folder, ...part);
      parts.push(serving);
      return serving;
    },
    end: async () => {
      for (const part of parts.reverse()) await part.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
