import { SEVERITIES } from '../../schema/difference';
import type { Difference } from '../../schema/difference';
import type { CanonicalRecord } from './canonical-record';
import { leavesOf } from './normalise';
import { atOnce, eachInPieces, type InPieces } from './pieces';
import { gravest, isFormatting, severityOf } from './severity';

interface Telling {
  readonly of: CanonicalRecord;
  readonly leaves: ReadonlyMap<string, string>;
  /** All that it says, to be equal by. */
  readonly content: string;
}

const tellingOf = (of: CanonicalRecord): Telling => {
  const leaves = leavesOf(of.record);
  return { of, leaves, content: JSON.stringify([of.recordId, [...leaves].sort(([a], [b]) => (a < b ? -1 : 1))]) };
};

const byContent = (a: Telling, b: Telling): number => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0);

type Pair = readonly [Telling | undefined, Telling | undefined];

/** Takes out of both sides what `alike` says is the same record; what is left goes on to a wider comparison. */
const pairUp = (
  before: readonly Telling[],
  after: readonly Telling[],
  alike: (telling: Telling) => string,
): { readonly pairs: readonly Pair[]; readonly before: readonly Telling[]; readonly after: readonly Telling[] } => {
  const waiting = new Map<string, Telling[]>();
  for (const one of after) waiting.set(alike(one), [...(waiting.get(alike(one)) ?? []), one]);
  const pairs: Pair[] = [];
  const alone: Telling[] = [];
  for (const one of before) {
    const other = waiting.get(alike(one))?.shift();
    if (other === undefined) alone.push(one);
    else pairs.push([one, other]);
  }
  return { pairs, before: alone, after: [...waiting.values()].flat().sort(byContent) };
};

/** Records of one business key: equal ones first, then those of the same person, then whatever is left in order. */
const pairsOf = (before: readonly Telling[], after: readonly Telling[]): readonly Pair[] => {
  const equal = pairUp([...before].sort(byContent), [...after].sort(byContent), (one) => one.content);
  const person = pairUp(equal.before, equal.after, (one) => String(one.of.recordId));
  const rest = pairUp(person.before, person.after, () => '');
  return [
    ...equal.pairs,
    ...person.pairs,
    ...rest.pairs,
    ...rest.before.map((one): Pair => [one, undefined]),
    ...rest.after.map((one): Pair => [undefined, one]),
  ];
};

const differencesOf = ([before, after]: Pair): readonly Difference[] => {
  const one = before ?? after;
  if (one === undefined) return [];
  const { capability, key: record } = one.of;
  // Of two persons the one first in order, so that neither side is favoured; both are in the difference itself.
  const [recordId = null] = [before, after].flatMap((telling) => telling?.of.recordId ?? []).sort();
  const about = { capability, record, recordId };
  if (before === undefined || after === undefined) {
    const severity = gravest([...one.leaves.keys()].map((path) => severityOf(capability, path, [one.leaves])));
    const [was, is] = before === undefined ? [null, 'present'] : ['present', null];
    return [{ ...about, field: '', severity, before: was, after: is }];
  }
  if (before.content === after.content) return [];
  const tellings = [before.leaves, after.leaves];
  const paths = new Set([...before.leaves.keys(), ...after.leaves.keys()]);
  const fields = [...paths]
    .filter((path) => before.leaves.get(path) !== after.leaves.get(path))
    .map((field): Difference => ({
      ...about,
      field,
      severity: isFormatting(field, before.leaves, after.leaves) ? 'cosmetic' : severityOf(capability, field, tellings),
      before: before.leaves.get(field) ?? null,
      after: after.leaves.get(field) ?? null,
    }));
  if (before.of.recordId === after.of.recordId) return fields;
  // The same record under somebody else is a wrong-patient error, whatever it says.
  const subject: Difference = {
    ...about,
    field: 'subject',
    severity: 'critical',
    before: before.of.recordId,
    after: after.of.recordId,
  };
  return [subject, ...fields];
};

const text = (a: string | null, b: string | null): number =>
  (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;

/** Most severe first, then by capability, record, person and field. */
export const bySeverity = (a: Difference, b: Difference): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  text(a.capability, b.capability) ||
  text(a.record, b.record) ||
  text(a.recordId, b.recordId) ||
  text(a.field, b.field) ||
  text(a.before, b.before) ||
  text(a.after, b.after);

/** One record as both tellings have it, or as the only one that has it. */
export interface ComparedPair {
  readonly before: ReadonlyMap<string, string> | null;
  readonly after: ReadonlyMap<string, string> | null;
  readonly differences: readonly Difference[];
}

/** Every record of either telling once, paired as {@link compareRecords} does, with what the two do not agree on. */
export function* pairing(
  before: readonly CanonicalRecord[],
  after: readonly CanonicalRecord[],
): InPieces<readonly ComparedPair[]> {
  const groups = new Map<string, { readonly before: Telling[]; readonly after: Telling[] }>();
  const groupOf = ({ capability, key }: CanonicalRecord) => {
    const name = `${capability}|${key}`;
    const group = groups.get(name) ?? { before: [], after: [] };
    groups.set(name, group);
    return group;
  };
  yield* eachInPieces(before, (record) => groupOf(record).before.push(tellingOf(record)));
  yield* eachInPieces(after, (record) => groupOf(record).after.push(tellingOf(record)));
  const pairs: ComparedPair[] = [];
  yield* eachInPieces([...groups.values()], (group) => {
    for (const pair of pairsOf(group.before, group.after))
      pairs.push({
        before: pair[0]?.leaves ?? null,
        after: pair[1]?.leaves ?? null,
        differences: differencesOf(pair),
      });
  });
  return pairs;
}

/**
 * What two tellings of the same records do not agree on, field by field, most severe first. Records are paired by
 * capability and business key; where several share one, by person. A record in one telling only is one difference with
 * field '' and the severity of the gravest thing it holds. Provenance is no difference. Pure; the order of either side
 * is irrelevant.
 */
export const compareRecords = (
  before: readonly CanonicalRecord[],
  after: readonly CanonicalRecord[],
): readonly Difference[] =>
  atOnce(pairing(before, after))
    .flatMap(({ differences }) => differences)
    .sort(bySeverity);
