type Leaves = ReadonlyMap<string, string>;

/** Members of a list known by their place; one that is known by its own key has no order to differ in. */
const MEMBER = /^(.*?)\[(\d+)\](.*)$/;

/**
 * Lists that say something by their order: which name somebody goes by, how a letter is addressed (FHIR R4,
 * HumanName.given, Address.line), and the lines of a note.
 */
const SPOKEN = /(^|\.)(given|line|notes)$/;

const membersOf = (list: string, leaves: Leaves): readonly string[] => {
  const members = new Map<string, string[]>();
  for (const [path, value] of leaves) {
    const [, of, at = '', rest = ''] = MEMBER.exec(path) ?? [];
    if (of === list) members.set(at, [...(members.get(at) ?? []), `${rest}=${value}`]);
  }
  return [...members.values()].map((lines) => lines.sort().join('\n')).sort();
};

/** Whether the outermost list that a leaf stands in has the same members on both sides, and no order that counts. */
export const sameButOrder = (field: string, control: Leaves, candidate: Leaves): boolean => {
  const list = MEMBER.exec(field)?.[1];
  if (list === undefined || SPOKEN.test(list)) return false;
  const [a, b] = [membersOf(list, control), membersOf(list, candidate)];
  return a.length > 1 && JSON.stringify(a) === JSON.stringify(b);
};
