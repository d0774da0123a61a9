import type { Ask } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import type {
  CoverageMap,
  Plan,
  ProgrammeReport,
  Readiness,
  WhatIf,
  WhatIfQuestion,
} from '../../schema/migration/plan';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import { instantOf, londonDate } from '../../schema/time';
import { createRecordedRead } from '../routing';
import { countedSince, fieldUseOf, readersOf, readsByField, trafficOf } from '../usage';
import { coverageRows } from './coverage';
import { uncountedWords } from './gate';
import { knownOrganisation, knownUse } from './known';
import { daysBack, estateNow, gateSettings, gatesNow, uncountedIn, type Estate } from './plan-facts';
import type { PlanMeans } from './plan-means';
import { readinessOf } from './readiness';
import { createRecordsHeld } from './records-held';
import { readinessFigures } from './readiness-figures';
import {
  milestonesReport,
  mismatchesReport,
  MOST_USES,
  routesReport,
  systemsReport,
  useReport,
  type RouteEvidence,
} from './reports';
import { createRetirement } from './retirement';
import { feedsOfSystems, figuresOf, peopleCovered, stillSending } from './system-figures';
import { waitingOverrides } from './waiting-overrides';
import { effectOfMove, effectOfStop, type Effect } from './what-if';

/** What a planner sees and decides by. Every method authorises, and is on record, before it answers. */
export const createPlan = (means: PlanMeans): Plan => {
  const { store, clock, kindOf } = means;
  const recorded = createRecordedRead(means.recorder, 'The ledger');
  const recordsHeld = createRecordsHeld(store, clock);
  const read = <T>(ask: Ask, note: string, work: () => Promise<T>): Promise<T> =>
    recorded(
      'migration',
      ask,
      async () => {
        await means.counted?.();
        return work();
      },
      () => ({ note }),
    );

  const readinessFor = async (route: MigrationRoute, { systems }: Estate): Promise<Readiness | null> => {
    const figures = await readinessFigures(route, systems, means);
    return figures && readinessOf(figures);
  };

  const coverageFor = async (route: MigrationRoute, { systems }: Estate): Promise<CoverageMap> => {
    const { id, capability, control, candidate } = route;
    const reads = await readsByField(store, daysBack(means, 30));
    const declared = candidate === null ? undefined : kindOf(candidate)?.coverage;
    const [old, next] = [systems.get(control), candidate === null ? undefined : systems.get(candidate)];
    return {
      route: id,
      rows: coverageRows(capability, kindOf(control)?.coverage, declared, reads),
      people: old && next ? await peopleCovered(old, next, means) : null,
    };
  };

  const effectOf = (question: WhatIfQuestion, { systems, routes }: Estate): Effect => {
    if ('system' in question) {
      if (!systems.has(question.system)) throw new GraphRefusal('BAD_USER_INPUT', 'system is not known');
      return effectOfStop(question.system, routes, kindOf);
    }
    const route = routes.find(({ id }) => id === question.route);
    if (!route) throw new GraphRefusal('BAD_USER_INPUT', 'route is not known');
    const { stage, percent = null, sites = [] } = question;
    return effectOfMove(route, { stage: stage ?? 'live', percent, sites }, routes, kindOf);
  };

  const whatIf = async (question: WhatIfQuestion, estate: Estate): Promise<WhatIf> => {
    const effect = effectOf(question, estate);
    const unknown = effect.unknown.map(({ words }) => words);
    const { readerDays, feedDays } = gateSettings(means);
    const window = daysBack(means, readerDays);
    const since = await countedSince(store);
    const first = londonDate(window.from);
    const readsCountedFrom = since !== null && since < first ? first : since;
    if ('system' in question) {
      const { system } = question;
      const registered = estate.systems.get(system);
      const [uncounted, readers, feeds, used] = await Promise.all([
        uncountedIn(means, window),
        readersOf(store, { systems: [system] }, window),
        feedsOfSystems(means, [system]),
        fieldUseOf(store, { window, system }, MOST_USES),
      ]);
      const usedAndGone = used.filter(({ capability }) =>
        effect.unansweredCapabilities.some((one) => one === capability),
      );
      return {
        readers,
        readsCountedFrom,
        unanswered: effect.unanswered,
        // What adapters declare, and what clients were seen to read: not every capability is declared yet.
        lostFields: [...new Set([...effect.lostFields, ...usedAndGone.map(({ field }) => field)])].sort(),
        feeds: stillSending(feeds.get(system) ?? [], means, feedDays),
        unknown: [...unknown, ...(registered ? uncountedWords({ system: registered, uncounted, readerDays }) : [])],
        dependants: registered?.dependants ?? [],
        capabilities: effect.capabilities,
      };
    }
    const { systems, lostFields: fields } = effect;
    // Who would notice is not known either: whoever reads it at all may.
    const losing =
      unknown.length > 0
        ? await readersOf(store, { systems, capabilities: effect.capabilities }, window)
        : fields.length === 0
          ? []
          : await readersOf(store, { systems, fields }, window);
    return {
      readers: losing,
      readsCountedFrom,
      unknown,
      unanswered: effect.unanswered,
      lostFields: fields,
      feeds: [],
      dependants: [],
      capabilities: effect.unansweredCapabilities,
    };
  };

  const evidence = (estate: Estate): Promise<readonly RouteEvidence[]> =>
    Promise.all(
      estate.routes.map(async (route) => ({
        route,
        readiness: await readinessFor(route, estate),
        agreement: await means.agreement(route.id, daysBack(means, 30)),
      })),
    );

  const report = async (which: ProgrammeReport): Promise<string> => {
    const estate = await estateNow(means);
    const systems = [...estate.systems.values()];
    switch (which) {
      case 'SYSTEMS':
        return systemsReport(
          systems,
          await gatesNow(
            systems.map(({ id }) => id),
            estate,
            means,
          ),
        );
      case 'ROUTES':
        return routesReport(await evidence(estate));
      case 'USE':
        return useReport(await fieldUseOf(store, { window: daysBack(means, 30), perDay: true }, MOST_USES + 1));
      case 'MISMATCHES':
        return mismatchesReport(
          await evidence({ ...estate, routes: estate.routes.filter((route) => route.candidate) }),
        );
      case 'MILESTONES':
        return milestonesReport(systems, londonDate(instantOf(clock.millis())));
    }
  };

  return {
    traffic: (window, slices, organisation, ask) =>
      read(ask, 'traffic', async () => {
        if (organisation !== null) await knownOrganisation(store, organisation);
        return trafficOf(store, window, slices, organisation);
      }),
    fieldUse: ({ window = daysBack(means, 30), ...filter }, first, ask) =>
      read(ask, 'use of fields', async () => {
        await knownUse(store, filter);
        return fieldUseOf(store, { ...filter, window }, first);
      }),
    figures: (ids, ask) =>
      read(ask, 'figures of systems', async () => {
        const { systems, routes } = await estateNow(means);
        const known = ids.flatMap((id) => systems.get(id) ?? []);
        const figures = await figuresOf(known, routes, means, recordsHeld);
        const byId = new Map(known.map(({ id }, at) => [id, figures[at]]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
    gates: (ids, ask) => read(ask, 'gates', async () => gatesNow(ids, await estateNow(means), means)),
    waitingOverrides: (ids, ask) =>
      read(ask, 'waiting overrides', () =>
        waitingOverrides(
          store.db,
          ids,
          async (wished) => gatesNow(wished, await estateNow(means), means),
          clock.millis(),
        ),
      ),
    readiness: (ids, ask) =>
      read(ask, 'readiness', async () => {
        const estate = await estateNow(means);
        const byId = new Map(estate.routes.map((route) => [route.id, route]));
        return Promise.all(
          ids.map((id) => {
            const route = byId.get(id);
            return route ? readinessFor(route, estate) : null;
          }),
        );
      }),
    coverage: (id, ask) =>
      read(ask, 'coverage', async () => {
        const estate = await estateNow(means);
        const route = estate.routes.find((one) => one.id === id);
        return route ? coverageFor(route, estate) : null;
      }),
    whatIf: (question, ask) => read(ask, 'what if', async () => whatIf(question, await estateNow(means))),
    report: (which, ask) => read(ask, `report ${which}`, () => report(which)),
    ...createRetirement({
      ...means,
      judge: async (id: InstanceName) => {
        await means.counted?.();
        const estate = await estateNow(means);
        const system = estate.systems.get(id);
        const [obstacles] = await gatesNow([id], estate, means);
        return system && obstacles ? { system, obstacles } : null;
      },
    }),
  };
};
