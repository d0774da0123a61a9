import type { Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { instanceParts } from '../../schema/identifiers';
import type { CandidatePlan } from '../../schema/migration/route-moves';
import { momentWords } from '../../schema/moment-words';
import type { Tables } from '../store';
import { freezeOfGroup, freezesAt } from './freezes';
import { recordChanges, type Mover } from './history';
import { toSystem } from './ledger';
import { serveRefusals } from './move-rules';
import { groupRows, routeRows, type RouteRow } from './route-rows';
import { answering, offOn, REGISTERED_PRACTICE, routeId, type Route } from './routes';
import type { LedgerSettings } from './sync-routes';

/** The route as it will be planned: who answers stays who answers, and is the control from now on. */
const planned = (route: Route, candidate: CandidatePlan['candidate']): Route => ({
  ...route,
  ...{ control: answering(route), candidate, stage: 'off', predecessors: offOn(route) },
});

const refusalsOf = (route: Route, about: Parameters<typeof serveRefusals>[1]): readonly string[] => {
  const { control, candidate, organisation, predecessors = [] } = route;
  if (candidate === undefined) return [];
  const everywhere = instanceParts(candidate).organisation === REGISTERED_PRACTICE;
  if (everywhere !== (organisation === REGISTERED_PRACTICE))
    return [
      `candidate of ${routeId(route)} must be an instance @* where the route is of the registered practice, and nowhere else`,
    ];
  if (candidate === control) return [`candidate ${candidate} answers on ${routeId(route)} already`];
  if (predecessors.includes(candidate))
    return [`candidate ${candidate} answered on ${routeId(route)} before, and is off`];
  return serveRefusals(route, about).map((words) => `candidate cannot take over: ${words}`);
};

const pairOf = ({ control, candidate }: Route): string => `${control} -> ${candidate ?? 'nobody'}`;

/**
 * Plans who is to take over a group next. Nobody's answers change: at `retired` its new owner becomes the control, at `off`
 * another candidate stands in place of the planned one. Ids of the group. Throws GraphRefusal BAD_USER_INPUT.
 */
export const planCandidate = async (
  trx: Transaction<Tables>,
  { route: id, candidate, reason }: CandidatePlan,
  by: Mover,
  { clock, kinds }: { readonly clock: Clock; readonly kinds: LedgerSettings['kinds'] },
): Promise<readonly RouteRow[]> => {
  const refuse = (words: string): never => {
    throw new GraphRefusal('BAD_USER_INPUT', words);
  };
  const group = groupRows(await routeRows(trx), id);
  if (group.length === 0) refuse('route is not one of the ledger');
  const ids = group.map((row) => row.id);
  const freeze = freezeOfGroup(await freezesAt(trx, now(clock)), ids);
  if (freeze) refuse(`candidate is frozen: until ${momentWords(freeze.to)} by ${freeze.by} (${freeze.reason})`);
  const stages = new Set(group.map(({ route }) => route.stage));
  const [stage] = stages;
  if (stages.size > 1 || (stage !== 'off' && stage !== 'retired'))
    refuse('candidate is planned where the whole group stands at off, or at retired; move it there first');
  if (stage === 'off' && group.every(({ route }) => route.candidate === candidate)) refuse('candidate is already so');
  const rehearsing = trx
    .selectFrom('rehearsal')
    .select('id')
    .where('route', 'in', ids)
    .where('finished_at', 'is', null);
  if (await rehearsing.executeTakeFirst())
    refuse('candidate is being rehearsed; plan another once the rehearsal is over');
  const systems = (await trx.selectFrom('system_instance').selectAll().execute()).map(toSystem);
  const about = { kinds, systems: new Map(systems.map((system) => [system.name, system])) };
  const next = group.map((row) => ({ ...row, was: row.route, route: planned(row.route, candidate) }));
  const refusals = next.flatMap(({ route }) => refusalsOf(route, about));
  if (refusals.length > 0) refuse(refusals.join('; '));
  for (const { route } of next)
    await trx
      .updateTable('route')
      .set({
        ...{ control: route.control, candidate, stage: 'off', predecessors: [...(route.predecessors ?? [])] },
        ...{ planned_at: now(clock), moved_by: by.name, at: now(clock), why: reason },
      })
      .where('organisation', '=', route.organisation)
      .where('capability', '=', route.capability)
      .where('role', '=', route.role)
      .execute();
  const changes = next.map(({ id: about, was, route }) => ({
    ...{ about, what: 'planned', before: `${was.stage}: ${pairOf(was)}`, after: `off: ${pairOf(route)}`, reason },
  }));
  await recordChanges(trx, changes, by, clock);
  return group;
};
