import type { Capability } from '../../schema/capabilities';
import type { CanonicalRecord } from './canonical-record';
import { codesOf, nameOfConcept } from './concepts';
import { CLOCK_SKEW_MS } from './ignore-rules';
import { leavesOf } from './normalise';

/** What a record is known by where its key is the answering system's own. */
interface KnownBy {
  /** What says what it is: coded concepts, or leaves. */
  readonly what: readonly string[];
  /** The leaf that says when, to within the clocks' skew. */
  readonly when?: string;
}

/** Capabilities whose keys are resource ids. Stays, beds, wards, reports, studies and orders have business keys. */
const KNOWN_BY: { readonly [C in Capability]?: KnownBy } = {
  observations: { what: ['code'], when: 'effective' },
  'early-warning': { what: [], when: 'effective' },
  escalations: { what: ['priority'], when: 'authoredOn' },
  allergies: { what: ['code'] },
  problems: { what: ['code'] },
  flags: { what: ['code'] },
  preferences: { what: ['category', 'code'] },
  medications: { what: ['medication'], when: 'effective.start' },
  immunisations: { what: ['vaccine'], when: 'occurred' },
  documents: { what: ['type'], when: 'created' },
  appointments: { what: [], when: 'start' },
  'theatre-lists': { what: ['kind', 'theatre.code'], when: 'start' },
  'care-team': { what: ['name'] },
};

interface Known {
  readonly record: CanonicalRecord;
  readonly name: string;
  readonly at: number;
}

/** The codes by which a side's records could be known. */
const codesIn = (records: readonly CanonicalRecord[], { what }: KnownBy): ReadonlySet<string> =>
  new Set(records.flatMap(({ record }) => what.flatMap((path) => codesOf(path, leavesOf(record)))));

/** `others`: codes that the other side has. */
const known = (record: CanonicalRecord, { what, when }: KnownBy, others: ReadonlySet<string>): Known => {
  const leaves = leavesOf(record.record);
  const said = what.map((path) => leaves.get(path) ?? nameOfConcept(path, leaves, others) ?? '');
  const at = when === undefined ? 0 : Date.parse(leaves.get(when) ?? '');
  const name = [record.recordId ?? '', ...said].join('|').toLowerCase();
  return { record, name, at: Number.isNaN(at) ? 0 : at };
};

const byTime = (a: Known, b: Known): number => a.at - b.at;

const byName = (records: readonly Known[]): ReadonlyMap<string, Known[]> => {
  const named = new Map<string, Known[]>();
  for (const one of [...records].sort(byTime)) {
    const others = named.get(one.name);
    if (others) others.push(one);
    else named.set(one.name, [one]);
  }
  return named;
};

/** Gives both sides of a record the same key: those of one name are told apart by their time, within the clocks' skew. */
const alike = (
  control: readonly Known[],
  candidate: readonly Known[],
): { readonly control: readonly CanonicalRecord[]; readonly candidate: readonly CanonicalRecord[] } => {
  const waiting = byName(candidate);
  const keyed = ({ record, name, at }: Known, when = at): CanonicalRecord => ({ ...record, key: `${name}|${when}` });
  const paired: CanonicalRecord[] = [];
  const named = [...control].sort(byTime).map((one) => {
    const others = waiting.get(one.name) ?? [];
    const at = others.findIndex((other) => Math.abs(other.at - one.at) <= CLOCK_SKEW_MS);
    const [other] = at < 0 ? [] : others.splice(at, 1);
    if (other) paired.push(keyed(other, one.at));
    return keyed(one);
  });
  return { control: named, candidate: [...paired, ...[...waiting.values()].flat().map((other) => keyed(other))] };
};

/** Both sides, with records of the same thing under the same key. */
export const namedAlike = (
  control: readonly CanonicalRecord[],
  candidate: readonly CanonicalRecord[],
): { readonly control: readonly CanonicalRecord[]; readonly candidate: readonly CanonicalRecord[] } => {
  const capabilities = [...new Set([...control, ...candidate].map(({ capability }) => capability))];
  const parts = capabilities.map((capability) => {
    const of = (records: readonly CanonicalRecord[]): readonly CanonicalRecord[] =>
      records.filter((record) => record.capability === capability);
    const by = KNOWN_BY[capability];
    if (by === undefined) return { control: of(control), candidate: of(candidate) };
    const [before, after] = [of(control), of(candidate)];
    const [codesBefore, codesAfter] = [codesIn(before, by), codesIn(after, by)];
    return alike(
      before.map((record) => known(record, by, codesAfter)),
      after.map((record) => known(record, by, codesBefore)),
    );
  });
  return {
    control: parts.flatMap((part) => part.control),
    candidate: parts.flatMap((part) => part.candidate),
  };
};
