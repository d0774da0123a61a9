import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAlternatives } from './alternatives';
import { startSender, startSide, type Sender } from './causeway-side';
import { measureMemory } from './memory';
import { measureDelays, measureSpeeds, type Speeds } from './measure';
import { PLACES, type Place } from './places';
import { alternativeTable, delayTable, heading, memoryTable, speedTable } from './report';

const OPTIONS = {
  /** `embedded` or `served`; both where not given. */
  place: { type: 'string' },
  rounds: { type: 'string', default: '3' },
  /** Of as many messages as make a few seconds at the rates that are aimed at: with the default all takes some minutes. */
  share: { type: 'string', default: '0.4' },
  /** Over which memory is watched. */
  messages: { type: 'string', default: '20000' },
  /** `memory`: that and nothing else, on the embedded server where no place is given. */
  only: { type: 'string' },
} as const;

const RESULTS = join(__dirname, '../results');

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const memoryBench = async (
  place: Place,
  messages: number,
  sender: Sender,
  print: (text: string) => void,
): Promise<void> => {
  const side = await startSide(place);
  print(memoryTable(messages, await measureMemory(side, sender, messages, say)));
  await side.end();
};

/**
 * Progress goes to stderr, so that the result can be kept as it is printed. Run without options, it is kept by itself, in
 * a file of the day's date.
 */
export const intakeBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const share = Number(values.share);
  const messages = Number(values.messages);
  const places = PLACES.filter((one) => values.place === undefined || one === values.place);
  const printed: string[] = [];
  const print = (text: string): void => {
    printed.push(text);
    process.stdout.write(text);
  };
  print(heading());
  const sender = await startSender();
  if (values.only === 'memory') {
    await memoryBench(places[0] ?? 'embedded', messages, sender, print);
    await sender.end();
    return;
  }
  let last: { readonly place: Place; readonly speeds: readonly Speeds[] } | null = null;
  for (const place of places) {
    const side = await startSide(place);
    const began = loadavg()[0]?.toFixed(1) ?? '?';
    const speeds = await measureSpeeds(side, sender, Number(values.rounds), share, say);
    print(speedTable(place, side.durability, speeds, began));
    print(delayTable(await measureDelays(side, sender, speeds, say)));
    if (last === null && messages > 0) print(memoryTable(messages, await measureMemory(side, sender, messages, say)));
    last = { place, speeds };
    await side.end();
  }
  if (last !== null) print(alternativeTable(last.place, last.speeds, await measureAlternatives(sender, share)));
  await sender.end();
  if (args.length > 0) return;
  const file = join(RESULTS, `intake-${new Date().toISOString().slice(0, 10)}.md`);
  await writeFile(file, printed.join(''));
  say(`kept in ${file}`);
};
