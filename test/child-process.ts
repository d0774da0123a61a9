import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Child {
  readonly process: ChildProcess;
  /** The first line it said: that it is ready, and where. */
  readonly firstLine: string;
  /** Ends it and waits until it has gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Runs a TypeScript file as a process of its own, as `npm start` would, up to the first line it prints. */
export const startChild = (file: string, ...args: readonly string[]): Promise<Child> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', file, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('exit', () => reject(new Error(`${file} ended before it was ready: ${said}`)));
    createInterface(child.stdout).once('line', (firstLine) => {
      const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
        child.kill(signal);
        await gone;
      };
      resolve({ process: child, firstLine, end });
    });
  });
