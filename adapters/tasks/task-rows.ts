import { sql } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Store } from '../store';
import type { TaskOwner } from './owners';

/** A task in somebody's hands, with the record of the person whom it is about. */
export interface TaskInHand extends TaskOwner {
  readonly key: string;
  readonly recordInstance: InstanceName;
  readonly recordId: string;
  readonly authoredOn: Instant;
}

/** Whether it is this process that asks now: one of all, and no sooner than it is time. */
export const claimAsking = async (
  { db }: Pick<Store, 'db'>,
  instance: InstanceName,
  { now, notSince }: { readonly now: Instant; readonly notSince: Instant },
): Promise<boolean> => {
  const { rows } = await sql`insert into task_source (instance, asked_at) values (${instance}, ${now})
    on conflict (instance) do update set asked_at = excluded.asked_at where task_source.asked_at <= ${notSince}::timestamptz
    returning instance`.execute(db);
  return rows.length > 0;
};

export interface Told {
  /** Keys of all tasks that were told of, in somebody's hands or in nobody's. */
  readonly keys: readonly string[];
  readonly inHand: readonly TaskInHand[];
  /** False where not all was told: a task that was not told of is then not over. */
  readonly complete: boolean;
  readonly at: Instant;
}

/**
 * Makes what is known of an instance's tasks what it has told. A task that is handed on is over for whoever had it. None
 * counts as raised later than it was heard of: a moment that is still to come would keep it open for longer.
 */
export const keepTold = async ({ db }: Pick<Store, 'db'>, instance: InstanceName, told: Told): Promise<void> => {
  const { keys, inHand, complete, at } = told;
  const column = (of: (one: TaskInHand) => string): readonly string[] => inHand.map(of);
  await sql`with said as materialized (
      select distinct on (key, kind, owner) key, kind, owner, record_instance, record_id,
        least(raised_at, ${at}::timestamptz) as authored_at,
        case when over then ${at}::timestamptz end as closed_at
      from unnest(${column((one) => one.key)}::text[],
        ${column((one) => one.kind)}::text[], ${column((one) => one.owner)}::text[],
        ${column((one) => one.recordInstance)}::text[], ${column((one) => one.recordId)}::text[],
        ${column((one) => one.authoredOn)}::timestamptz[], ${inHand.map(({ over }) => over)}::boolean[])
        as said (key, kind, owner, record_instance, record_id, raised_at, over)
    ), gone as (
      update task_owner as t set closed_at = ${at}
      where t.instance = ${instance} and t.closed_at is null and (${complete}::boolean or t.key = any(${keys}::text[]))
        and not exists (select from said where (said.key, said.kind, said.owner) = (t.key, t.kind, t.owner))
    )
    insert into task_owner (instance, key, kind, owner, record_instance, record_id, authored_at, closed_at)
    select ${instance}, key, kind, owner, record_instance, record_id, authored_at, closed_at from said
    on conflict (instance, key, kind, owner) do update
      set closed_at = case when excluded.closed_at is not null then coalesce(task_owner.closed_at, excluded.closed_at) end,
      record_instance = excluded.record_instance, record_id = excluded.record_id`.execute(db);
};

/** Lets go of what was raised before, whoever told of it: also of those that are asked no more. */
export const forgetRaisedBefore = async ({ db }: Pick<Store, 'db'>, before: Instant): Promise<void> => {
  await sql`delete from task_owner where authored_at < ${before}::timestamptz`.execute(db);
};
