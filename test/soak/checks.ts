import type { Product } from './product';
import { addressAt, eventsOf, fillerOf, isDischarge, placesBefore, visitOf, wardAt } from './script';
import type { Scripted } from './script';
import { nameOf } from './sender';
import { Violation } from './violation';

type Ask = Product['ask'];

const some = (names: readonly string[]): string =>
  `${names.length} (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''})`;

const none = (what: string, names: readonly string[]): void => {
  if (names.length > 0) throw new Violation(`${what}: ${some(names)}`);
};

/** What was acknowledged up to now is on disk, in whatever state the processes are. */
export const checkKept = async (ask: Ask, acknowledged: readonly string[]): Promise<void> => {
  const rows = await ask<{ name: string }>(`select feed || ' ' || control_id as name from message where accepted`);
  const kept = new Set(rows.map(({ name }) => name));
  none(
    'acknowledged, and not there',
    acknowledged.filter((name) => !kept.has(name)),
  );
};

/** Each message once, translated once, each person's in the order in which they were sent. */
const checkMessages = async (ask: Ask, sent: readonly Scripted[]): Promise<void> => {
  const rows = await ask<{ seq: number; name: string; state: string; again: boolean; events: number }>(`
    select m.seq, m.feed || ' ' || m.control_id as name, m.state, m.conflicts_with is not null as again,
      coalesce(told.n, 0) as events
    from message m left join (select seq, count(*)::int as n from event group by seq) told on told.seq = m.seq
    order by m.seq`);
  const kept = new Map(rows.map((row) => [row.name, row]));
  none(
    'sent, and not there',
    sent.map(nameOf).filter((name) => !kept.has(name)),
  );
  if (rows.length !== sent.length) throw new Violation(`${rows.length} messages are kept of ${sent.length} sent`);
  none(
    'not translated, or taken for another message of the same id',
    rows.filter(({ state, again }) => state !== 'translated' || again).map(({ name, state }) => `${name} ${state}`),
  );
  none(
    'without its events exactly once',
    sent
      .map((one) => ({ name: nameOf(one), due: eventsOf(one), events: kept.get(nameOf(one))?.events ?? 0 }))
      .filter(({ due, events }) => events !== due)
      .map(({ name, due, events }) => `${name} ${events} of ${due}`),
  );
  const last = new Map<string, number>();
  for (const one of sent) {
    const of = `${one.feed} ${one.person}`;
    const { seq } = kept.get(nameOf(one)) ?? { seq: 0 };
    if (seq <= (last.get(of) ?? 0)) throw new Violation(`${nameOf(one)} is kept before what was sent before it`);
    last.set(of, seq);
  }
};

/** Nothing was applied before what its person's feed had said earlier. `event.id` counts applications. */
const checkOrder = async (ask: Ask): Promise<void> => {
  const rows = await ask<{ name: string }>(`
    select name from (
      select feed || ' ' || record_id || ' ' || seq as name, seq,
        lag(seq) over (partition by feed, record_id order by id) as before from event) applied
    where seq < before`);
  none(
    'applied after what its person said later',
    rows.map(({ name }) => name),
  );
};

const checkNothingWaits = async (ask: Ask): Promise<void> => {
  const [left] = await ask<{ queued: number; pending: number; odd: number; late: number }>(`
    select (select count(*)::int from queued) as queued,
      (select count(*)::int from backlog where pending <> 0) as pending,
      (select count(*)::int from partition where blocked or held) as odd,
      (select count(*)::int from message where out_of_order) as late`);
  if (left === undefined || left.queued + left.pending + left.odd + left.late > 0)
    throw new Violation(`once all was translated: ${JSON.stringify(left)}`);
};

/** What one person's rows must tell after the last step, by a model that knows nothing of the projector. */
const expectedOf = (
  person: string,
  { admissions, results }: { admissions: number; results: number },
): readonly string[] => {
  const visits = new Map<string, string>();
  for (let step = 1; step <= admissions; step += 1)
    visits.set(
      visitOf(person, step),
      `stay ${visitOf(person, step)} ${isDischarge(step) ? 'finished' : 'in-progress'} on ${wardAt(step)} after ${placesBefore(step)}`,
    );
  return [
    ...(admissions > 0 ? [`lives ${addressAt(admissions)}`] : []),
    ...visits.values(),
    ...(results > 0 ? [`report ${fillerOf(person)} ${results} after ${results - 1}`] : []),
  ].sort();
};

interface Projected {
  readonly person: string;
  readonly said: string;
}

const PROJECTED = `
  select split_part(record_id, '|', 2) as person,
    case kind
      when 'demographics' then 'lives ' || (body #>> '{address,line,0}')
      when 'encounters' then 'stay ' || (body #>> '{identifier,value}') || ' ' || (body ->> 'status')
        || ' on ' || (body #>> '{place,ward,code}') || ' after ' || jsonb_array_length(body -> 'previousPlaces')
      else 'report ' || (body ->> 'fillerNumber') || ' ' || (body #>> '{results,0,quantity,value}')
        || ' after ' || jsonb_array_length(body -> 'previous') end as said
  from projection
  where kind in ('encounters', 'lab-reports') or (kind = 'demographics' and instance = 'pas@RWE')`;

/** The read models are those of each person's last message, and of every one before it once. */
const checkReadModels = async (ask: Ask, sent: readonly Scripted[]): Promise<void> => {
  const steps = new Map<string, { admissions: number; results: number }>();
  for (const { person, feed, step } of sent) {
    const counted = steps.get(person) ?? { admissions: 0, results: 0 };
    steps.set(person, feed === 'pas-adt' ? { ...counted, admissions: step } : { ...counted, results: step });
  }
  const found = new Map<string, string[]>();
  for (const { person, said } of await ask<Projected>(PROJECTED))
    found.set(person, [...(found.get(person) ?? []), said]);
  const wrong = [...steps].flatMap(([person, counted]) => {
    const expected = expectedOf(person, counted).join('; ');
    const projected = (found.get(person) ?? []).sort().join('; ');
    return projected === expected ? [] : [`${person}: "${projected}" in place of "${expected}"`];
  });
  none('read models that are not those of the last message', wrong);
  none(
    'people nobody told of',
    [...found.keys()].filter((person) => !steps.has(person)),
  );
};

/** Everything that is promised of messages, once all were acknowledged and translated. */
export const checkEverything = async (ask: Ask, sent: readonly Scripted[]): Promise<void> => {
  await checkMessages(ask, sent);
  await checkOrder(ask);
  await checkNothingWaits(ask);
  await checkReadModels(ask, sent);
};
