import type { PersonFacts } from '../../../schema/events';
import type { Instant } from '../../../schema/time';
import type { PersonState, Stamp } from './person';
import type { KeptSource } from './row';

/** A fact: which stamp it bears, what was said, and of which number where that matters. */
type PackedFact = readonly [number, unknown] | readonly [number, unknown, string];

/**
 * How a person's state is kept: each stamp once, since a message says a dozen facts at a time. It is written again with
 * every message of the person, and half of it would be stamps.
 */
interface PackedState extends Pick<PersonState, 'merges' | 'mergedInto'> {
  /** Oldest first. */
  readonly stamps: readonly Stamp[];
  readonly facts: { readonly [fact: string]: PackedFact };
  readonly latest?: readonly [number, KeptSource];
}

const isSame = (a: Stamp, b: Stamp): boolean => a.seq === b.seq && a.idx === b.idx && a.at === b.at;

const before = (a: Stamp, b: Stamp): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq || a.idx - b.idx);

/** Few, however many facts bear them: they are looked through. */
const onceEach = (all: readonly Stamp[]): readonly Stamp[] => {
  const stamps: Stamp[] = [];
  for (const one of all) if (!stamps.some((known) => isSame(known, one))) stamps.push(one);
  return stamps.map(({ at, seq, idx }): Stamp => ({ at, seq, idx })).sort(before);
};

export const packed = ({ facts, latest, ...merges }: PersonState): PackedState => {
  const said = Object.entries(facts);
  const stamps = onceEach([...said.map(([, fact]) => fact), ...(latest ? [latest] : [])]);
  const place = (stamp: Stamp): number => stamps.findIndex((one) => isSame(one, stamp));
  return {
    ...merges,
    stamps,
    facts: Object.fromEntries(
      said.map(([name, fact]): [string, PackedFact] => [
        name,
        fact.of === undefined ? [place(fact), fact.value] : [place(fact), fact.value, fact.of],
      ]),
    ),
    ...(latest && { latest: [place(latest), latest.source] as const }),
  };
};

const NEVER: Stamp = { at: '1970-01-01T00:00:00.000Z' as Instant, seq: 0, idx: 0 };

/** The state of a person record as it was kept; before stamps were kept once, it was kept as it is. */
export const unpacked = (kept: PackedState | PersonState): PersonState => {
  if (!('stamps' in kept)) return kept;
  const { stamps, facts, latest, ...merges } = kept;
  const stamp = (place: number): Stamp => stamps[place] ?? NEVER;
  const told = Object.entries(facts).map(
    ([name, [place, value, of]]) => [name, { ...stamp(place), value, ...(of !== undefined && { of }) }] as const,
  );
  return {
    ...merges,
    facts: Object.fromEntries(told) as { readonly [K in keyof PersonFacts]?: never },
    ...(latest && { latest: { ...stamp(latest[0]), source: latest[1] } }),
  };
};
