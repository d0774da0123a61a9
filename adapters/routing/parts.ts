import type { Answer } from '../../schema/answer';
import { CAPABILITIES, type Place } from '../../schema/capabilities';
import type { WardKey } from '../../schema/clinical/location';
import type { InstanceName } from '../../schema/identifiers';
import { answering, isParted, siteOf, type RampUnit, type Route } from '../ledger';
import type { Target } from './choose';
import { recordsOf } from './subjects';

/**
 * Whether a read needs both systems of a route at `ramp`, each for its own units: people's stays and whole
 * organisations by site, and places for what moves person by person. A ward asked for by its name is one system's.
 */
export const isAskedInParts = (route: Route, place?: Place): boolean => {
  if (!isParted(route)) return false;
  return CAPABILITIES[route.capability].rampUnit === 'site' ? place?.ward === undefined : place !== undefined;
};

interface TargetAnswers<V> {
  readonly target: Target;
  readonly answers: readonly Answer<V>[];
}

/** The part of each answer that its system answers for; the other system's part is left to that one. */
const partsOf = <V, A extends TargetAnswers<V>>(
  all: readonly A[],
  keep: (record: unknown, target: Target, at: number) => boolean,
): readonly A[] =>
  all.map((answered) => ({
    ...answered,
    answers: answered.answers.map((answer, index) => {
      const at = answered.target.at[index];
      return at === undefined ? answer : keptOf(answer, (record) => keep(record, answered.target, at));
    }),
  }));

const keptOf = <V>(answer: Answer<V>, keep: (record: unknown) => boolean): Answer<V> => {
  const only = (value: V): V => (Array.isArray(value) ? (value.filter(keep) as V) : value);
  switch (answer.kind) {
    case 'absent':
      return answer;
    case 'found':
      return { ...answer, value: only(answer.value) };
    case 'failed':
      return answer.stale ? { ...answer, stale: { ...answer.stale, value: only(answer.stale.value) } } : answer;
  }
};

/** Whether a record may be another system's to tell; where no route is parted, as most are not, none is looked at. */
const isAnyParted = (all: readonly TargetAnswers<unknown>[]): boolean =>
  all.some(({ target }) => target.routes.some(isParted));

/** What each system says of the unit that a record belongs to, by system, subject and the record's business key. */
type Told = ReadonlyMap<string, RampUnit>;

const toldName = (instance: InstanceName | undefined, at: number, record: unknown): string =>
  JSON.stringify([instance, at, keyOf(record)]);

const toldBy = <V, A extends TargetAnswers<V>>(all: readonly A[], unitOf: (record: unknown) => RampUnit): Told =>
  new Map(
    all.flatMap(({ target, answers }) =>
      answers.flatMap((answer, index) =>
        recordsOf(answer).map(
          (record) => [toldName(target.instance, target.at[index] ?? -1, record), unitOf(record)] as const,
        ),
      ),
    ),
  );

const isNobodys = ({ site, bucket }: RampUnit): boolean => site === undefined && bucket === undefined;

/**
 * Whether a record is this system's to tell. One that both systems know is the candidate's only where both say that it
 * belongs to a unit of the ramp; else they would both tell it, or neither. A person in doubt whom the candidate alone
 * tells of is shown: to leave somebody out of a ward's list is the worse error, and the list says that it is in doubt.
 */
const tells = (
  route: Route,
  instance: InstanceName,
  { record, at, unitOf, told }: { record: unknown; at: number; unitOf: (record: unknown) => RampUnit; told: Told },
): boolean => {
  const other = instance === route.control ? route.candidate : route.control;
  const elsewhere = told.get(toldName(other, at, record));
  const unit = unitOf(record);
  if (elsewhere === undefined && isNobodys(unit) && CAPABILITIES[route.capability].rampUnit === 'person') return true;
  const claimed = elsewhere ? [unit, elsewhere] : [unit];
  const candidates = claimed.every((claim) => answering(route, claim) === route.candidate);
  return instance === (candidates ? route.candidate : route.control);
};

/** Lists by place: every ward, or person, from exactly one system. A record whose ward cannot be told is the control's. */
export const partsByPlace = <V, A extends TargetAnswers<V>>(
  all: readonly A[],
  places: readonly Place[],
  unitOf: (record: unknown) => RampUnit,
): readonly A[] => {
  if (!isAnyParted(all)) return all;
  const told = toldBy(all, unitOf);
  return partsOf(all, (record, { instance, routes }, at) => {
    const place = places[at];
    const own = routes.filter(({ organisation }) => organisation === place?.organisation);
    return (
      own.length === 0 ||
      own.some((route) => !isAskedInParts(route, place) || tells(route, instance, { record, at, unitOf, told }))
    );
  });
};

/** Stays of people, on routes that move site by site: each from the system that answers for the ward it lies in. */
export const partsByPerson = <V, A extends TargetAnswers<V>>(all: readonly A[]): readonly A[] => {
  if (!isAnyParted(all)) return all;
  const unitOf = siteOfRecord;
  const told = toldBy(all, unitOf);
  return partsOf(
    all,
    (record, { instance, routes }, at) =>
      routes.length === 0 ||
      routes.some((route) => !isAskedInParts(route) || tells(route, instance, { record, at, unitOf, told })),
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const keyOf = (record: unknown): unknown => (isObject(record) ? record['key'] : undefined);

const isWard = (value: unknown): value is WardKey =>
  isObject(value) && typeof value['organisation'] === 'string' && typeof value['code'] === 'string';

/** Where a record lies: a bed's and a ward's own ward, a session's theatre, a stay's present or last ward. */
export const siteOfRecord = (record: unknown): RampUnit => {
  if (!isObject(record)) return {};
  const { ward, theatre, place } = record;
  if (isWard(ward)) return { site: siteOf(ward) };
  if (isWard(theatre)) return { site: siteOf(theatre) };
  return isObject(place) && isWard(place['ward']) ? { site: siteOf(place['ward']) } : {};
};
