import type { GraphQLResolveInfo } from 'graphql';
import type { Encounter } from '../../schema/clinical/encounter';
import type { EarlyWarningScore } from '../../schema/clinical/observation';
import { GraphRefusal } from '../../schema/errors';
import { MINUTE } from '../../schema/time';
import { askPlaces, personOfRecord } from '../asking';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import { isCurrent } from '../current-stays';
import { unknownWards } from '../known-wards';
import { oncePerPerson, withPeople } from '../people-of-stays';
import { placesOf, placesOfViewer } from '../places';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { escalationOf, isAcknowledged, scoreNode } from './score';
import { isStanding } from './standing';

interface Filter {
  readonly wards?: readonly string[] | null;
  readonly totalAtLeast?: number | null;
  readonly anySingleThree?: boolean | null;
  readonly unacknowledgedForMinutes?: number | null;
}

/** Who comes for the day or is seen at home has no rounds; virtual wards have a list of their own. */
const OUTSIDE: ReadonlySet<Encounter['class']> = new Set<Encounter['class']>(['AMB', 'HH', 'VR']);

/** Whoever is on the ward, unless their class says that the rule is not for them: that nobody said it does not. */
const isInPatientNow = (encounter: Encounter): boolean => isCurrent(encounter) && !OUTSIDE.has(encounter.class);

/** The newest standing score of each person; an older one never speaks for them. */
const newestByPerson = (
  scores: readonly { person: string; score: EarlyWarningScore }[],
): ReadonlyMap<string, EarlyWarningScore> => {
  const newest = new Map<string, EarlyWarningScore>();
  for (const { person, score } of scores) {
    if (!isStanding(score)) continue;
    const known = newest.get(person);
    if (!known || known.effective < score.effective) newest.set(person, score);
  }
  return newest;
};

/** High by the total or by a single parameter. A score without sub-scores cannot be judged on the second: null. */
const isHigh = (score: EarlyWarningScore, filter: Filter): boolean | null => {
  const byTotal =
    filter.totalAtLeast !== null && filter.totalAtLeast !== undefined && score.total >= filter.totalAtLeast;
  if (byTotal) return true;
  if (filter.anySingleThree) return score.singleThree ?? null;
  return filter.totalAtLeast === null || filter.totalAtLeast === undefined;
};

/**
 * Who on these wards is deteriorating. The wards' census says whom the rule is for; anyone without a standing score,
 * or whose score cannot be judged, is in `notAssessed`.
 */
export const earlyWarnings = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter: Filter },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const places = filter.wards ? placesOf(context, 'early-warning', { wards: filter.wards }) : placesOfViewer(context);
  if (places.length === 0)
    throw new GraphRefusal('BAD_USER_INPUT', 'Name some wards: the viewer has none of their own');
  const [census, scored, raised] = await Promise.all([
    askPlaces(context, 'encounters', places),
    askPlaces(context, 'early-warning', places),
    askPlaces(context, 'escalations', places),
  ]);
  const unknown = await unknownWards(context, 'encounters', places);
  const [stays, scores] = await Promise.all([
    withPeople(context, recordsOf(census).filter(isInPatientNow)),
    Promise.all(
      recordsOf(scored).map(async (score) => ({ person: await personOfRecord(context, score.subject), score })),
    ),
  ]);
  const newest = newestByPerson(scores.flatMap(({ person, score }) => (person ? [{ person: person.id, score }] : [])));

  const escalations = recordsOf(raised);
  const now = context.ask.clock.millis();
  const isTakenOn = (score: EarlyWarningScore): boolean => {
    const escalation = escalationOf(score, escalations);
    return escalation !== undefined && isAcknowledged(escalation);
  };
  const waits = (score: EarlyWarningScore): boolean =>
    filter.unacknowledgedForMinutes === null ||
    filter.unacknowledgedForMinutes === undefined ||
    (!isTakenOn(score) && now - Date.parse(score.effective) > filter.unacknowledgedForMinutes * MINUTE);

  const judged = oncePerPerson(stays).map(({ encounter, person }) => {
    const score = person ? newest.get(person.id) : undefined;
    return { encounter, score, high: score ? isHigh(score, filter) : null };
  });
  const rows = judged.flatMap(({ score, high, encounter }) =>
    score && high && waits(score) ? [{ ...score, visit: score.visit ?? encounter.identifier.value }] : [],
  );
  const unjudged = judged.filter(({ high }) => high === null).map(({ encounter }) => encounter);
  const answers = [...unknown, ...census, ...scored, ...raised];
  const names = systemNames(answers);
  const idOf = (score: EarlyWarningScore): string => context.door.ids.seal('score', score.key);
  return {
    ...connection(
      rows,
      page,
      { key: ({ total }) => String(total).padStart(3, '0'), direction: 'descending' },
      idOf,
      (score) => ({ ...scoreNode(score, raised), id: idOf(score), source: sourceOf(score.source, names) }),
      completenessOf(context, info.path, answers),
    ),
    notAssessed: unjudged.map((encounter) => ({ id: context.door.ids.seal('encounter', encounter.key) })),
  };
};
