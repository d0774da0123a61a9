import type { Answer } from '../../schema/answer';
import { CAPABILITIES, type Place } from '../../schema/capabilities';
import type { WardKey } from '../../schema/clinical/location';
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

/**
 * Lists by place: every ward, or person, from exactly one system. A record whose unit cannot be told is the control's.
 */
export const partsByPlace = <V, A extends TargetAnswers<V>>(
  all: readonly A[],
  places: readonly Place[],
  unitOf: (record: unknown) => RampUnit,
): readonly A[] =>
  partsOf(all, (record, { instance, routes }, at) => {
    const place = places[at];
    const own = routes.filter(({ organisation }) => organisation === place?.organisation);
    return (
      own.length === 0 ||
      own.some((route) => !isAskedInParts(route, place) || answering(route, unitOf(record)) === instance)
    );
  });

/**
 * Stays of people, on routes that move site by site: each from the system that answers for the ward it lies in. One that
 * both systems know is the candidate's only where both say that it lies in a ward of the ramp; else they would both
 * tell it, or neither.
 */
export const partsByPerson = <V, A extends TargetAnswers<V>>(all: readonly A[]): readonly A[] => {
  const told = new Map<string, RampUnit>();
  for (const { target, answers } of all)
    answers.forEach((answer, index) => {
      for (const record of recordsOf(answer))
        told.set(JSON.stringify([target.instance, target.at[index], keyOf(record)]), siteOfRecord(record));
    });
  return partsOf(
    all,
    (record, { instance, routes }, at) =>
      routes.length === 0 ||
      routes.some((route) => {
        if (!isAskedInParts(route)) return true;
        const other = instance === route.control ? route.candidate : route.control;
        const elsewhere = told.get(JSON.stringify([other, at, keyOf(record)]));
        const claimed = [siteOfRecord(record), ...(elsewhere ? [elsewhere] : [])];
        const candidates = claimed.every((unit) => answering(route, unit) === route.candidate);
        return instance === (candidates ? route.candidate : route.control);
      }),
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const keyOf = (record: unknown): unknown => (isObject(record) ? record['key'] : undefined);

const isWard = (value: unknown): value is WardKey =>
  isObject(value) && typeof value['organisation'] === 'string' && typeof value['code'] === 'string';

/** Where a record lies: a bed's and a ward's own ward, a stay's present or last one. */
export const siteOfRecord = (record: unknown): RampUnit => {
  if (!isObject(record)) return {};
  const { ward, place } = record;
  if (isWard(ward)) return { site: siteOf(ward) };
  return isObject(place) && isWard(place['ward']) ? { site: siteOf(place['ward']) } : {};
};
