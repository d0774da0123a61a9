import { setTimeout as pause } from 'node:timers/promises';
import type { MessageSelection } from '../../schema/messages';
import { systemClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { requireFit } from '../settings/production';
import { closeOnSignal } from './close-on-signal';
import { openAdapters } from './open-adapters';
import { terminalAsk } from './who-asks';

export interface IntoLive {
  readonly since?: Instant;
  readonly feeds?: readonly string[];
  /** Places in the order of arrival: 42 of `m_42`. */
  readonly seqs?: readonly number[];
}

export interface IntoLiveMeans {
  readonly environment: Environment;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly estate: Estate;
  readonly log: (line: string) => void;
}

/** What came of it; `finished` false: nothing moved for a while, and a process that works on the inbox goes on with it. */
export interface ReplayedIntoLive {
  readonly id: string;
  readonly selected: number;
  readonly done: number;
  readonly notDone: readonly { readonly id: string; readonly why: string }[];
  readonly finished: boolean;
}

const TERMINAL = { client: 'replay-command', role: 'integration-engineer', purpose: 'SYSADMIN' } as const;
const LOOK_MS = 500;
const PATIENCE_MS = 60_000;

const selectionOf = ({ since, feeds, seqs }: IntoLive): MessageSelection =>
  seqs !== undefined
    ? { ids: seqs.map((seq) => `m_${seq}`) }
    : {
        filter: {
          states: ['translated'],
          ...(feeds !== undefined && { feeds }),
          ...(since !== undefined && { received: { from: since } }),
        },
      };

/**
 * Translates recorded messages again with the code of this process, into the live read models: the console's replay action
 * by another door, under the same policy and on the same record. Throws GraphRefusal.
 */
export const replayIntoLive = async (
  { environment, env, estate, log }: IntoLiveMeans,
  selection: IntoLive,
  reason: string,
): Promise<ReplayedIntoLive> => {
  requireFit(environment, env, estate);
  const token = env['CAUSEWAY_TOKEN'] || undefined;
  const ask = await terminalAsk({ ...TERMINAL, token }, environment, estate);
  const adapters = await openAdapters({
    ...{ environment, env, estate, clock: systemClock, log },
    ...{ as: 'visit', intake: false, systems: 'leave' },
  });
  closeOnSignal(() => adapters.close());
  try {
    const { id } = await adapters.door.inbox.act({ action: 'replay', selection: selectionOf(selection), reason }, ask);
    let still = 0;
    let last = -1;
    for (;;) {
      const row = await adapters.store.db
        .selectFrom('message_action')
        .select(['selected', 'done', 'not_done', 'finished_at'])
        .where('id', '=', Number(id.slice('ac_'.length)))
        .executeTakeFirstOrThrow();
      const { selected, done, not_done: notDone } = row;
      const finished = row.finished_at !== null;
      still = done === last ? still + LOOK_MS : 0;
      last = done;
      if (finished || still >= PATIENCE_MS) return { id, selected, done, notDone, finished };
      await pause(LOOK_MS);
    }
  } finally {
    await adapters.close();
  }
};
