import fc from 'fast-check';
import { assign } from './assign';
import type { Assignment, Member } from './assign';

type Link = readonly [number, number];
type Ages = ReadonlyMap<string, number>;

const MOST = 7;
const records = Array.from({ length: MOST }, (_, at) => at + 1);
const member = (record: number, isIndex = false): Member => ({
  ...{ record, name: `pas@RWE|${record}`, own: `pt_${record}`, index: isIndex ? 'pas@RWE' : null },
  ...{ absorbers: [], apart: [] },
});
const link = fc.tuple(fc.constantFrom(...records), fc.constantFrom(...records)).filter(([a, b]) => a !== b);
const hospital = fc.record({
  members: fc
    .array(fc.boolean(), { minLength: MOST, maxLength: MOST })
    .map((index) => index.map((isIndex, at) => member(at + 1, isIndex))),
  links: fc.array(link, { maxLength: 8 }),
  /** Who was a person before, oldest first. */
  known: fc.shuffledSubarray(records.map((record) => `pt_${record}`)),
});
const agesOf = (known: readonly string[]): Ages => new Map(known.map((own, at) => [own, at]));
/** As the index keeps them: whoever is a person for the first time is the youngest. */
const after = (ages: Ages, { created }: Assignment): Ages =>
  new Map([...ages, ...created.map((own, at) => [own, ages.size + at] as const)]);
const inOrder = ({ personOf }: Assignment): readonly (string | undefined)[] =>
  records.map((record) => personOf.get(record));

test('the older person survives, and an id nobody saw is never minted', () => {
  const members = [member(1), member(2), member(3)];
  const { personOf, mergedInto, created } = assign(members, [[2, 3]], new Map([['pt_1', 1], ['pt_2', 2]])); // prettier-ignore
  expect([...personOf.values()]).toEqual(['pt_1', 'pt_2', 'pt_2']);
  expect([...mergedInto]).toEqual([['pt_1', null], ['pt_2', null]]); // prettier-ignore
  expect(created).toEqual([]);
});

test('the id of a patient index survives an older one; of two of these the older', () => {
  const members = [member(1), member(2, true), member(3, true)];
  const { personOf, mergedInto } = assign(members, [[1, 2], [2, 3]], new Map([['pt_1', 1], ['pt_3', 2], ['pt_2', 3]])); // prettier-ignore
  expect([...personOf.values()]).toEqual(['pt_3', 'pt_3', 'pt_3']);
  expect([...mergedInto]).toEqual([['pt_1', 'pt_3'], ['pt_2', 'pt_3'], ['pt_3', null]]); // prettier-ignore
});

test('links that are made and taken away again leave everybody as they were', () => {
  fc.assert(
    fc.property(hospital, fc.array(link, { minLength: 1, maxLength: 8 }), ({ members, links, known }, more) => {
      const before = assign(members, links, agesOf(known));
      const ages = after(agesOf(known), before);
      const joined = assign(members, [...links, ...more], ages);
      expect(inOrder(assign(members, links, after(ages, joined)))).toEqual(inOrder(before));
    }),
  );
});

test('nobody is joined whom their sender keeps apart, nor two of an index that does not itself hold them as one', () => {
  const indexes = ['pas@RWE', 'pas@RXX', null] as const;
  const kept = fc.record({
    members: fc.tuple(
      ...records.map((record) =>
        fc.record({
          ...{
            record: fc.constant(record),
            name: fc.constant(`pas@RWE|${record}`),
            own: fc.constant(`pt_${record}`),
            index: fc.constantFrom(...indexes),
          },
          ...{ absorbers: fc.constant<number[]>([]), apart: fc.subarray(records, { maxLength: 1 }) },
        }),
      ),
    ),
    links: fc.array(link, { maxLength: 10 }),
  });
  fc.assert(
    fc.property(kept, ({ members: all, links }) => {
      // Only their common sender parts two.
      const members = all.map((one) => ({ ...one, apart: one.apart.filter((other) => all[other - 1]?.index === one.index) })); // prettier-ignore
      const { personOf } = assign(members, links, new Map());
      const isOne = (one: Member, other: Member): boolean => personOf.get(one.record) === personOf.get(other.record);
      /** Joined by what each index says of its own. */
      const within = links.filter(([a, b]) => members[a - 1]?.index === members[b - 1]?.index);
      const held = assign(members, within, new Map());
      for (const one of members)
        for (const other of members.filter(
          ({ record }) => record > one.record && isOne(one, members[record - 1] ?? one),
        )) {
          expect(one.apart).not.toContain(other.record);
          expect(other.apart).not.toContain(one.record);
          if (one.index !== null && one.index === other.index)
            expect(held.personOf.get(one.record)).toBe(held.personOf.get(other.record));
        }
      // The word is the same whatever order it comes in.
      expect(inOrder(assign([...members].reverse(), [...links].reverse(), new Map()))).toEqual(inOrder({ personOf } as Assignment)); // prettier-ignore
    }),
    { numRuns: 300 },
  );
});

test('of a chain of merges the sender parts the first from the last: the first leaves, and the one between stays', () => {
  const members = [
    { ...member(1, true), absorbers: [2], apart: [3] },
    { ...member(2, true), absorbers: [3] },
    member(3, true),
  ];
  expect(inOrder(assign(members, [], new Map())).slice(0, 3)).toEqual(['pt_1', 'pt_2', 'pt_2']);
});

test('in whatever order records and links come, the same persons come of them', () => {
  const turned = <T>(all: readonly T[]): readonly T[] => [...all].reverse();
  fc.assert(
    fc.property(hospital, ({ members, links, known }) => {
      const other = assign(turned(members), turned(links.map(([a, b]): Link => [b, a])), agesOf(known));
      expect(inOrder(other)).toEqual(inOrder(assign(members, links, agesOf(known))));
    }),
  );
});

test('a record of no patient index that is parted does not take the person’s id with it', () => {
  fc.assert(
    fc.property(hospital, fc.constantFrom(...records), ({ members, links, known }, parted) => {
      const leaves = members.map((one) => (one.record === parted ? { ...one, index: null } : one));
      const before = assign(leaves, links, agesOf(known));
      const left = links.filter((pair) => !pair.includes(parted));
      const { personOf } = assign(leaves, left, after(agesOf(known), before));
      const index = leaves.filter(({ index: of }) => of !== null).map(({ record }) => record);
      // Each person who has an index's record: under their id that record, or another of theirs, is found as before.
      for (const person of new Set(index.map((record) => before.personOf.get(record))))
        expect(index.map((record) => personOf.get(record))).toContain(person);
    }),
  );
});
