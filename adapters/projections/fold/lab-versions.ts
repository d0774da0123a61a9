import { joinSets } from './joined-sets';
import type { Course, Telling } from './report-course';
import { versionOf } from './report-parts';
import type { LabTold, Version } from './report-parts';
import { withdrawnBy, withNext } from './report-versions';

type Versions = readonly Version<LabTold>[];
/** What was told of each set of a specimen, by its key; of a report that is numbered itself, under none. */
type Sets = ReadonlyMap<string, Versions>;

const WHOLE = '';

const joined = (first: LabTold, sets: Sets): Version<LabTold> => {
  const standing = [...sets.values()].flatMap((versions) => versions.at(-1) ?? []);
  const events = standing.map(({ told }) => told.event);
  return {
    told: { ...first, event: joinSets(first.event, events) },
    parts: new Map(standing.flatMap(({ parts }) => [...parts])),
  };
};

/** The sets after a message; the same map where it says nothing new, null where all that it says is overtaken. */
const after = (before: Sets, message: readonly LabTold[]): Sets | null => {
  const sets = new Map(before);
  let counts = false;
  let isNew = false;
  for (const told of message) {
    const key = told.event.set ?? WHOLE;
    const known = sets.get(key) ?? [];
    const next = withNext(known, versionOf(told));
    if (next === null) continue;
    counts = true;
    isNew ||= next !== known;
    sets.set(key, next);
  }
  return counts ? (isNew ? sets : before) : null;
};

const courseOf = (versions: Versions, sets: Sets): Course<LabTold> => {
  const course: Course<LabTold> = {
    versions,
    next(message) {
      const next = after(sets, message);
      if (next === null || next === sets) return next && course;
      return courseOf([...versions, joined(message[0], next)], next);
    },
    withdrawn(by) {
      const current = versions.at(-1);
      if (current === undefined) return course;
      const gone = [...sets].map(([key, told]) => {
        const last = told.at(-1);
        return [key, last === undefined ? told : [...told, withdrawnBy(last, by)]] as const;
      });
      return courseOf([...versions, withdrawnBy(current, by)], new Map(gone));
    },
  };
  return course;
};

/** A laboratory tells the whole of a report each time; where its number is a specimen's, the whole of each set that it tells of. */
export const LAB_REPORTS: Telling<LabTold> = {
  begin: courseOf([], new Map()),
  spoken: (message) => joined(message[0], after(new Map(), message) ?? new Map()),
};
