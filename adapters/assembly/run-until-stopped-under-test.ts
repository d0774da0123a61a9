import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { runUntilStopped } from './run-until-stopped';

/**
 * A process of a test's own: writes into the file that it is given what became of it, and says something all the time.
 * `hangs`: it never gets closed. `starts slowly`: it is told to stop before it has started, and starts then.
 */
const [file = '', how] = process.argv.slice(2);
const wrote = (line: string): void => appendFileSync(file, `${line}\n`);

void runUntilStopped('The process', undefined, (log) => {
  const talking = setInterval(() => log('still here'), 5);
  const toldToStop = new Promise<void>((resolve) => process.once('SIGTERM', () => setTimeout(resolve, 50)));
  const running = {
    close: async () => {
      wrote('closing');
      if (how === 'hangs') await new Promise(() => undefined);
      // Long enough to find out that nobody reads.
      await pause(50);
      clearInterval(talking);
      wrote('closed');
    },
  };
  return how === 'starts slowly' ? toldToStop.then(() => running) : Promise.resolve(running);
});
