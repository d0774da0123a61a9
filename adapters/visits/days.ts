import { DAY, instantOf, type DateRange } from '../../schema/time';

/** Whole days of UTC that cover the window, in order: all day the same ask, which an unchanged answer need not be sent for. */
export const daysOf = ({ from, to }: DateRange): readonly DateRange[] => {
  const first = Math.floor(Date.parse(from) / DAY);
  const end = Math.ceil(Date.parse(to) / DAY);
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => ({
    from: instantOf((first + at) * DAY),
    to: instantOf((first + at + 1) * DAY),
  }));
};
