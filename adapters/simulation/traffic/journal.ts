import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseInstant } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import type { Step } from './step';

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'not a moment with its offset' });
  return z.NEVER;
});
const BIRTH = z.object({ seed: z.int(), anchor: instant });
const STEP = z.object({ n: z.int().min(1), at: instant });

/** What makes the hospital the one it is: kept from its first start on. */
export type Birth = z.infer<typeof BIRTH>;

/** The folder's hospital, or this one from now on. Refuses a folder that holds another. */
export const keepBirth = (folder: string, seed: number, anchor: Instant | undefined, now: Instant): Birth => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'hospital.json');
  if (!existsSync(path)) {
    const birth = { seed, anchor: anchor ?? now };
    writeFileSync(`${path}.new`, JSON.stringify(birth), { flush: true });
    renameSync(`${path}.new`, path);
    return birth;
  }
  const kept = BIRTH.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (kept.seed !== seed || (anchor !== undefined && anchor !== kept.anchor)) {
    throw new Error(
      `The folder ${folder} holds the synthetic hospital of seed ${kept.seed} and anchor ${kept.anchor}, not the one asked for; choose another folder or remove this one.`,
    );
  }
  return kept;
};

export interface Journal {
  readonly steps: readonly Step[];
  /** On disk when it returns. Throws when it could not be, and then nothing of it is kept. */
  append(step: Step): void;
  close(): void;
}

const parseLine = (line: string): Step | null => {
  try {
    return STEP.parse(JSON.parse(line));
  } catch {
    return null;
  }
};

/** Opens folder/steps.jsonl. A last line that a crash cut short is dropped, with a note; a broken line before it is an error. */
export const openJournal = (folder: string, log: (line: string) => void): Journal => {
  const path = join(folder, 'steps.jsonl');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const steps = whole
    .split('\n')
    .slice(0, -1)
    .map((line, index): Step => {
      const step = parseLine(line);
      if (step?.n === index + 1) return step;
      throw new Error(
        `${path} is broken at line ${index + 1}: the synthetic hospital cannot be replayed from it; remove its folder to begin anew.`,
      );
    });
  const file = openSync(path, 'a');
  let size = Buffer.byteLength(whole);
  if (whole !== text) {
    log(
      `synthetic hospital: the last line of ${path} was cut short by a crash and is dropped; nobody had heard of that step`,
    );
    ftruncateSync(file, size);
  }
  return {
    steps,
    append: (step) => {
      const line = `${JSON.stringify(step)}\n`;
      try {
        writeSync(file, line);
        fsyncSync(file);
      } catch (error) {
        ftruncateSync(file, size);
        throw error;
      }
      size += Buffer.byteLength(line);
    },
    close: () => closeSync(file),
  };
};

/** For hospitals that are not kept. */
export const noJournal: Journal = { steps: [], append: () => undefined, close: () => undefined };
