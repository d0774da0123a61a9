import { groupsOf } from './groups';

/** A record as the joining of persons sees it. */
export interface Member {
  /** Records are numbered in the order they were first heard. */
  readonly record: number;
  /** By what it is known: what cannot be told otherwise is settled in the order of names, and not of hearing. */
  readonly name: string;
  /** The person id it has when it stands alone. */
  readonly own: string;
  /** Of a patient index, the organisation's own word on who somebody is: which. */
  readonly index: string | null;
  /** The same sender's records that absorbed it. */
  readonly absorbers: readonly number[];
  /** Those that it was parted from. */
  readonly apart: readonly number[];
}

export interface Assignment {
  /** The person of each record. */
  readonly personOf: ReadonlyMap<number, string>;
  /** Survivors that have never been persons before. */
  readonly created: readonly string[];
  /** For every id that is or was a person: its survivor, or null where it stands for itself. */
  readonly mergedInto: ReadonlyMap<string, string | null>;
}

/**
 * Which person each record belongs to, given which records are linked: linked records are one person ({@link groupsOf}),
 * under the oldest id among those of patient indexes; where there is none of these, the oldest of all. So a laboratory's record that says
 * something else one day leaves alone, and the person keeps their id. A pure function of the links: one taken away
 * restores what was there before it.
 *
 * @param links by rules; merges are their members' own
 * @param ages the ids that are or were persons, with the order of their minting
 */
export const assign = (
  members: readonly Member[],
  links: readonly (readonly [number, number])[],
  ages: ReadonlyMap<string, number>,
): Assignment => {
  const personOf = new Map<number, string>();
  const mergedInto = new Map<string, string | null>();
  const created: string[] = [];
  for (const group of groupsOf(members, links)) {
    const inOrder = [...group].sort(
      (a, b) =>
        Number(b.index !== null) - Number(a.index !== null) ||
        (ages.get(a.own) ?? Number.MAX_SAFE_INTEGER) - (ages.get(b.own) ?? Number.MAX_SAFE_INTEGER) ||
        a.record - b.record,
    );
    const survivor = inOrder[0]?.own;
    if (survivor === undefined) continue;
    if (!ages.has(survivor)) created.push(survivor);
    for (const { record, own } of group) {
      personOf.set(record, survivor);
      if (own === survivor) mergedInto.set(own, null);
      else if (ages.has(own)) mergedInto.set(own, survivor);
    }
  }
  return { personOf, created, mergedInto };
};
