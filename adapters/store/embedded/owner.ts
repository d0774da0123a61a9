import { openStore } from '../store';

/** For tests: a process that opens the store of a folder, says so, and closes it when it is told to end. */
const main = async (folder: string): Promise<void> => {
  const store = await openStore({ kind: 'embedded', folder, log: () => undefined });
  const stay = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(stay);
    void store.close();
  });
  process.stdout.write(`${new URL(store.databaseUrl).port}\n`);
};

void main(process.argv[2] ?? '');
