import { fork } from 'node:child_process';

/** A process of this bench: asked one thing at a time. */
export interface Asked<Request, Reply> {
  /** What it said when it was ready. */
  readonly ready: unknown;
  ask(request: Request): Promise<Reply>;
  end(): Promise<void>;
}

/** Starts a file as a process of its own, so that it shares no event loop, and waits until it is ready. */
export const startAsked = async <Request, Reply>(
  file: string,
  ...args: readonly string[]
): Promise<Asked<Request, Reply>> => {
  // In a group of its own: Ctrl-C reaches the bench alone, and its end is theirs, in order.
  const child = fork(file, args, {
    detached: true,
    execArgv: ['--require', 'tsx/cjs', ...(process.env['BENCH_EXEC_ARGV']?.split(' ') ?? [])],
  });
  const heard = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`${file} ended before its time`));
      child.once('exit', ended);
      child.once('message', (said) => {
        child.off('exit', ended);
        resolve(said);
      });
    });
  const ready = await heard();
  return {
    ready,
    ask: async (request) => {
      const reply = heard();
      child.send(request as object);
      const said = (await reply) as { readonly reply: Reply } | { readonly fault: string };
      if ('fault' in said) throw new Error(said.fault);
      return said.reply;
    },
    end: async () => {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.disconnect();
      await gone;
    },
  };
};

/** The asked side: says that it is ready, answers in turn, and ends with the bench. */
export const answerAsked = <Request, Reply>(
  ready: unknown,
  answer: (request: Request) => Promise<Reply>,
  close: () => Promise<unknown> = () => Promise.resolve(),
): void => {
  const say = (said: object): void => void process.send?.(said);
  const end = (): void => void close().finally(() => process.exit());
  // The bench went while this one started.
  if (!process.connected) return end();
  process.once('disconnect', end);
  process.on('message', (request) => {
    answer(request as Request).then(
      (reply) => say({ reply }),
      (error: unknown) => say({ fault: error instanceof Error ? (error.stack ?? error.message) : 'a fault' }),
    );
  });
  say(ready as object);
};
