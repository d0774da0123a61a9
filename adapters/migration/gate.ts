import type { AffectedFeed, Obstacle, Reader, SystemFigures } from '../../schema/migration/plan';
import { momentWords } from '../../schema/moment-words';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { LocalDate } from '../../schema/time';

/** What the gate judges by. */
export interface GateFacts {
  readonly system: RegisteredSystem;
  /** Those in which it is control or candidate. */
  readonly routes: readonly MigrationRoute[];
  /** Clients that read from it in the days looked back on. */
  readonly readers: readonly Reader[];
  readonly readerDays: number;
  /** Where reads were not counted on all of those days: the first on which they were, null for none. */
  readonly uncounted: { readonly since: LocalDate | null } | null;
  /** Feeds of it that still send. */
  readonly feeds: readonly AffectedFeed[];
  readonly readableAfter: SystemFigures['readableAfter'];
  /** People who must have signed. */
  readonly signOffs: number;
}

const movedAway = ({ stage }: MigrationRoute): boolean => stage === 'live' || stage === 'retired';

const answersIn = (system: string, route: MigrationRoute): boolean =>
  route.control === system
    ? !movedAway(route)
    : route.candidate === system && route.stage !== 'off' && route.stage !== 'shadow';

const routeWords = (system: string, route: MigrationRoute): string =>
  route.control !== system
    ? `${route.id}: it answers there, in place of ${route.control}`
    : route.candidate === null
      ? `${route.id}: it answers there, and nothing is planned to take over`
      : `${route.id}: it is still the control, at stage ${route.stage}; ${route.candidate} is to take over`;

const readerWords = ({ client, operations, fields, rhythm, lastAt }: Reader): string =>
  `${client} reads ${fields.length === 1 ? String(fields[0]) : `${fields.length} fields`} from it (${operations.join(', ')}), ${rhythm}, last at ${momentWords(lastAt)}`;

/** A route that is live elsewhere has no way back once its control is off: a move that a freeze stands against. */
const frozenWords = (system: string, { id, control, stage, freeze }: MigrationRoute): readonly string[] =>
  control === system && stage === 'live' && freeze
    ? [`${id}: changes are frozen until ${momentWords(freeze.to)} by ${freeze.by} (${freeze.reason})`]
    : [];

/** What is said of a system that is reached, where reads were not counted for as long as is looked back on. */
export const uncountedWords = ({
  system,
  uncounted,
  readerDays,
}: Pick<GateFacts, 'system' | 'uncounted' | 'readerDays'>): readonly string[] => {
  if (uncounted === null || !system.connected) return [];
  const { since } = uncounted;
  const counted = since === null ? 'No read was ever counted' : `Reads are counted since ${since} only`;
  return [`${counted}, and ${readerDays} days are looked back on: whoever comes once a month may not have come yet`];
};

const feedWords = ({ feed, countedFrom, messagesPerDay, refusedPerDay, heldPerDay, lastAt }: AffectedFeed): string => {
  const unused = [
    ...(refusedPerDay > 0 ? [`${refusedPerDay.toFixed(1)} of them refused`] : []),
    ...(heldPerDay > 0 ? [`${heldPerDay.toFixed(1)} of them held`] : []),
  ];
  const a = [
    `${messagesPerDay.toFixed(1)} messages a day since ${momentWords(countedFrom)}`,
    ...unused,
    `the last at ${lastAt === null ? 'no time known' : momentWords(lastAt)}`,
  ];
  return `${feed} still sends: ${a.join(', ')}`;
};

const signOffObstacle = ({ signOffs: signed }: RegisteredSystem, needed: number): readonly Obstacle[] => {
  // By user, not by name: two people may bear one name, and one person may change theirs.
  const people = new Map(signed.map(({ userId, by }) => [userId, by]));
  if (people.size >= needed) return [];
  const who = people.size === 0 ? 'nobody has' : `only ${[...people.values()].join(', ')} did`;
  const words = `${needed} different people must sign that it may go; ${who}`;
  return [{ kind: 'sign-offs', about: 'sign-offs', words }];
};

/** What stands in the way of retiring a system, each with who or what; empty where nothing does. Pure. */
export const obstaclesOf = (facts: GateFacts): readonly Obstacle[] => {
  const { system, routes, readers, feeds, readableAfter, signOffs } = facts;
  const told = (kind: Obstacle['kind'], words: readonly string[]): readonly Obstacle[] =>
    words.map((text) => ({ kind, about: text, words: text }));
  return [
    ...told(
      'routes',
      routes.filter((route) => answersIn(system.id, route)).map((route) => routeWords(system.id, route)),
    ),
    ...told(
      'routes',
      routes.flatMap((route) => frozenWords(system.id, route)),
    ),
    ...uncountedWords(facts).map((words) => ({ kind: 'readers', about: 'days without counts', words }) as const),
    ...readers.map((reader) => ({ kind: 'readers', about: reader.client, words: readerWords(reader) }) as const),
    ...feeds.map((feed) => ({ kind: 'feeds', about: feed.feed, words: feedWords(feed) }) as const),
    ...told(
      'dependants',
      system.dependants.map((dependant) => `${dependant} rests on it outside the graph`),
    ),
    ...told(
      'conditions',
      system.conditions.filter(({ metAt }) => metAt === null).map(({ words }) => `Not met: ${words}`),
    ),
    ...told('history', readableAfter.readable ? [] : [readableAfter.words]),
    ...signOffObstacle(system, signOffs),
  ];
};
