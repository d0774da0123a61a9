import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from './give-way';
import type { Down, Up } from './talk';

/** How often a thread says that it is there. */
const ALIVE_MS = 1_000;

/** What a thread does once it is open. */
export interface Served<Asked> {
  hear(asked: Asked): void;
  close(): Promise<void>;
}

/** What a thread may say to those who started it. */
export interface Telling<Said> {
  say(said: Said): void;
  log(line: string): void;
}

/** In the thread: opens what `startMessageThread` was given settings for, and does as it is asked, giving way to others. */
export const serveMessageThread = <Settings, Asked, Said>(
  open: (settings: Settings, telling: Telling<Said>) => Promise<Served<Asked>>,
): void => {
  const port = parentPort;
  if (port === null) throw new Error('this is served from a thread of its own');
  giveWay();
  const tell = (up: Up<Said>): void => port.postMessage(up);
  const opening = open(workerData as Settings, {
    say: (said) => tell({ kind: 'said', said }),
    log: (line) => tell({ kind: 'log', line }),
  });
  const close = async (): Promise<void> => {
    await (await opening).close();
    // Of this thread alone.
    process.exit();
  };
  port.on('message', (down: Down<Asked>) => {
    switch (down.kind) {
      case 'ask':
        return void opening.then((served) => served.hear(down.asked));
      case 'close':
        return void close();
    }
  });
  void opening.then(() => {
    tell({ kind: 'ready' });
    setInterval(() => tell({ kind: 'alive' }), ALIVE_MS);
  });
};
