import { sql } from 'kysely';
import { absent } from '../../schema/answer';
import type { RoutedAnswer } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import { HEARD_WHOLE, type Store } from '../store';
import { ORDINARY_WAIT_MS } from '../store/ordinary-wait';

/** A feed that tells the index of people. */
export interface TellingFeed {
  readonly instance: InstanceName;
  readonly systemName: string;
  readonly silenceMs: number;
}

interface Heard {
  readonly instance: string;
  /** Null where one of its feeds was never heard. */
  readonly heard: Date | null;
  readonly behind: Date | null;
}

/**
 * What a search that found nobody rests on: each system that tells the index of people, `absent` where all that it told
 * is known here, `failed` where it was not heard within its feed's silence or its messages wait.
 */
export const createTellers =
  ({ db }: Pick<Store, 'db'>, clock: Clock, feeds: () => readonly TellingFeed[]) =>
  async (): Promise<readonly RoutedAnswer<null>[]> => {
    const telling = [...new Map(feeds().map((feed) => [feed.instance, feed])).values()];
    const { rows } = await sql<Heard>`select instance,
        ${HEARD_WHOLE} as heard, min(behind_since) as behind
      from feed where instance = any(${telling.map(({ instance }) => instance)}::text[]) group by instance`.execute(db);
    return telling.map(({ instance, systemName, silenceMs }) => {
      const { heard = null, behind = null } = rows.find((row) => row.instance === instance) ?? {};
      const since = (at: Date | null): number => (at === null ? 0 : clock.millis() - at.getTime());
      const isKnown = heard !== null && since(heard) <= silenceMs && since(behind) <= ORDINARY_WAIT_MS;
      const message = `${instance} has not been heard, or is behind with its messages; it may know somebody`;
      return {
        ...{ capability: 'demographics', instance, systemName, needed: true, ms: 0, withheld: false },
        answer: isKnown
          ? absent({ instance, asOf: instantOf(heard.getTime()), retrievedAt: now(clock), freshness: 'PROJECTED' })
          : { kind: 'failed', error: systemError('SOURCE_STALE', instance, message) },
      };
    });
  };
