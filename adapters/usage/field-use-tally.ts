import type { Clock } from '../../schema/clock';
import type { FieldRead, UseRecorder } from '../../schema/migration/use';
import { DAY, HOUR, instantOf, londonDate, startOfLondonDay, type Instant } from '../../schema/time';
import { sql } from 'kysely';
import type { Store } from '../store';
import type { Tally } from './flushing';

/** Names are the client's own: one that makes a new one for each request is counted under this. */
const OTHERS = 'others';
const MOST_OPERATIONS = 500;

interface Count {
  requests: number;
  lastAt: number;
}

interface Reader {
  readonly day: string;
  readonly client: string;
  readonly operation: string;
  /** By list: the same answer of the same operation has the same list. */
  readonly counts: Map<Fields, Count>;
}

type Fields = readonly FieldRead[];

const rests = new WeakMap<Fields, WeakMap<Fields, Fields>>();

/** Those that are not among `counted`; the same list for the same two. */
const without = (fields: Fields, counted: Fields): Fields => {
  if (fields === counted) return [];
  const known = rests.get(fields) ?? new WeakMap<Fields, Fields>();
  rests.set(fields, known);
  const hit = known.get(counted);
  if (hit) return hit;
  const already = new Set(counted);
  const rest = fields.filter((field) => !already.has(field));
  known.set(counted, rest);
  return rest;
};

/** Counts who reads which field, in memory. A request is one however many parts it is answered in. */
export const createFieldUseTally = ({ db }: Store, clock: Clock): UseRecorder & Tally => {
  let readers = new Map<string, Reader>();
  /** Of requests that may still come to another part: until their deadline. */
  const requests = new Map<string, { readonly until: number; readonly counted: Fields[] }>();
  const operations = new Map<string, Set<string>>();
  let day = { name: '', until: 0, from: 0 };

  const today = (at: number): string => {
    if (at >= day.until || at < day.from) {
      const name = londonDate(instantOf(at));
      const from = Date.parse(startOfLondonDay(name));
      // A day of London has 23 to 25 hours.
      const next = londonDate(instantOf(from + DAY + 2 * HOUR));
      day = { name, from, until: Date.parse(startOfLondonDay(next)) };
    }
    return day.name;
  };
  const named = (client: string, operation: string): string => {
    const known = operations.get(client) ?? new Set();
    operations.set(client, known);
    if (known.has(operation)) return operation;
    if (known.size >= MOST_OPERATIONS) return OTHERS;
    known.add(operation);
    return operation;
  };
  const readerOf = (client: string, operation: string, at: number): Reader => {
    const name = named(client, operation);
    const key = `${today(at)} ${client} ${name}`;
    const reader = readers.get(key) ?? { day: day.name, client, operation: name, counts: new Map() };
    readers.set(key, reader);
    return reader;
  };
  /** What of these was not counted yet for this request. */
  const notCounted = (request: string, until: number, fields: Fields): Fields => {
    const known = requests.get(request);
    if (!known) {
      requests.set(request, { until, counted: [fields] });
      return fields;
    }
    const rest = known.counted.reduce(without, fields);
    if (rest.length > 0) known.counted.push(rest);
    return rest;
  };
  const size = (): number => [...readers.values()].reduce((sum, { counts }) => sum + counts.size, 0);

  return {
    read: (fields, { client, operation, requestId, deadline }) => {
      if (fields.length === 0) return;
      const at = clock.millis();
      const { counts } = readerOf(client, operation, at);
      // The deadline tells apart requests that a client gives the same id.
      const fresh = notCounted(`${requestId} ${deadline}`, deadline, fields);
      if (fresh.length === 0) return;
      const count = counts.get(fresh);
      if (count) {
        count.requests += 1;
        count.lastAt = at;
      } else counts.set(fresh, { requests: 1, lastAt: at });
    },
    size,
    take: () => {
      const taken = [...readers.values()];
      readers = new Map();
      for (const [request, { until }] of requests) if (until < clock.millis()) requests.delete(request);
      const rows = rowsOf(taken);
      return {
        write: async () => {
          if (rows.length === 0) return;
          const column = (of: (row: (typeof rows)[number]) => string | number) => rows.map(of);
          await sql`insert into field_use as known (day, client, operation, field, capability, system, requests, last_at)
            select * from unnest(${column((row) => row.day)}::date[], ${column((row) => row.client)}::text[],
              ${column((row) => row.operation)}::text[], ${column((row) => row.field)}::text[],
              ${column((row) => row.capability)}::text[], ${column((row) => row.system)}::text[],
              ${column((row) => row.requests)}::bigint[], ${column((row): Instant => instantOf(row.lastAt))}::timestamptz[])
            on conflict (day, client, operation, field, capability, system) do update
            set requests = known.requests + excluded.requests, last_at = greatest(known.last_at, excluded.last_at)`.execute(
            db,
          );
        },
        putBack: () => {
          for (const { day, client, operation, counts } of taken) {
            const key = `${day} ${client} ${operation}`;
            const reader = readers.get(key) ?? { day, client, operation, counts: new Map<Fields, Count>() };
            readers.set(key, reader);
            for (const [fields, { requests, lastAt }] of counts) {
              const count = reader.counts.get(fields) ?? { requests: 0, lastAt: 0 };
              reader.counts.set(fields, {
                requests: count.requests + requests,
                lastAt: Math.max(count.lastAt, lastAt),
              });
            }
          }
        },
      };
    },
  };
};

/** Two processes that write at once take the rows in the same order, and so never wait for each other in a ring. */
const orderOf = (row: { readonly day: string; readonly client: string; readonly operation: string } & FieldRead) =>
  [row.day, row.client, row.operation, row.field, row.capability, row.system].join(' ');

interface Row extends FieldRead, Count {
  readonly day: string;
  readonly client: string;
  readonly operation: string;
}

/** One row a field: what is written. */
const rowsOf = (taken: readonly Reader[]): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const { day, client, operation, counts } of taken)
    for (const [fields, { requests, lastAt }] of counts)
      for (const field of fields) {
        const row = { day, client, operation, ...field, requests, lastAt };
        const known = rows.get(orderOf(row));
        if (known) {
          known.requests += requests;
          known.lastAt = Math.max(known.lastAt, lastAt);
        } else rows.set(orderOf(row), row);
      }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};
