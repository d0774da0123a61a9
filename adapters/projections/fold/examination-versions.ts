import { canonical } from '../../../schema/canonical';
import { joinExaminations } from './report-examinations';
import { PROVISIONAL, statusOf } from './report-parts';
import type { ImagingTold, Version } from './report-parts';
import type { Course, Telling } from './report-course';
import { withdrawnBy } from './report-versions';
import type { EventOf } from './told';

type Examination = EventOf<'imaging-reported'>;

/** What stands of each examination under one accession number, by a key of its own; in the order in which they were first told. */
type Standing = ReadonlyMap<string, Examination>;

const codeOf = ({ code }: Examination): string => code.codings[0]?.code ?? code.text;

/** OBR-4 names it; what was ordered twice is two, where both say by which order (OBR-2). */
const isSame = (a: Examination, b: Examination): boolean =>
  codeOf(a) === codeOf(b) &&
  (a.placerNumber === undefined || b.placerNumber === undefined || a.placerNumber === b.placerNumber);

/** Of which that stands a message speaks: of one twice, if it tells of it twice. */
const keyIn = (standing: Standing, taken: ReadonlySet<string>, next: Examination): string => {
  const same = [...standing].filter(([key, one]) => !taken.has(key) && isSame(one, next));
  const [found] = same.find(([, one]) => one.placerNumber === next.placerNumber) ?? same[0] ?? [];
  if (found !== undefined) return found;
  const others = [...standing.values()].filter((one) => codeOf(one) === codeOf(next)).length;
  return others === 0 ? codeOf(next) : `${codeOf(next)}#${others + 1}`;
};

/** The latest arrival stands, except that a preliminary never replaces what is settled. */
const overtakes = (next: Examination, current: Examination | undefined): boolean =>
  current === undefined || !PROVISIONAL.has(statusOf(next)) || PROVISIONAL.has(statusOf(current));

const content = (event: Examination | undefined): string => canonical({ ...event, recordId: null, occurredAt: null });

/** A copy that leaves out the order is of the same order. */
const ofOrder = (event: Examination, current: Examination | undefined): Examination =>
  current?.placerNumber === undefined || event.placerNumber !== undefined
    ? event
    : { ...event, placerNumber: current.placerNumber };

/** What stands after a message; the same map where it says nothing new, null where all that it says is overtaken. */
const after = (before: Standing, message: readonly ImagingTold[]): Standing | null => {
  const standing = new Map(before);
  const taken = new Set<string>();
  let counts = false;
  for (const { event } of message) {
    const key = keyIn(standing, taken, event);
    taken.add(key);
    const current = standing.get(key);
    const next = ofOrder(event, current);
    if (!overtakes(next, current)) continue;
    counts = true;
    if (content(next) !== content(current)) standing.set(key, next);
  }
  if (!counts) return null;
  const isNew = [...standing].some(([key, event]) => before.get(key) !== event);
  return isNew ? standing : before;
};

const versionOf = (first: ImagingTold, standing: Standing): Version<ImagingTold> => ({
  told: { ...first, event: joinExaminations(first.event, [...standing.values()]) },
  parts: new Map([...standing].map(([key, event]) => [key, statusOf(event)])),
});

const courseOf = (versions: readonly Version<ImagingTold>[], standing: Standing): Course<ImagingTold> => {
  const course: Course<ImagingTold> = {
    versions,
    next(message) {
      const next = after(standing, message);
      if (next === null || next === standing) return next && course;
      return courseOf([...versions, versionOf(message[0], next)], next);
    },
    withdrawn(by) {
      const current = versions.at(-1);
      if (current === undefined) return course;
      const gone = new Map([...standing].map(([key, event]) => [key, { ...event, retracted: true }]));
      return courseOf([...versions, withdrawnBy(current, by)], gone);
    },
  };
  return course;
};

/** Each examination goes on by itself: a message that leaves one out says nothing of it. */
export const IMAGING_REPORTS: Telling<ImagingTold> = {
  begin: courseOf([], new Map()),
  spoken: (message) => versionOf(message[0], after(new Map(), message) ?? new Map()),
};
