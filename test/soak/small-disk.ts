import { execFile } from 'node:child_process';
import { mkdir, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of a limited size, which can be full at a word. */
export interface SmallDisk {
  /** No byte more can be written. */
  fill(): Promise<void>;
  free(): Promise<void>;
  unmount(): Promise<void>;
}

const PAGE = 4_096;
const TRIES = 20;

/** Mounts one (a tmpfs) at a folder; where this user may not mount, says why not. */
export const mountSmallDisk = async (folder: string, bytes: number): Promise<SmallDisk | string> => {
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'causeway-soak', folder]);
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : 'no reason given';
  }
  const resize = (size: number) => run('mount', ['-o', `remount,size=${size}`, folder]);
  return {
    fill: async () => {
      for (let left = TRIES; ; left -= 1) {
        const { blocks, bfree, bsize } = await statfs(folder);
        try {
          await resize(Math.max((blocks - bfree) * bsize, PAGE));
          return;
        } catch (error) {
          // More was written since it was looked at.
          if (left === 0) throw error;
        }
      }
    },
    free: async () => void (await resize(bytes)),
    unmount: async () => void (await run('umount', ['-l', folder])),
  };
};
