import { sql } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { refuseInput } from '../../schema/errors';
import type { Evidence, Rehearsal, RehearsalRequest } from '../../schema/migration/evidence';
import { reasonGiven } from '../../schema/reason';
import { instantOf } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import { createRecordedRead, pageSize, type Recorder } from '../routing';
import { createBeginRehearsal, rampSpent, rampsNow, routeNow, type RampBudget } from '../shadow';
import type { Store } from '../store';
import { createAcknowledge } from './acknowledge';
import { readAgreement } from './agreement';
import { readMigrationAlerts } from './alerts';
import { openRehearsalId, readComparisons } from './comparisons';
import { knownRehearsal, knownRoute } from './known';
import { named } from './named';
import { plannedAt } from './planned-at';
import { createReveal } from './reveal';

export interface EvidenceMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly index: Pick<IdentityIndex, 'byIds'>;
  readonly recorder: Recorder;
  readonly budgetOf: (route: string) => Promise<RampBudget>;
  /** Differing values are kept under it (`differingKey`). */
  readonly key: Buffer;
}

const MOST_REHEARSALS = 100;
const MOST_ASKS = 10_000;

/** What comparing found, as planners see it: authorised, on record, and without a value but by `reveal`. */
export const createEvidence = (means: EvidenceMeans): Evidence => {
  const { store, clock, recorder } = means;
  const beginRehearsal = createBeginRehearsal({ store, clock });
  const recorded = createRecordedRead(recorder, 'The ledger');
  const read = <T>(ask: Ask, note: string, work: () => Promise<T>): Promise<T> =>
    recorded('migration', ask, work, () => ({ note }));

  const rehearsalsWhere = async (where: { readonly route?: string; readonly id?: number }): Promise<Rehearsal[]> => {
    let query = store.db
      .selectFrom('rehearsal')
      .select(({ fn }) => [
        'id',
        'route',
        'at',
        'by_name',
        'from_at',
        'to_at',
        'done',
        'finished_at',
        fn<number>('cardinality', ['ask_ids']).as('asks'),
      ]) // prettier-ignore
      .orderBy('id', 'desc')
      .limit(MOST_REHEARSALS);
    // Those of the route as it is planned now: of other systems, each is found by its id.
    if (where.route !== undefined)
      query = query
        .where('route', '=', where.route)
        .where((row) => row('at', '>=', sql<Date>`coalesce(${plannedAt(where.route ?? '')}, '-infinity')`));
    if (where.id !== undefined) query = query.where('id', '=', where.id);
    const rows = await query.execute();
    return Promise.all(
      rows.map(async ({ id, route, at, by_name: by, from_at: from, to_at: to, finished_at: finished, done, asks }) => ({
        ...{ id: `rh_${id}`, route, by, done, asks, at: instantOf(at.getTime()) },
        window: { from: instantOf(from.getTime()), to: instantOf(to.getTime()) },
        finishedAt: finished && instantOf(finished.getTime()),
        agreement: await readAgreement(store, { route, rehearsal: id }),
      })),
    );
  };
  const rehearsalOf = async (id: string): Promise<Rehearsal | null> => {
    const number = openRehearsalId(id);
    return number === null ? null : ((await rehearsalsWhere({ id: number }))[0] ?? null);
  };

  const begin = async ({ route, window, most, reason }: RehearsalRequest, ask: Ask): Promise<Rehearsal> => {
    const words = reasonGiven(reason);
    if (!Number.isInteger(most) || most < 1 || most > MOST_ASKS)
      refuseInput(`most must lie between 1 and ${MOST_ASKS}`);
    if ((await routeNow(store, route)) === null) refuseInput('route must be one with a candidate');
    const id = await beginRehearsal({ route, window, most, reason: words, by: ask.viewer });
    const begun = id === null ? null : await rehearsalOf(`rh_${id}`);
    return begun ?? refuseInput('window must hold recorded asks of this route; there are none');
  };

  return {
    agreement: (route, window, ask) =>
      read(ask, `agreement of ${named(route)}`, () => readAgreement(store, { route, window })),
    comparisons: (filter, first, after, ask) =>
      read(ask, `comparisons by ${Object.keys(filter).join(', ') || 'nothing'}`, async () => {
        if (filter.route !== undefined) await knownRoute(store, filter.route);
        if (filter.rehearsal !== undefined) await knownRehearsal(store, openRehearsalId(filter.rehearsal));
        return readComparisons(store, filter, pageSize(first), after);
      }),
    rehearsals: (route, ask) =>
      read(ask, `rehearsals of ${route === null ? 'every route' : named(route)}`, async () => {
        if (route === null) return rehearsalsWhere({});
        await knownRoute(store, route);
        return rehearsalsWhere({ route });
      }),
    rehearsal: (id, ask) =>
      read(ask, `rehearsal ${openRehearsalId(id) === null ? 'by no id' : id}`, () => rehearsalOf(id)),
    rehearse: async (request, ask) => {
      await recorder.authorise('migration-actions', ask);
      // On record before it is done.
      const note = `rehearsal of ${named(request.route)}: ${reasonGiven(request.reason)}`;
      await recorder.answered({ ask, capability: 'migration-actions', persons: [], instances: [], note });
      return recorder.own('migration-actions', begin(request, ask), 'The ledger');
    },
    reveal: createReveal(means),
    acknowledge: createAcknowledge(means),
    alerts: (onlyOpen, ask) => read(ask, 'alerts of the ledger', () => readMigrationAlerts(store, onlyOpen)),
    spent: (routes, ask) =>
      read(ask, 'how ramps stand against their budgets', async () => {
        const ramps = new Map((await rampsNow(store)).map((ramp) => [ramp.route.id, ramp]));
        return Promise.all(
          routes.map(async (id) => {
            const ramp = ramps.get(id);
            return ramp === undefined
              ? null
              : rampSpent(store, id, ramp.movedAt, await means.budgetOf(id), clock.millis());
          }),
        );
      }),
  };
};
