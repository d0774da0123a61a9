import { sql } from 'kysely';
import type { Viewer } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { DateRange } from '../../schema/time';
import { REGISTERED_PRACTICE } from '../ledger';
import type { Store } from '../store';

export interface NewRehearsal {
  readonly route: string;
  readonly window: DateRange;
  readonly most: number;
  readonly reason: string;
  readonly by: Viewer;
}

/** Writes down that what was recorded is to be asked again; its number, or null where nothing was recorded. */
export type BeginRehearsal = (wanted: NewRehearsal) => Promise<number | null>;

const recordedIn = async (store: Store, { route, window, most }: NewRehearsal): Promise<readonly number[]> => {
  const [organisation = '', capability = ''] = route.split('/');
  const anywhere = organisation === REGISTERED_PRACTICE;
  // Evenly spread over the window, and counted out in the store: a window may hold very many.
  const { rows } = await sql<{ id: number }>`select id from (
      select id, row_number() over (order by id) - 1 as place, count(*) over () as total from recorded_ask
      where capability = ${capability} and at >= ${window.from}::timestamptz and at < ${window.to}::timestamptz
        and (persons <> '{}' or ${anywhere} or exists (
          select 1 from unnest(places) as place where split_part(place, '|', 1) = ${organisation}))
    ) as asked
    where place = 0 or place * ${most}::bigint / total > (place - 1) * ${most}::bigint / total
    order by id`.execute(store.db);
  return rows.map(({ id }) => id);
};

/** Whoever takes up rehearsals finds it there: this process, a thread of it, or another. */
export const createBeginRehearsal =
  ({ store, clock }: { readonly store: Store; readonly clock: Clock }): BeginRehearsal =>
  async (wanted) => {
    const asks = await recordedIn(store, wanted);
    if (asks.length === 0) return null;
    const { route, window, reason, by } = wanted;
    const { id } = await store.db
      .insertInto('rehearsal')
      .values({
        ...{ route, at: now(clock), by_name: by.name, by_role: by.role, reason },
        ...{ from_at: window.from, to_at: window.to, ask_ids: [...asks], done: 0 },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
