import type { Member } from './assign';
import { clash, clashAmong, createGroups } from './joining';
import type { Apart, Group, Groups } from './joining';

type Link = readonly [number, number];

const saidApart: Apart = (one, other) => one.apart.includes(other.record) || other.apart.includes(one.record);

/** Links of known records, in the order of their names. */
const inOrder = (links: readonly Link[], sorted: readonly Member[]): readonly Link[] => {
  const place = new Map(sorted.map(({ record }, at) => [record, at]));
  return links
    .flatMap(([a, b]) => {
      const [one, other] = [place.get(a), place.get(b)];
      if (one === undefined || other === undefined) return [];
      return [{ link: [a, b] as const, first: Math.min(one, other), second: Math.max(one, other) }];
    })
    .sort((one, other) => one.first - other.first || one.second - other.second)
    .map(({ link }) => link);
};

/** Who absorbed a record's absorber, and so on: not that one itself. */
const above = (absorber: number, known: ReadonlyMap<number, Member>): readonly Member[] => {
  const found = new Set<number>([absorber]);
  for (const record of found) for (const next of known.get(record)?.absorbers ?? []) found.add(next);
  found.delete(absorber);
  return [...found].flatMap((record) => known.get(record) ?? []);
};

/**
 * The merges that stand. Of three that came to be one in a chain the sender parts the first from the last, for it sees
 * no other any more: what is undone is the merge by which the first came under it.
 */
const mergesOf = (known: ReadonlyMap<number, Member>): readonly Link[] =>
  [...known.values()].flatMap((one) =>
    one.absorbers
      .filter((absorber) => !above(absorber, known).some((other) => saidApart(one, other)))
      .map((absorber): Link => [absorber, one.record]),
  );

/**
 * Linked records, in groups of one person each; never together are two that their sender says are two people's, nor two
 * of one patient index that it does not hold as one itself. Another's record that is linked to both of such is alone:
 * which of them it is about nobody here can say. Otherwise the word of a patient index goes before that of records that
 * are linked only to one another. A pure function of the links, whatever their order.
 */
export const groupsOf = (members: readonly Member[], links: readonly Link[]): readonly Group[] => {
  const known = new Map(members.map((member) => [member.record, member]));
  const sorted = [...members].sort((one, other) => (one.name < other.name ? -1 : 1));
  const isParted = ([a, b]: Link): boolean => {
    const [one, other] = [known.get(a), known.get(b)];
    return one !== undefined && other !== undefined && saidApart(one, other);
  };
  const ordered = inOrder([...links, ...mergesOf(known)], sorted).filter((link) => !isParted(link));
  const ofIndex = (record: number): boolean => known.get(record)?.index != null;

  const beside = new Map<number, number[]>();
  for (const [a, b] of ordered) {
    beside.set(a, [...(beside.get(a) ?? []), b]);
    beside.set(b, [...(beside.get(b) ?? []), a]);
  }
  /** The links of which none leads to somebody who is kept apart from whom another link of the same record leads to. */
  const certainOf = (some: readonly Link[], groups: Groups, apart: Apart): readonly Link[] => {
    const isOneOfSeveral = (one: number, other: number): boolean =>
      (beside.get(one) ?? []).some((next) => clash(groups.of(next), groups.of(other), apart));
    return some.filter(([a, b]) => !isOneOfSeveral(a, b) && !isOneOfSeveral(b, a));
  };

  const held = createGroups(sorted, saidApart);
  const isWithin = ([a, b]: Link): boolean => ofIndex(a) && known.get(a)?.index === known.get(b)?.index;
  const within = certainOf(ordered.filter(isWithin), held, saidApart);
  for (const [a, b] of within) held.join(a, b);
  const apart: Apart = (one, other) =>
    saidApart(one, other) ||
    (one.index !== null && one.index === other.index && held.of(one.record) !== held.of(other.record));
  const groups = createGroups(sorted, apart);
  const join = (some: readonly Link[]): void => some.forEach(([a, b]) => groups.join(a, b));
  const found = (): readonly Group[] => [...new Set(sorted.map(({ record }) => groups.of(record)))];
  // As nearly always: nobody to be kept from anybody.
  if (!sorted.some((one) => sorted.some((other) => apart(one, other)))) {
    join(ordered);
    return found();
  }

  /** Whose numbers lead to several people of an index. */
  const inDoubt = (record: number): boolean => {
    const led = (beside.get(record) ?? []).filter(ofIndex).map((other) => held.of(other));
    return !ofIndex(record) && clashAmong(led, apart);
  };
  const across = ordered.filter((link) => !isWithin(link) && !link.some(inDoubt));
  const certain = certainOf(across, held, apart);

  join(within);
  join(certain.filter(([a, b]) => ofIndex(a) && ofIndex(b)));
  join(certain.filter(([a, b]) => ofIndex(a) !== ofIndex(b)));
  const placed = new Set(
    sorted.flatMap(({ record }) => (groups.of(record).some(({ index }) => index !== null) ? [record] : [])),
  );
  join(certain.filter(([a, b]) => placed.has(a) === placed.has(b)));
  // Records of no index that are linked to one another go where their links lead, unless that is to several people.
  const outward = certain
    .filter(([a, b]) => placed.has(a) !== placed.has(b))
    .map(([a, b]): Link => (placed.has(a) ? [b, a] : [a, b]));
  for (const [free, to] of outward) {
    const group = groups.of(free);
    const around = outward
      .filter(([one]) => group.some(({ record }) => record === one))
      .map(([, one]) => groups.of(one));
    if (!clashAmong(around, apart)) groups.join(free, to);
  }
  return found();
};
