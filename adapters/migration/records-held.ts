import { sql, type RawBuilder } from 'kysely';
import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import { HOUR, instantOf, type Instant } from '../../schema/time';
import type { Store } from '../store';

/** What is known of one system's records. */
export interface RecordsHeld {
  readonly instance: InstanceName;
  readonly records: number;
  /** Of those, of people whose NHS number was traced. */
  readonly verified: number;
}

export interface Counted {
  readonly held: ReadonlyMap<InstanceName, RecordsHeld>;
  /** When they were counted. */
  readonly at: Instant;
}

/** Above so many records a count is told again for an hour: it goes through all of them, beside live reads. */
export const MANY = 100_000;

/** Every system's in one look: each record once, and its person by their key. */
export const countHeld = (): RawBuilder<RecordsHeld> => sql`
  select p.instance, sum(p.records)::bigint as records,
    coalesce(sum(p.records) filter (where r.id is not null), 0)::bigint as verified
  from (select instance, record_id, count(*) as records from projection group by 1, 2) p
  left join person_record r
    on r.instance = p.instance and r.record_id = p.record_id and r.trace_status = '01' and not r.retired
  group by 1`;

/** Gives the records held, by system; those of a small installation as they are now. Who asks while others count has theirs. */
export const createRecordsHeld = ({ db }: Pick<Store, 'db'>, clock: Clock): (() => Promise<Counted>) => {
  let inHand: Promise<Counted> | null = null;
  let kept: { readonly until: number; readonly counted: Counted } | null = null;
  const count = async (): Promise<Counted> => {
    const at = clock.millis();
    const { rows } = await countHeld().execute(db);
    const counted = { held: new Map(rows.map((row) => [row.instance, row])), at: instantOf(at) };
    const isBig = rows.reduce((sum, { records }) => sum + records, 0) > MANY;
    kept = isBig ? { until: at + HOUR, counted } : null;
    return counted;
  };
  return () => {
    if (kept !== null && clock.millis() < kept.until) return Promise.resolve(kept.counted);
    inHand ??= count().finally(() => {
      inHand = null;
    });
    return inHand;
  };
};
