import DataLoader from 'dataloader';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { FieldUseFilter, Obstacle, Plan, ProgrammeReport, Reader } from '../../schema/migration/plan';
import { GraphRefusal } from '../../schema/errors';
import { DAY, instantOf, plus } from '../../schema/time';
import type { Resolver, SubgraphContext } from '../subgraph';
import { lastDays, windowOf, type WindowArgs } from '../windows';
import { queriesTouched } from './kept-queries';
import { planMutations } from './plan-actions';
import { stageOf } from './routes';

export { planMutations };

interface Identified {
  readonly id: string;
}

const plan = ({ door }: SubgraphContext): Plan => door.migration.plan;

/** Several systems or routes of one answer are looked at together. */
const batched = <T>(
  context: SubgraphContext,
  key: symbol,
  load: (ids: readonly string[]) => Promise<readonly T[]>,
  id: string,
): Promise<T> => context.once(key, () => new DataLoader<string, T>(load)).load(id);

const GATES = Symbol('gates');
const OVERRIDES = Symbol('waiting overrides');
const FIGURES = Symbol('figures of systems');
const READINESS = Symbol('readiness of routes');

const gateNode = (system: string, obstacles: readonly Obstacle[] | null) =>
  obstacles && { system, open: obstacles.length === 0, obstacles };

const gateOf = async (context: SubgraphContext, id: string) =>
  gateNode(
    id,
    await batched(context, GATES, (ids) => plan(context).gates(ids as readonly InstanceName[], context.ask), id),
  );

const figure =
  (of: 'recordsHeld' | 'verifiedNhsNumbers' | 'lastWriteAt' | 'readableAfter'): Resolver<Identified> =>
  async ({ id }, _, context) => {
    const load = (ids: readonly string[]) => plan(context).figures(ids as readonly InstanceName[], context.ask);
    const figures = await batched(context, FIGURES, load, id);
    return figures?.[of] ?? null;
  };

const decimal = (value: number): string => value.toFixed(2);

const readerNode = ({ readsPerDay, ...reader }: Reader) => ({ ...reader, readsPerDay: decimal(readsPerDay) });

const bounded = (name: string, value: number | null | undefined, byDefault: number, most: number): number => {
  const given = value ?? byDefault;
  if (given < 1 || given > most) throw new GraphRefusal('BAD_USER_INPUT', `${name} must lie between 1 and ${most}`);
  return given;
};

interface TrafficArgs {
  readonly window?: WindowArgs | null;
  readonly slices?: number | null;
  readonly organisation?: OdsCode | null;
}

type Given<T> = { readonly [K in keyof T]?: T[K] | null };

interface FieldUseArgs {
  readonly filter?: (Given<Omit<FieldUseFilter, 'window'>> & { readonly window?: WindowArgs | null }) | null;
  readonly first?: number | null;
}

interface WhatIfArgs {
  readonly input: {
    readonly system?: string | null;
    readonly route?: string | null;
    readonly stage?: string | null;
    readonly percent?: number | null;
    readonly sites?: readonly string[] | null;
  };
}

/** What is given, without nulls: they mean the same as nothing. */
const filterOf = (context: SubgraphContext, { window, ...filter }: NonNullable<FieldUseArgs['filter']>) => ({
  ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)),
  ...(window && { window: windowOf(window, lastDays(context, 30)) }),
});

/** Entries of `fieldUse` at once. */
const MOST_USES = 1_000;

export const planQueries = {
  systemTraffic: (async (_, { window, slices, organisation }, context) => {
    const now = instantOf(context.ask.clock.millis());
    // Reads are timed by our own clock, so nothing of them lies ahead; the dashboard takes the end for the time it is.
    const asked = windowOf(window, { from: plus(now, -30 * DAY), to: plus(now, 1) });
    const count = bounded('slices', slices, 30, 200);
    const told = await plan(context).traffic(asked, count, organisation ?? null, context.ask);
    return told.map(({ window: { from, to }, systems }) => ({ from, to, systems }));
  }) satisfies Resolver<unknown, TrafficArgs>,
  fieldUse: (async (_, { filter, first }, context, { path }) => {
    const most = bounded('first', first, 100, MOST_USES);
    const uses = await plan(context).fieldUse(filterOf(context, filter ?? {}), most + 1, context.ask);
    if (uses.length > most) {
      const message = `There is more than the ${most} shown: narrow it, or ask for more, up to ${MOST_USES}.`;
      context.report({ path, code: 'TOO_COSTLY', message });
    }
    return uses.slice(0, most);
  }) satisfies Resolver<unknown, FieldUseArgs>,
  coverageMap: ((_, { route }, context) => plan(context).coverage(route, context.ask)) satisfies Resolver<
    unknown,
    { readonly route: string }
  >,
  whatIf: (async (_, { input: { system, route, stage, percent, sites } }, context) => {
    if (Boolean(system) === Boolean(route))
      throw new GraphRefusal('BAD_USER_INPUT', 'Give system or route, exactly one');
    const question = system
      ? { system: system as InstanceName }
      : { route: route ?? '', stage: stage ? stageOf(stage) : null, percent: percent ?? null, sites: sites ?? [] };
    const { readers, feeds, capabilities, ...effect } = await plan(context).whatIf(question, context.ask);
    return {
      ...effect,
      readers: readers.map(readerNode),
      feeds: feeds.map(({ messagesPerDay, refusedPerDay, heldPerDay, ...feed }) => ({
        ...feed,
        messagesPerDay: decimal(messagesPerDay),
        refusedPerDay: decimal(refusedPerDay),
        heldPerDay: decimal(heldPerDay),
      })),
      queries: queriesTouched(capabilities, effect.lostFields),
    };
  }) satisfies Resolver<unknown, WhatIfArgs>,
  retirementGate: ((_, { system }, context) => gateOf(context, system)) satisfies Resolver<
    unknown,
    { readonly system: string }
  >,
  programmeReport: ((_, { report }, context) => plan(context).report(report, context.ask)) satisfies Resolver<
    unknown,
    { readonly report: ProgrammeReport }
  >,
};

export const planFields = {
  RegisteredSystem: {
    recordsHeld: figure('recordsHeld'),
    verifiedNhsNumbers: figure('verifiedNhsNumbers'),
    lastWriteAt: figure('lastWriteAt'),
    readableAfter: figure('readableAfter'),
    gate: (({ id }, _, context) => gateOf(context, id)) satisfies Resolver<Identified>,
  },
  RetirementGate: {
    waitingOverride: (({ system }, _, context) =>
      batched(
        context,
        OVERRIDES,
        (ids) => plan(context).waitingOverrides(ids as readonly InstanceName[], context.ask),
        system,
      )) satisfies Resolver<{ readonly system: string }>,
  },
  MigrationRoute: {
    readiness: (({ id }, _, context) =>
      batched(
        context,
        READINESS,
        (ids) => plan(context).readiness(ids, context.ask),
        id,
      )) satisfies Resolver<Identified>,
  },
};
