import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../adapters/simulation/random';
import { systemClock } from '../../schema/clock';
import { checkEverything, checkKept } from './checks';
import { killPlan } from './kill-plan';
import { startProduct } from './product';
import type { KillKind, Product } from './product';
import { scriptOf } from './script';
import { sendAll } from './sender';
import type { Tally } from './sender';
import { mountSmallDisk } from './small-disk';
import type { SmallDisk } from './small-disk';
import { Violation } from './violation';

export interface SoakSettings {
  readonly seed: number;
  readonly messages: number;
  readonly connections: number;
  /** Of one person on one feed. */
  readonly steps: number;
  /** Of each kind. */
  readonly kills: number;
  /** Whether the disk fills once, where this user may mount one. */
  readonly diskFull: boolean;
}

export interface SoakAccount {
  readonly acknowledged: number;
  readonly kills: Readonly<Record<KillKind, number>>;
  /** Sends that were never answered, and so were sent again. */
  readonly resent: number;
  /** Of these, known already when they came again: their acknowledgement had been lost. */
  readonly repeats: number;
  /** Null: it did not happen, `noDiskFull` says why. */
  readonly unansweredWhileFull: number | null;
  readonly noDiskFull: string | null;
}

const STUCK_MS = 180_000;
const FULL_AT = 0.5;
const DISK_BYTES = 3 * 1024 ** 3;
/** How many sends must fail, and for how long at most that is waited for, before there is room again. */
const FULL_BITES = 30;
const FULL_MS = 60_000;
const LOOK_MS = 20;
const DRAIN_LOOK_MS = 250;

/** Gives up where nothing moves any more. */
const until = async (what: string, done: () => boolean | Promise<boolean>, moves: () => number): Promise<void> => {
  let seen = moves();
  let since = systemClock.millis();
  while (!(await done())) {
    if (moves() !== seen) {
      seen = moves();
      since = systemClock.millis();
    }
    if (systemClock.millis() - since > STUCK_MS) throw new Violation(`nothing went on for ${STUCK_MS} ms: ${what}`);
    await pause(LOOK_MS);
  }
};

const stillUp = ({ seen }: Product): void => {
  if (seen.endedByItself > 0) throw new Violation('the intake ended though nobody had killed it');
};

const fillDisk = async (disk: SmallDisk, tally: Tally, product: Product, say: (line: string) => void) => {
  const before = { unanswered: tally.unanswered, acknowledged: tally.acknowledged.size };
  await disk.fill();
  const from = systemClock.millis();
  const bites = (): number => tally.unanswered - before.unanswered;
  tally.limit = Infinity;
  while (bites() < FULL_BITES && systemClock.millis() - from < FULL_MS) await pause(LOOK_MS);
  tally.limit = tally.acknowledged.size;
  await disk.free();
  say(
    `the disk was full for ${systemClock.millis() - from} ms: ${bites()} sends unanswered, ` +
      `${tally.acknowledged.size - before.acknowledged} acknowledged, SQLSTATE 53100 named ${product.seen.diskFull} times`,
  );
  if (bites() === 0) throw new Violation('the disk was full, and everything was acknowledged as if it were not');
  return bites();
};

/**
 * Sends everything while the intake and its database are killed; rejects with a {@link Violation} where a promise broke.
 * `begun` is given what ends all of it before its time.
 */
export const soak = async (
  settings: SoakSettings,
  say: (line: string) => void,
  begun: (clear: () => Promise<void>) => void = () => undefined,
): Promise<SoakAccount> => {
  const { seed, messages, connections, steps } = settings;
  say(`seed ${seed}: ${messages} messages on ${connections} connections`);
  const scripts = scriptOf({ messages, connections, steps }, seededRandom(seed));
  const sent = scripts.flat();
  const random = seededRandom(seed + 1);
  const plan = killPlan(settings.kills, sent.length, seededRandom(seed + 2));

  const folder = await mkdtemp(join(tmpdir(), 'causeway-soak-'));
  // Where we are root the database server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const place = join(folder, 'disk');
  const disk = settings.diskFull ? await mountSmallDisk(place, DISK_BYTES) : 'it was not asked for';
  if (typeof disk === 'string') say(`the disk does not fill in this run: ${disk}`);
  const product = startProduct(place, random);
  const tally: Tally = { acknowledged: new Set(), unanswered: 0, limit: Infinity };
  const kills: Record<KillKind, number> = { process: 0, backend: 0, database: 0 };
  let over = false;
  let clearing: Promise<void> | null = null;
  const clear = async (): Promise<void> => {
    over = true;
    await product.close();
    if (typeof disk !== 'string') await disk.unmount();
    await rm(folder, { recursive: true, force: true });
  };
  const cleared = (): Promise<void> => (clearing ??= clear());
  begun(cleared);

  const harm = async (): Promise<number | null> => {
    let unansweredWhileFull: number | null = null;
    const ahead = Math.ceil(sent.length / plan.length);
    for (const { kind, after, delayMs } of plan) {
      tally.limit = after + ahead;
      const fillsBefore = typeof disk !== 'string' && unansweredWhileFull === null && after >= sent.length * FULL_AT;
      await until(
        'sending',
        () => over || tally.acknowledged.size >= after,
        () => tally.acknowledged.size,
      );
      if (over) return null;
      if (fillsBefore) {
        unansweredWhileFull = await fillDisk(disk, tally, product, say);
        tally.limit = tally.acknowledged.size + ahead;
      }
      await pause(delayMs);
      const before = [...tally.acknowledged];
      await product.kill(kind);
      kills[kind] += 1;
      await checkKept(product.ask, before);
      stillUp(product);
      say(`${before.length} of ${sent.length} acknowledged, ${kind} killed, all of them are there`);
    }
    tally.limit = Infinity;
    return unansweredWhileFull;
  };

  try {
    const port = product.port.bind(product);
    const sending = scripts.map((script) => sendAll(script, { port, tally, over: () => over }));
    const failing = (error: unknown): never => {
      over = true;
      throw error;
    };
    const [unansweredWhileFull] = await Promise.all([harm(), ...sending].map((part) => part.catch(failing)));
    say(`all ${tally.acknowledged.size} acknowledged; waiting until all are translated`);
    let waiting = -1;
    const drained = async (): Promise<boolean> => {
      const [left] = await product.ask<{ n: number }>('select count(*)::int as n from queued');
      waiting = left?.n ?? -1;
      // Looked at now and then: the machine is the worker's.
      if (waiting !== 0) await pause(DRAIN_LOOK_MS);
      return waiting === 0;
    };
    await until('translating', drained, () => waiting);
    say('all translated; looking at what is there');
    await checkEverything(product.ask, sent);
    stillUp(product);
    const [known] = await product.ask<{ n: number }>('select coalesce(sum(repeats), 0)::int as n from message');
    return {
      acknowledged: tally.acknowledged.size,
      kills,
      resent: tally.unanswered,
      repeats: known?.n ?? 0,
      unansweredWhileFull: unansweredWhileFull ?? null,
      noDiskFull: typeof disk === 'string' ? disk : null,
    };
  } catch (error) {
    for (const line of product.said().slice(-60)) say(`  the intake said: ${line}`);
    throw error;
  } finally {
    await cleared();
  }
};
