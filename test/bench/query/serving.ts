import { fork, type ChildProcess } from 'node:child_process';

/** What a serving process tells the bench: where it is, then, each time it is asked, the CPU it has used. */
export type Said = { readonly ready: unknown } | { readonly cpuMs: number };

/** A process of this bench that serves. */
export interface Serving {
  readonly ready: unknown;
  /** Milliseconds of CPU so far, user and system, all threads: collector and compiler included. */
  cpuMs(): Promise<number>;
  end(): Promise<void>;
}

const heard = (child: ChildProcess): Promise<Said> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('A process of the bench ended before its time'));
    child.once('exit', ended);
    child.once('message', (said) => {
      child.off('exit', ended);
      resolve(said as Said);
    });
  });

/** Starts a file as a process and waits until it says that it is ready. */
export const startServing = async (file: string, ...args: readonly string[]): Promise<Serving> => {
  const child = fork(file, args, { execArgv: ['--import', 'tsx'] });
  const first = await heard(child);
  return {
    ready: 'ready' in first ? first.ready : undefined,
    async cpuMs() {
      const answer = heard(child);
      child.send('cpu');
      const said = await answer;
      if (!('cpuMs' in said)) throw new Error('A process of the bench did not say what CPU it used');
      return said.cpuMs;
    },
    async end() {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.disconnect();
      await gone;
    },
  };
};

/** The serving side: says that it is ready, answers about its CPU, and ends with the bench. */
export const serve = (ready: unknown, close: () => Promise<unknown> = () => Promise.resolve()): void => {
  const say = (said: Said): void => void process.send?.(said);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    say({ cpuMs: (user + system) / 1_000 });
  });
  process.once('disconnect', () => void close().finally(() => process.exit()));
  say({ ready });
};
