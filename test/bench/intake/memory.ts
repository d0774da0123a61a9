import { insistAllTranslated, type Sender, type Side } from './causeway-side';
import { sendingOf } from './measure';

const STEPS = 10;
const CONNECTIONS = 10;
/** What the sender makes at a time. */
const SLICE = 5_000;

/** Megabytes of the receiving process after each tenth of so many ADT messages, each tenth received and projected. */
export const measureMemory = async (
  side: Side,
  sender: Sender,
  messages: number,
  say: (line: string) => void,
): Promise<readonly number[]> => {
  const sizes: number[] = [];
  await side.ask('work');
  for (let step = 0; step < STEPS; step += 1) {
    for (let left = Math.round(messages / STEPS); left > 0; left -= SLICE)
      await sender.ask(sendingOf(side, 'ADT', CONNECTIONS, Math.min(left, SLICE), null));
    const rss = Math.round((await side.ask('drain')) / 1_048_576);
    sizes.push(rss);
    say(`${((step + 1) * 100) / STEPS} % of ${messages}: ${rss} MB`);
  }
  await insistAllTranslated(side);
  return sizes;
};
