import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const STATE = z.strictObject({ seq: z.int().min(0), messages: z.int().min(0) });

/** How far a feed has come: the last event whose messages were all answered, and how many messages that made. */
export type OutboxState = z.infer<typeof STATE>;
export const BEGINNING: OutboxState = { seq: 0, messages: 0 };

/** What the file keeps; the beginning when there is none, or when it cannot be read (then all is sent again, as repeats). */
export const readOutboxState = (file: string | undefined, log: (line: string) => void): OutboxState => {
  if (file === undefined || !existsSync(file)) return BEGINNING;
  try {
    return STATE.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    log(`${file} cannot be read; the feed sends everything again, under the same control ids`);
    return BEGINNING;
  }
};

/** Whole or not at all: a crash leaves the one before. */
export const writeOutboxState = (file: string | undefined, state: OutboxState): void => {
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state), { flush: true });
  renameSync(`${file}.new`, file);
};
