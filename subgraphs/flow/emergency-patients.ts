import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import { DAY, HOUR, instantOf, MINUTE, plus, type Instant } from '../../schema/time';
import { askPlaces, leavingTime } from '../asking';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import { isCurrent } from '../current-stays';
import { unknownWards } from '../known-wards';
import { askOfStays, isTold, withPeople, type Stay } from '../people-of-stays';
import { placesOf } from '../places';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { EVER, lastDays } from '../windows';
import { openOrders, openReviews, type Wait, type WaitKind } from './waits';

interface Filter {
  readonly wards: readonly string[];
  readonly hereForMinutes?: number | null;
}

type Routed = readonly RoutedAnswer<unknown>[];

interface Row extends Stay {
  readonly arrived: Instant | null;
  readonly waits: readonly Wait[];
  readonly notKnown: readonly WaitKind[];
}

/** Blood is taken in the ambulance, and clocks differ: an order may be a little older than the stay. */
const BEFORE_ARRIVAL = HOUR;
/** Everybody now on these wards who has been here so long, or of whom nobody says since when. */
const staysOn = async (context: SubgraphContext, { wards, hereForMinutes }: Filter) => {
  const places = placesOf(context, 'encounters', { wards });
  const early = leavingTime(context);
  const [census, unknown] = await Promise.all([
    askPlaces(early, 'encounters', places),
    unknownWards(early, 'encounters', places),
  ]);
  const latest = instantOf(context.ask.clock.millis() - (hereForMinutes ?? 0) * MINUTE);
  const stays = await withPeople(
    context,
    recordsOf(census).filter(
      (encounter) =>
        isCurrent(encounter) &&
        (!hereForMinutes || encounter.period.start === undefined || encounter.period.start <= latest),
    ),
  );
  return { stays, saidBy: [...unknown, ...census] };
};

/** From when on what was asked for them belongs to this stay: a day back, where nobody says when they came. */
const sinceOf = ({ ask }: SubgraphContext, { encounter: { period } }: Stay): Instant =>
  period.start ? plus(period.start, -BEFORE_ARRIVAL) : plus(instantOf(ask.clock.millis()), -DAY);

/** Of a role that may not read it at all, nothing is known; who is here stands. */
const orNothing = <Told>(asked: Promise<(stay: Stay) => Told | null>): Promise<(stay: Stay) => Told | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof GraphRefusal && error.code === 'FORBIDDEN') return () => null;
    throw error;
  });

/** What was asked for each of them and has not come. Each capability is asked once for all, of those whose stays they are. */
const waitsOf = async (context: SubgraphContext, stays: readonly Stay[]) => {
  const [from = EVER] = stays.map((stay) => sinceOf(context, stay)).sort();
  const window = { from, to: lastDays(context, 1).to };
  const [labOrders, labReports, imagingOrders, imagingReports, escalations] = await Promise.all([
    orNothing(askOfStays(context, 'lab-orders', stays, { window })),
    orNothing(askOfStays(context, 'lab-reports', stays, { window })),
    orNothing(askOfStays(context, 'imaging-orders', stays, { window })),
    orNothing(askOfStays(context, 'imaging-reports', stays, { window })),
    orNothing(askOfStays(context, 'escalations', stays, {})),
  ]);
  return (stay: Stay): { readonly row: Row; readonly answers: Routed } => {
    const [bloods, results] = [labOrders(stay), labReports(stay)];
    const [scans, reports] = [imagingOrders(stay), imagingReports(stay)];
    const reviews = escalations(stay);
    const since = sinceOf(context, stay);
    const told: Readonly<Record<WaitKind, boolean>> = {
      LAB_RESULT: isTold(bloods) && isTold(results),
      IMAGING: isTold(scans) && isTold(reports),
      REVIEW: isTold(reviews),
    };
    const waits = [
      ...openOrders('LAB_RESULT', recordsOf(bloods ?? []), recordsOf(results ?? []), since),
      ...openOrders('IMAGING', recordsOf(scans ?? []), recordsOf(reports ?? []), since),
      ...openReviews(recordsOf(reviews ?? []), since),
    ].sort((one, other) => one.since.localeCompare(other.since));
    const notKnown = (['LAB_RESULT', 'IMAGING', 'REVIEW'] as const).filter((kind) => !told[kind]);
    const answers = [bloods, results, scans, reports, reviews].flatMap((list): Routed => list ?? []);
    return { row: { ...stay, arrived: stay.encounter.period.start ?? null, waits, notKnown }, answers };
  };
};

/**
 * Everybody on the wards of an emergency department, by who came first, with what they wait for as far as it is told.
 * Whoever cannot be told of is among them, with what is not known.
 */
export const emergencyPatients = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter: Filter },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  if ((filter.hereForMinutes ?? 0) < 0)
    throw new GraphRefusal('BAD_USER_INPUT', 'hereForMinutes counts minutes: it cannot be less than none');
  const { stays, saidBy } = await staysOn(context, filter);
  const told = stays.length === 0 ? [] : stays.map(await waitsOf(context, stays));
  const answers = [...saidBy, ...told.flatMap((one) => one.answers)];
  const names = systemNames(answers);
  const completeness = completenessOf(context, info.path, answers);
  const isPartial = completeness.status === 'COMPLETE' && told.some(({ row }) => row.notKnown.length > 0);
  const { ids } = context.door;
  const now = context.ask.clock.millis();
  return connection(
    told.map(({ row }) => row),
    page,
    { key: ({ arrived }) => arrived ?? '', direction: 'ascending' },
    ({ encounter }) => ids.seal('emergency-patient', encounter.key),
    ({ encounter, person, arrived, waits, notKnown }) => ({
      id: ids.seal('emergency-patient', encounter.key),
      patient: person && { id: person.id },
      encounter: { id: ids.seal('encounter', encounter.key) },
      arrived,
      minutesHere: arrived && Math.max(0, Math.floor((now - Date.parse(arrived)) / MINUTE)),
      admitted: encounter.class === 'unknown' ? null : encounter.class === 'IMP',
      waitingFor: waits.map(({ source, ...wait }) => ({ ...wait, source: sourceOf(source, names) })),
      notKnown,
    }),
    isPartial ? { ...completeness, status: 'PARTIAL' } : completeness,
  );
};
