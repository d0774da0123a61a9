import type { Member } from './assign';

export type Group = readonly Member[];
/** Two that are never of one group. */
export type Apart = (one: Member, other: Member) => boolean;

/** Records in groups, each alone at first. */
export interface Groups {
  of(record: number): Group;
  /** Nothing where some of the one are kept apart from some of the other. */
  join(a: number, b: number): void;
}

export const clash = (one: Group, other: Group, apart: Apart): boolean =>
  one !== other && one.some((a) => other.some((b) => apart(a, b)));

export const createGroups = (members: readonly Member[], apart: Apart): Groups => {
  const groups = new Map<number, Group>(members.map((member) => [member.record, [member]]));
  const of = (record: number): Group => groups.get(record) ?? [];
  return {
    of,
    join: (a, b) => {
      const [one, other] = [of(a), of(b)];
      if (one === other || clash(one, other, apart)) return;
      const both = [...one, ...other];
      for (const { record } of both) groups.set(record, both);
    },
  };
};

export const clashAmong = (groups: readonly Group[], apart: Apart): boolean =>
  groups.some((one, at) => groups.slice(at + 1).some((other) => clash(one, other, apart)));
