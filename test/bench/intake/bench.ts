import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAlternatives } from './alternatives';
import { startSender, startSide } from './causeway-side';
import { measureMemory } from './memory';
import { measureDelays, measureSpeeds, type Speeds } from './measure';
import { PLACES } from './places';
import { alternativeTable, delayTable, heading, memoryTable, speedTable } from './report';

const OPTIONS = {
  /** `embedded` or `served`; both where not given. */
  place: { type: 'string' },
  rounds: { type: 'string', default: '3' },
  /** Of the usual number of messages: `0.1` for a first look. */
  share: { type: 'string', default: '1' },
  /** Over which memory is watched. */
  messages: { type: 'string', default: '20000' },
} as const;

/** Progress goes to stderr, so that the result can be kept as it is printed. */
export const intakeBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const share = Number(values.share);
  const messages = Number(values.messages);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const print = (text: string): void => void process.stdout.write(text);
  print(heading());
  const sender = await startSender();
  let last: { readonly place: (typeof PLACES)[number]; readonly speeds: readonly Speeds[] } | null = null;
  for (const place of PLACES.filter((one) => values.place === undefined || one === values.place)) {
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
};
