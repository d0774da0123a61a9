import type { Difference } from '../../schema/difference';
import type { InstanceName } from '../../schema/identifiers';
import { COMPARED_KINDS, compareRecords, recordsOfRows } from '../comparison';
import type { ComparableRow } from '../comparison';
import type { LiveSnapshot } from './live-snapshot';

export interface FoundDifference extends Difference {
  readonly instance: InstanceName;
  /** Of somebody whose values are masked by the rebuilt index of people, whatever the live one says. */
  readonly maskedWhenRebuilt?: true;
}

/** Rows of one business key: what is compared with each other. */
interface Group {
  readonly instance: InstanceName;
  readonly kind: string;
  readonly business_key: string;
  readonly rows: readonly Omit<ComparableRow, 'kind'>[];
}

const BATCH = 500;

/** A person's record is compared with whom the index joined it to: two people under one id is the gravest error of all. */
const LINKED = `case when p.kind = 'demographics' then jsonb_build_object('linkedRecords', (
    select jsonb_agg(other.instance || ' ' || other.record_id order by (other.instance || ' ' || other.record_id) collate "C")
    from person_record as own join person_record as other on other.person_id = own.person_id and other.id <> own.id
    where own.instance = p.instance and own.record_id = p.key
  )) else '{}' end`;

/** In one order on both sides, whatever either database's language. */
const groups = (whole: boolean, condition: string): string => `
  select p.instance, p.kind, coalesce(p.body ->> 'key', p.key) as business_key,
    jsonb_agg(jsonb_build_object('key', p.key, 'recordId', p.record_id, 'body', p.body || ${whole ? LINKED : `'{}'`})
      order by p.key collate "C") as rows
  from projection as p where p.kind = any($1) and ${condition}
  group by p.instance, p.kind, coalesce(p.body ->> 'key', p.key)
  order by p.instance collate "C", p.kind collate "C", coalesce(p.body ->> 'key', p.key) collate "C"`;

async function* groupsOf(snapshot: LiveSnapshot, whole: boolean): AsyncGenerator<Group> {
  const touched = `exists (select 1 from replay_touched as t where t.instance = p.instance and t.stream = p.stream)`;
  for await (const batch of snapshot.batches<Group>(groups(whole, whole ? 'true' : touched), [COMPARED_KINDS], BATCH))
    yield* batch;
}

const compareKeys = (a: Group, b: Group): number => {
  for (const [x, y] of [
    [a.instance, b.instance],
    [a.kind, b.kind],
    [a.business_key, b.business_key],
  ] as const) {
    const order = Buffer.compare(Buffer.from(x), Buffer.from(y));
    if (order !== 0) return order;
  }
  return 0;
};

const recordsOf = (group: Group | undefined): ReturnType<typeof recordsOfRows> =>
  group === undefined ? [] : recordsOfRows(group.rows.map((row) => ({ ...row, kind: group.kind })));

/** Every difference between two databases' read models, in order of instance, kind and key; one group in memory at a time. */
export async function* differencesBetween(
  before: LiveSnapshot,
  after: LiveSnapshot,
  whole: boolean,
): AsyncIterable<readonly FoundDifference[]> {
  const [left, right] = [groupsOf(before, whole), groupsOf(after, whole)];
  let [a, b] = await Promise.all([left.next(), right.next()]);
  while (a.done !== true || b.done !== true) {
    const order = a.done === true ? 1 : b.done === true ? -1 : compareKeys(a.value, b.value);
    const was = order <= 0 && a.done !== true ? a.value : undefined;
    const is = order >= 0 && b.done !== true ? b.value : undefined;
    const instance = (was ?? is)?.instance;
    const found = compareRecords(recordsOf(was), recordsOf(is));
    if (found.length > 0 && instance !== undefined) yield found.map((difference) => ({ ...difference, instance }));
    if (was !== undefined) a = await left.next();
    if (is !== undefined) b = await right.next();
  }
}
