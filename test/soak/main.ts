import { parseArgs } from 'node:util';
import { closeOnSignal } from '../../adapters/assembly/close-on-signal';
import { systemClock } from '../../schema/clock';
import { soak } from './soak';

/** `npm run soak -- --seed 7 --messages 20000 --connections 10 --kills 9`: kills are of each of three kinds. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      messages: { type: 'string', default: '20000' },
      connections: { type: 'string', default: '10' },
      kills: { type: 'string', default: '9' },
    },
  });
  const began = systemClock.millis();
  const seconds = (): string => `${((systemClock.millis() - began) / 1_000).toFixed(1).padStart(7)} s  `;
  const say = (line: string): void => void process.stdout.write(`${seconds()}${line}\n`);
  const account = await soak(
    {
      seed: Number(values.seed ?? began % 1_000_000),
      messages: Number(values.messages),
      connections: Number(values.connections),
      steps: 10,
      kills: Number(values.kills),
      diskFull: true,
    },
    say,
    closeOnSignal,
  );
  say(`every promise held: ${JSON.stringify(account)}`);
};

main().catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
