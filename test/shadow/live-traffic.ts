import { createMoves, type Mover } from '../../adapters/ledger';
import { KINDS } from '../../adapters/registry';
import { ALL_CAPABILITIES } from '../../schema/capabilities';
import type { RouteMove } from '../../schema/migration/route-moves';
import { at, table } from '../scenarios/answers';
import type { Hospital, Reply } from '../scenarios/hospital';

const PLANNER: Mover = { userId: 'p1', name: 'PLANNER Pat', role: 'migration-planner' };
const BEDS = 'RWE/bed-state/inpatient-record';
const COMPARISONS = `query ($route: ID!, $outcomes: [ComparisonOutcome!]) {
  comparisons(filter: { route: $route, outcomes: $outcomes }, first: 50) {
    nodes { id route origin outcome severity records differences { id field severity kind ignoredBy } }
  }
}`;
const REVEAL = `mutation ($difference: ID!, $reason: String!) {
  revealDifference(input: { difference: $difference, reason: $reason }) {
    control candidate patient { id } userErrors { code message field }
  }
}`;

interface Difference {
  readonly id: string;
  readonly field: string;
}

/** The same over live traffic: asked as clinicians ask, seen as planners see it, and moved as they move it. */
export const liveTraffic = (hospital: () => Hospital): void => {
  const move = async (to: Omit<RouteMove, 'route' | 'percent'>): Promise<void> => {
    const { store, ledger } = hospital().adapters;
    const kinds = new Map(
      KINDS.map(({ kind }) => [kind.kind, ALL_CAPABILITIES.filter((each) => each in kind.provides)]),
    );
    await createMoves({ store, clock: hospital().clock, kinds }).move(
      { route: BEDS, percent: null, ...to, reason: 'as the plan of the programme says' },
      PLANNER,
    );
    await ledger.reload();
  };
  const until = async (ask: () => Promise<Reply>, has: (reply: Reply) => boolean): Promise<Reply> => {
    for (;;) {
      const reply = await ask();
      expect(reply.errors).toEqual([]);
      if (has(reply)) return reply;
    }
  };
  const comparisons = (...outcomes: readonly string[]) => hospital().ask('migration-planner', COMPARISONS, { route: BEDS, outcomes }); // prettier-ignore
  const some = (reply: Reply): boolean => (at(reply, 'comparisons.nodes') as unknown[]).length > 0;
  const readBeds = () =>
    hospital().ask('clinician', '09-bed-state', { wards: [hospital().adapters.door.ids.seal('ward', 'RWE|W21')] });

  test('a live read is compared, settles, and its values are opened one at a time, on record', async () => {
    const { store } = hospital().adapters;
    await store.db.deleteFrom('shadow_comparison').execute();
    await move({ stage: 'shadow', sites: [] });
    expect((await readBeds()).errors).toEqual([]);
    await until(() => comparisons('IN_FLIGHT'), some);
    hospital().clock.advance(30_000);
    const reply = await until(() => comparisons('MISMATCHED'), some);
    expect(table(reply, 'comparisons.nodes', 'origin', 'outcome', 'severity')).toEqual([
      ['live', 'MISMATCHED', 'CRITICAL'],
    ]);
    const differences = (at(reply, 'comparisons.nodes.differences') as readonly (readonly Difference[])[]).flat();
    const wrongBed = differences.find(({ field }) => field === 'visit');
    const opened = await hospital().ask('migration-planner', REVEAL, {
      ...{ difference: wrongBed?.id, reason: 'who is said to lie in that bed' },
    });
    expect(opened.errors).toEqual([]);
    const { control, candidate, patient, userErrors } = at(opened, 'revealDifference') as Record<string, unknown>;
    expect(userErrors).toEqual([]);
    expect([control, candidate]).toEqual([expect.stringMatching(/^7\d{5}$/), expect.stringMatching(/^7\d{5}$/)]);
    expect(patient).toEqual({ id: expect.stringMatching(/^pt_/) as string });
    const { rows } = await store.pool.query<{ persons: string[]; note: string }>(
      `select persons, note from read_audit where capability = 'migration-content' order by id desc limit 1`,
    );
    expect(rows[0]?.persons).toContain((patient as { id: string }).id);
    expect(rows[0]?.note).toContain('who is said to lie in that bed');
    const without = await hospital().ask('migration-planner', REVEAL, { difference: wrongBed?.id, reason: 'because' });
    expect(at(without, 'revealDifference.userErrors.field')).toEqual(['reason']);
    const refused = await hospital().ask('clinician', COMPARISONS, { route: BEDS });
    expect(refused.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  }, 60_000);

  test('a ramp whose candidate really fails goes back by itself, with the reason and an alert', async () => {
    const { store } = hospital().adapters;
    const budget = {
      error_percent: '5',
      latency_ms: 60_000,
      severe_percent: '100',
      minimum_sample: 3,
      window_seconds: 60,
    };
    await store.db
      .insertInto('ramp_budget')
      .values({ route: BEDS, ...budget })
      .execute();
    await move({ stage: 'ramp', sites: ['RWE|W21'] });
    await hospital().setFault('nervecentre', { kind: 'error', share: 1 });
    for (let read = 0; read < 3; read += 1) await readBeds();
    hospital().clock.advance(10_000);
    const stage = async () => {
      const { rows } = await store.pool.query<{ capability: string; stage: string; moved_by: string; why: string }>(
        `select capability, stage, moved_by, why from route where organisation = 'RWE' and candidate is not null
          and capability in ('encounters', 'wards', 'bed-state') order by capability`,
      );
      return rows;
    };
    // Milestones that slip are told of beside it.
    const rolledBack = (asked: Parameters<typeof table>[0]) =>
      table(asked, 'migrationAlerts', 'kind', 'about').filter(([kind]) => kind === 'rolled-back');
    const ALERTS = '{ migrationAlerts { kind about words overAt } }';
    const reply = await until(
      () => hospital().ask('migration-planner', ALERTS),
      (asked) => rolledBack(asked).length > 0,
    );
    await hospital().setFault('nervecentre', null);
    expect(rolledBack(reply)).toEqual([['rolled-back', BEDS]]);
    const routes = await stage();
    expect(routes.map((route) => [route.capability, route.stage, route.moved_by])).toEqual([
      ['bed-state', 'shadow', 'causeway'],
      ['encounters', 'shadow', 'causeway'],
      ['wards', 'shadow', 'causeway'],
    ]);
    expect(routes[0]?.why).toContain("% of the candidate's asks failed (allowed: 5 %)");
  }, 60_000);
};
