import { setTimeout as pause } from 'node:timers/promises';
import { closeOnSignal } from './close-on-signal';

/** A command of a test's own, which works until it is told to end. `hangs`: what it opened never gets closed. */
const how = process.argv[2];
const working = setInterval(() => undefined, 1_000);

closeOnSignal(async () => {
  process.stdout.write('closing\n');
  if (how === 'hangs') await new Promise(() => undefined);
  await pause(50);
  clearInterval(working);
  process.stdout.write('closed\n');
  if (how === 'fails') throw new Error('what was opened had gone');
});
process.stdout.write('working\n');
