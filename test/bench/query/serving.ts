import { fork, type ChildProcess } from 'node:child_process';

/** What a serving process tells the bench: where it is, then, each time it is asked, the CPU it has used. */
export type Said = { readonly ready: unknown } | { readonly cpuMs: number };

/** Which of its gateways is asked from now on, and how planned routes stand meanwhile. */
export interface Turn {
  readonly gateway: string;
  readonly stage: 'off' | 'shadow';
  /** By how much the time goes faster by which comparing is paced. */
  readonly pace: number;
}

type Request = 'cpu' | 'later' | { readonly turnOf: Turn | null };

/** A process of this bench that serves. */
export interface Serving {
  readonly ready: unknown;
  /** Milliseconds of CPU so far, user and system, all threads: collector and compiler included. */
  cpuMs(): Promise<number>;
  /** Moves its clock on, where it has one of its own. */
  later(): Promise<void>;
  /** Says who is asked from now on; null for nobody. */
  turnOf(turn: Turn | null): Promise<void>;
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
  // In a group of its own: Ctrl-C reaches the bench alone, and its end is theirs, in order.
  const child = fork(file, args, { execArgv: ['--require', 'tsx/cjs'], detached: true });
  const first = await heard(child);
  const cpuAfter = async (request: Request): Promise<number> => {
    const answer = heard(child);
    child.send(request);
    const said = await answer;
    if (!('cpuMs' in said)) throw new Error('A process of the bench did not say what CPU it used');
    return said.cpuMs;
  };
  return {
    ready: 'ready' in first ? first.ready : undefined,
    cpuMs: () => cpuAfter('cpu'),
    later: async () => void (await cpuAfter('later')),
    turnOf: async (turn) => void (await cpuAfter({ turnOf: turn })),
    async end() {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.disconnect();
      await gone;
    },
  };
};

export interface Means {
  close?(): Promise<unknown>;
  later?(): void;
  turnOf?(turn: Turn | null): Promise<void>;
}

const isTurn = (request: unknown): request is Exclude<Request, string> =>
  typeof request === 'object' && request !== null && 'turnOf' in request;

/** The serving side: says that it is ready, answers about its CPU, and ends with the bench. */
export const serve = (ready: unknown, { close, later, turnOf }: Means = {}): void => {
  const say = (said: Said): void => void process.send?.(said);
  const answer = async (request: unknown): Promise<void> => {
    if (request === 'later') later?.();
    if (isTurn(request)) await turnOf?.(request.turnOf);
    const { user, system } = process.cpuUsage();
    say({ cpuMs: (user + system) / 1_000 });
  };
  const end = (): void => void Promise.resolve(close?.()).finally(() => process.exit());
  // The bench went while this one started.
  if (!process.connected) return end();
  process.on('message', (request) => void answer(request));
  process.once('disconnect', end);
  say({ ready });
};
