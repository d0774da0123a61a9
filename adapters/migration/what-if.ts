import type { Capability } from '../../schema/capabilities';
import { GRAPH_FIELDS } from '../../schema/graph-fields';
import type { InstanceName } from '../../schema/identifiers';
import type { MigrationRoute, RouteStage } from '../../schema/migration/route-moves';
import type { AdapterKind } from '../contract';
import { rampDirections, type MoveAsked } from './move-directions';
import { answeringOn, routesSeenBy } from './plan-means';

type KindOf = (instance: InstanceName) => Pick<AdapterKind, 'provides' | 'coverage'> | undefined;

/** One organisation's capability, and who answers for it before and after. */
interface Changed {
  readonly organisation: string;
  readonly capability: Capability;
  readonly before: readonly InstanceName[];
  readonly after: readonly InstanceName[];
}

/** What a change does to what is answered. Pure. */
export interface Effect {
  /** Systems that answered for what changes. */
  readonly systems: readonly InstanceName[];
  /** Capabilities of which a source goes. */
  readonly capabilities: readonly Capability[];
  /** `ORGANISATION/capability` for which nobody is left who can be asked; of a ramp, for some of its units. */
  readonly unanswered: readonly string[];
  /** Capabilities among those. */
  readonly unansweredCapabilities: readonly Capability[];
  /** Graph fields that adapters declare, and that nobody is left to fill. */
  readonly lostFields: readonly string[];
  /** Of which it cannot be told what would be lost, and why. */
  readonly unknown: readonly Unknown[];
}

/** What an adapter does not say of itself. Nothing declared is not nothing filled. */
export interface Unknown {
  readonly capability: Capability;
  /** Names the organisation, the capability and the system. */
  readonly words: string;
}

const placeOf = ({ organisation, capability }: MigrationRoute): string => `${organisation}/${capability}`;

const changedBy = (
  routes: readonly MigrationRoute[],
  after: (route: MigrationRoute) => readonly InstanceName[],
): readonly Changed[] => {
  const places = new Map<string, MigrationRoute[]>();
  for (const route of routes) places.set(placeOf(route), [...(places.get(placeOf(route)) ?? []), route]);
  return [...places.values()].flatMap((same): readonly Changed[] => {
    const [first] = same;
    if (!first) return [];
    const [old, next] = [same.flatMap(answeringOn), same.flatMap(after)];
    const isSame = old.length === next.length && old.every((instance, at) => instance === next[at]);
    const { organisation, capability } = first;
    return isSame ? [] : [{ organisation, capability, before: [...new Set(old)], after: [...new Set(next)] }];
  });
};

const filled = (capability: Capability, systems: readonly InstanceName[], kindOf: KindOf): ReadonlySet<string> =>
  new Set(
    systems.flatMap((system) =>
      Object.keys(kindOf(system)?.coverage?.[capability] ?? {}).flatMap((path) => GRAPH_FIELDS[capability][path] ?? []),
    ),
  );

const unknownOf = ({ organisation, capability, before, after }: Changed, kindOf: KindOf): readonly Unknown[] =>
  [...new Set([...before, ...after])].flatMap((system) => {
    const kind = kindOf(system);
    const place = `${organisation}/${capability}`;
    if (kind === undefined)
      return [{ capability, words: `${place}: no adapter reaches ${system}, so which fields it fills is not known` }];
    if (!kind.provides[capability] || kind.coverage?.[capability] !== undefined) return [];
    const words = `${place}: the adapter of ${system} does not say which fields it fills, so which would be lost is not known`;
    return [{ capability, words }];
  });

const effectOf = (changed: readonly Changed[], kindOf: KindOf): Effect => {
  const gone = changed.filter(({ before, after }) => before.some((instance) => !after.includes(instance)));
  const unanswered = gone.filter(
    ({ after, capability }) => !after.some((instance) => kindOf(instance)?.provides[capability]),
  );
  const lost = gone.flatMap(({ capability, before, after }) => {
    const left = filled(capability, after, kindOf);
    return [...filled(capability, before, kindOf)].filter((field) => !left.has(field));
  });
  return {
    systems: [...new Set(gone.flatMap(({ before, after }) => before.filter((instance) => !after.includes(instance))))],
    capabilities: [...new Set(gone.map(({ capability }) => capability))],
    unanswered: [...new Set(unanswered.map(({ organisation, capability }) => `${organisation}/${capability}`))],
    unansweredCapabilities: [...new Set(unanswered.map(({ capability }) => capability))],
    lostFields: [...new Set(lost)].sort(),
    // By their words: a ramp that moves both ways has each place twice.
    unknown: [...new Map(gone.flatMap((place) => unknownOf(place, kindOf)).map((one) => [one.words, one])).values()],
  };
};

/** A system stops, and nothing else is changed. In a ramp the other one answers for units of its own, never for these. */
export const effectOfStop = (system: InstanceName, routes: readonly MigrationRoute[], kindOf: KindOf): Effect =>
  effectOf(
    changedBy(routesSeenBy(system, routes), (route) => (answeringOn(route).includes(system) ? [] : answeringOn(route))),
    kindOf,
  );

/** Whoever comes onto a ramp is answered as at `live`; whoever goes back to the control, as at `off`. */
const stagesOfWhoMoves = (moved: MigrationRoute, to: MoveAsked): readonly RouteStage[] => {
  if (to.stage !== 'ramp') return [to.stage];
  const { onward, back } = rampDirections(moved, to);
  return [...(onward ? ['live' as const] : []), ...(back ? ['off' as const] : [])];
};

/** A route moves, and its whole group with it: what changes for those who are answered by another system. */
export const effectOfMove = (
  moved: MigrationRoute,
  to: MoveAsked,
  routes: readonly MigrationRoute[],
  kindOf: KindOf,
): Effect => {
  const group = new Set([moved.id, ...moved.group]);
  return effectOf(
    stagesOfWhoMoves(moved, to).flatMap((stage) =>
      changedBy(routes, (route) => answeringOn(group.has(route.id) ? { ...route, stage } : route)),
    ),
    kindOf,
  );
};
