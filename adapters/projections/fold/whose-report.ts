import type { ReportElsewhere } from '../../../schema/clinical/pathology';
import { DAY, firstMomentOf } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { messagesIn } from './report-course';
import type { Course, Telling } from './report-course';
import type { ReportTold, Version } from './report-parts';
import { saysSomething, takesFrom } from './report-versions';

/** Whose a record is: records of one person give the same. */
export type PersonOf = (recordId: string) => string;

/** The report of one person. */
export interface OwnReport<T extends ReportTold> {
  /** 1 for whom the number was told of first, and so on: no two people's reports have one key. */
  readonly nth: number;
  /** Those that count, oldest first; the last one stands. */
  readonly versions: readonly Version<T>[];
  readonly elsewhere?: ReportElsewhere;
}

/** A laboratory gives a number out again after months, if at all; the specimen of a moved report is the same one. */
const OTHER_SPECIMEN = 90 * DAY;

interface Own<T extends ReportTold> {
  course: Course<T>;
  /** When the specimen was taken; until that is said, when the report was first issued. */
  begins: Instant;
  isMoved: boolean;
}

const collected = ({ event }: ReportTold): Instant | undefined =>
  event.kind === 'lab-reported'
    ? (event.collected ?? firstMomentOf(event.collectedDate ?? '') ?? undefined)
    : undefined;

/** Accession numbers are not given out again: the archive has its pictures under them. */
const isOther = (one: Own<ReportTold>, other: Own<ReportTold>, { event }: ReportTold): boolean =>
  event.kind === 'lab-reported' && Math.abs(Date.parse(one.begins) - Date.parse(other.begins)) > OTHER_SPECIMEN;

const standing = <T extends ReportTold>({ course }: Own<T>): Version<T> | undefined => {
  const last = course.versions.at(-1);
  return last !== undefined && saysSomething(last) ? last : undefined;
};

/**
 * What was told under one number, of each person of whom it was told, in the order in which they were first named. A
 * number is one person's at a time: the later telling has it, and what stood of somebody else is withdrawn by it, as by
 * a `W` (HL7 table 0085: "transmitted for wrong patient"). What is withdrawn or cannot be had takes the number from
 * nobody. Where a preliminary comes after the final of somebody else, both stand, in doubt.
 */
export const reportsOf = <T extends ReportTold>(
  telling: Telling<T>,
  told: readonly T[],
  personOf: PersonOf = (recordId) => recordId,
): readonly OwnReport<T>[] => {
  const people = new Map<string, Own<T>>();
  for (const message of messagesIn(told)) {
    const [first] = message;
    const person = personOf(first.event.recordId);
    const own = people.get(person) ?? { course: telling.begin, begins: first.event.issued, isMoved: false };
    people.set(person, own);
    const course = own.course.next(message);
    if (course === null) continue;
    if (course !== own.course) own.isMoved = false;
    own.course = course;
    own.begins = collected(first) ?? own.begins;
    // As nearly always: nobody from whom it could be taken.
    if (people.size === 1) continue;
    const next = telling.spoken(message);
    if (!saysSomething(next)) continue;
    for (const other of people.values()) {
      const theirs = other === own ? undefined : standing(other);
      if (theirs === undefined || isOther(own, other, first) || !takesFrom(next, theirs)) continue;
      other.course = other.course.withdrawn(first);
      other.isMoved = true;
    }
  }
  const all = [...people.values()];
  const isInDoubt = (one: Own<T>): boolean => {
    const own = standing(one);
    return (
      own !== undefined &&
      all.some((other) => other !== one && standing(other) !== undefined && !isOther(one, other, own.told))
    );
  };
  return all.map((one, at) => ({
    nth: at + 1,
    versions: one.course.versions,
    ...(one.isMoved ? { elsewhere: 'moved' } : isInDoubt(one) ? { elsewhere: 'in-doubt' } : {}),
  }));
};

/** The key of a report: `organisation|number`; with a count behind it for whomever the number was told of later. */
export const reportKey = (organisation: string, number: string, nth: number): string =>
  nth === 1 ? `${organisation}|${number}` : `${organisation}|${number}|${nth}`;
