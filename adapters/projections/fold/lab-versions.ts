import type { Course, Telling } from './report-course';
import { versionOf } from './report-parts';
import type { LabTold, Version } from './report-parts';
import { withdrawnBy, withNext } from './report-versions';
import { byArrival } from './told';

const courseOf = (versions: readonly Version<LabTold>[]): Course<LabTold> => {
  const course: Course<LabTold> = {
    versions,
    next([told]) {
      const after = withNext(versions, versionOf(told));
      return after === versions ? course : after && courseOf(after);
    },
    withdrawn(by) {
      const current = versions.at(-1);
      return current === undefined ? course : courseOf([...versions, withdrawnBy(current, by)]);
    },
  };
  return course;
};

/** A laboratory tells the whole of a report each time. */
export const LAB_REPORTS: Telling<LabTold> = {
  begin: courseOf([]),
  messagesIn: (told) => [...told].sort(byArrival).map((one) => [one]),
  spoken: ([told]) => versionOf(told),
};
