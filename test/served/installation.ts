import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** `is ready at http://…`, `is ready` with a list of addresses, or `are ready: …`, which has none. */
const READY = /(?:is|are) ready(?:(:) |[^:]*?(https?:\/\/[\w.]+:\d+))/;

const ROOT = join(__dirname, '../..');

export interface Started {
  readonly pid: number;
  readonly url: string;
  /** What it said so far, on both streams. */
  said(): string;
  /** Sends the signal and waits until it has gone: its exit code, null when the signal ended it. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export interface Installation {
  readonly folder: string;
  /** Runs `file` until it says that it is ready, and where (`:` for one that serves no HTTP). Rejects with what it said when it ends before. */
  start(file: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Started>;
  /** Ends whatever still runs, and takes the folder away. */
  remove(): Promise<void>;
}

interface Named {
  readonly name: string;
}
interface Settings {
  readonly instances: readonly Named[];
  readonly feeds: readonly { readonly instance: string }[];
  readonly routes: readonly { readonly control: string; readonly candidate?: string }[];
}

/** The shipped settings, but only for the PAS and Nervecentre: two kinds are enough here, and start sooner. */
const smallEstate = (): string => {
  const estate = parse(readFileSync(join(ROOT, 'adapters/settings/leicester.yaml'), 'utf8')) as Settings;
  const kept = (instance = ''): boolean => /^(pas|nervecentre)@/.test(instance);
  return stringify({
    ...estate,
    // A path from the shipped file's folder, where this one does not lie.
    register: undefined,
    instances: estate.instances.filter(({ name }) => kept(name)),
    feeds: estate.feeds.filter(({ instance }) => kept(instance)),
    routes: estate.routes
      .filter(({ control }) => kept(control))
      .map(({ candidate, ...route }) => (kept(candidate) ? { ...route, candidate } : route)),
  });
};

/** What this test run's own environment holds must not reach the processes. */
const inherited = (): Record<string, string | undefined> => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  TMPDIR: process.env['TMPDIR'],
});

/** An installation of its own, in a folder of its own, with every port a free one. */
export const newInstallation = async (): Promise<Installation> => {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-processes-'));
  // Where we are root the database server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const settings = join(folder, 'estate.yaml');
  writeFileSync(settings, smallEstate());
  const free = Object.fromEntries(
    ['PORT', 'PAS_MLLP_PORT', 'LIMS_MLLP_PORT', 'RIS_MLLP_PORT', 'NERVECENTRE_MLLP_PORT', 'SIMULATOR_CONTROL_PORT'].map(
      (name) => [name, '0'],
    ),
  );
  const running = new Set<ChildProcess>();

  const start: Installation['start'] = (file, args = [], env = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(ROOT, file), ...args], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...inherited(),
          ...free,
          ...{ CAUSEWAY_DATA: join(folder, 'data'), CAUSEWAY_SETTINGS: settings, TRAFFIC: 'off' },
          ...env,
        },
      });
      running.add(child);
      let said = '';
      const gone = once(child, 'exit').then(([code]) => code as number | null);
      void gone.then((code) => {
        running.delete(child);
        reject(new Error(`${file} ended (${code ?? 'by a signal'}): ${said}`));
      });
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        const url = READY.exec(said)
          ?.slice(1)
          .find((part) => part !== undefined);
        if (url === undefined || child.pid === undefined) return;
        const end: Started['end'] = (signal) => {
          child.kill(signal);
          return gone;
        };
        resolve({ pid: child.pid, url, said: () => said, end });
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
    });

  return {
    folder,
    start,
    remove: async () => {
      await Promise.all(
        [...running].map(async (child) => {
          child.kill('SIGKILL');
          await once(child, 'exit');
        }),
      );
      await rm(folder, { recursive: true, force: true });
    },
  };
};
