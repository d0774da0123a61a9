import { sql } from 'kysely';
import { now } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { AffectedFeed, Figure, SystemFigures } from '../../schema/migration/plan';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import { DAY, instantOf } from '../../schema/time';
import { routedCapabilities, type PlanMeans } from './plan-means';
import type { Counted } from './records-held';

const instantOrNull = (at: Date | null | undefined) => (at ? instantOf(at.getTime()) : null);

const uncounted = ({ name, connected }: RegisteredSystem): Figure => ({
  value: null,
  how: connected
    ? `${name} is only queried and never tells: nobody can count what it holds, and no estimate was made`
    : `No adapter reaches ${name}: what it holds can be counted in it alone`,
  at: null,
});

/** A rate is told over a minute at least. */
const SHORTEST_MS = 60_000;

interface FeedRow {
  readonly feed: string;
  readonly messages: string;
  readonly refused: string;
  readonly held: string;
  readonly last_at: Date | null;
  readonly first_at: Date | null;
}

/**
 * Feeds of some systems: how much they sent in the last 30 days, or since their first message where that is shorter, and when last. What was refused or held was sent, too, and
 * so was what is said again (`repeats`): a sender whose messages are of no use here still sends, and somebody depends on it.
 */
export const feedsOfSystems = async (
  { store, feeds, clock }: Pick<PlanMeans, 'store' | 'feeds' | 'clock'>,
  systems: readonly InstanceName[],
): Promise<ReadonlyMap<InstanceName, readonly AffectedFeed[]>> => {
  const asked = feeds.filter(({ instance }) => systems.includes(instance));
  const since = instantOf(clock.millis() - 30 * DAY);
  const { rows } = await sql<FeedRow>`
    select f.feed, sent.messages, sent.refused, sent.held, greatest(sent.last_at, last.at) as last_at, first.at as first_at
    from unnest(${asked.map(({ name }) => name)}::text[]) as f (feed)
    cross join lateral (select count(*) as messages, count(*) filter (where not m.accepted) as refused,
        count(*) filter (where m.state = 'held') as held, max(greatest(m.received_at, m.last_repeat_at)) as last_at
      from message m where m.feed = f.feed and m.received_at >= ${since}::timestamptz) sent
    left join lateral (select greatest(m.received_at, m.last_repeat_at) as at
      from message m where m.feed = f.feed order by m.seq desc limit 1) last on true
    left join lateral (select m.received_at as at from message m where m.feed = f.feed order by m.seq limit 1) first on true`.execute(
    store.db,
  );
  const told = new Map(rows.map((row) => [row.feed, row]));
  return new Map(
    systems.map((system) => [
      system,
      asked
        .filter(({ instance }) => instance === system)
        .map(({ name }) => {
          const row = told.get(name);
          const from = Math.max(Date.parse(since), row?.first_at?.getTime() ?? 0);
          const days = Math.max(clock.millis() - from, SHORTEST_MS) / DAY;
          return {
            ...{ feed: name, countedFrom: instantOf(from), lastAt: instantOrNull(row?.last_at) },
            messagesPerDay: Number(row?.messages ?? 0) / days,
            refusedPerDay: Number(row?.refused ?? 0) / days,
            heldPerDay: Number(row?.held ?? 0) / days,
          };
        }),
    ]),
  );
};

/** Those that sent within so many days. */
export const stillSending = (
  feeds: readonly AffectedFeed[],
  { clock }: Pick<PlanMeans, 'clock'>,
  days: number,
): readonly AffectedFeed[] =>
  feeds.filter(({ lastAt }) => lastAt !== null && Date.parse(lastAt) >= clock.millis() - days * DAY);

/** What can still be read of a system once it is off: what its feeds told is kept, what it was only asked for is not. */
export const readableAfter = (
  system: RegisteredSystem,
  routes: readonly MigrationRoute[],
  { feeds, kindOf }: Pick<PlanMeans, 'feeds' | 'kindOf'>,
): SystemFigures['readableAfter'] => {
  const kind = kindOf(system.id);
  if (!kind) {
    const words = `No adapter reaches ${system.name}: what it holds can be read in it alone.`;
    return { readable: false, words };
  }
  const routed = routedCapabilities(system.id, routes);
  const isTold = feeds.some(({ instance }) => instance === system.id);
  const kept = routed.filter((capability) => isTold && kind.provides[capability]?.from === 'projection');
  const lost = routed.filter((capability) => !kept.includes(capability));
  const archive = `What its feeds told stays readable as an archive: ${kept.join(', ')}.`;
  if (lost.length === 0)
    return { readable: true, words: kept.length === 0 ? `${system.name} answers for nothing.` : archive };
  const queried = `${system.name} was only queried, never told, for ${lost.join(', ')}: nothing of it can be read once it is off.`;
  return { readable: false, words: kept.length === 0 ? queried : `${queried} ${archive}` };
};

/** What is known of each system's records (question 25). */
export const figuresOf = async (
  systems: readonly RegisteredSystem[],
  routes: readonly MigrationRoute[],
  means: Pick<PlanMeans, 'store' | 'feeds' | 'kindOf'>,
  recordsHeld: () => Promise<Counted>,
): Promise<readonly SystemFigures[]> => {
  const { store, feeds } = means;
  const isTold = (id: InstanceName): boolean => feeds.some(({ instance }) => instance === id);
  if (!systems.some(({ id }) => isTold(id))) return systems.map((system) => untold(system, routes, means));
  const { held, at } = await recordsHeld();
  const { rows } = await sql<{ instance: string; heard: Date | null }>`
    select instance, max(last_heard_at) as heard from feed group by 1`.execute(store.db);
  const heard = new Map(rows.map((row) => [row.instance, row.heard]));
  const counted = (value = 0): Figure => ({ value, how: 'counted from what its feeds told', at });
  return systems.map((system) =>
    isTold(system.id)
      ? {
          recordsHeld: counted(held.get(system.id)?.records),
          verifiedNhsNumbers: counted(held.get(system.id)?.verified),
          lastWriteAt: instantOrNull(heard.get(system.id)),
          readableAfter: readableAfter(system, routes, means),
        }
      : untold(system, routes, means),
  );
};

const untold = (
  system: RegisteredSystem,
  routes: readonly MigrationRoute[],
  means: Pick<PlanMeans, 'feeds' | 'kindOf'>,
): SystemFigures => ({
  ...{ recordsHeld: uncounted(system), verifiedNhsNumbers: uncounted(system), lastWriteAt: null },
  readableAfter: readableAfter(system, routes, means),
});

/** People the control knows, and of these those the candidate knows. A system without a feed tells the index of nobody. */
export const peopleCovered = async (
  control: RegisteredSystem,
  candidate: RegisteredSystem,
  { store, feeds, clock }: Pick<PlanMeans, 'store' | 'feeds' | 'clock'>,
): Promise<{ readonly control: Figure; readonly candidate: Figure }> => {
  const isTold = ({ id }: RegisteredSystem): boolean => feeds.some(({ instance }) => instance === id);
  const { rows } = await sql<{ control: string; candidate: string }>`
    select count(distinct c.person_id) as control,
      count(distinct c.person_id) filter (where exists (select 1 from person_record n
        where n.person_id = c.person_id and n.instance = ${candidate.id} and not n.retired)) as candidate
    from person_record c where c.instance = ${control.id} and not c.retired`.execute(store.db);
  const counted = (value: string | undefined): Figure => ({
    value: Number(value ?? 0),
    how: 'counted in the index of people',
    at: now(clock),
  });
  return {
    control: isTold(control) ? counted(rows[0]?.control) : uncounted(control),
    candidate: isTold(control) && isTold(candidate) ? counted(rows[0]?.candidate) : uncounted(candidate),
  };
};
