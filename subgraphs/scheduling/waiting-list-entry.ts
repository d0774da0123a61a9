import type { GraphQLResolveInfo } from 'graphql';
import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import { DAY, type LocalDate } from '../../schema/time';
import { personOfRecord } from '../asking';
import type { PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { SubgraphContext } from '../subgraph';
import { emergencyAttendances } from './emergency-attendances';
import { todayOf } from '../windows';

/** The date a wait counts from; none where the entry tells neither. */
export const waitsSince = ({ originalDate, added }: WaitingListEntry): LocalDate | undefined => originalDate ?? added;

const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY));

/** Whole days waited up to today, less those of the suspension told; null for whom they cannot be counted. */
export const daysWaiting = (entry: WaitingListEntry, today: LocalDate): number | null => {
  const since = waitsSince(entry);
  if (entry.status === 'removed' || since === undefined) return null;
  const { from, to = today } = entry.suspension ?? { from: today };
  const suspended = daysBetween(from > since ? from : since, to < today ? to : today);
  return daysBetween(since, today) - suspended;
};

/** An entry as the graph shows it, in a list of everybody's and in a patient's own. */
export const waitingListEntry = (entry: WaitingListEntry, context: SubgraphContext): object => ({
  ...entry,
  status: enumValue(entry.status),
  list: enumValue(entry.list),
  suspendedFrom: entry.suspension?.from,
  suspendedTo: entry.suspension?.to,
  daysWaiting: daysWaiting(entry, todayOf(context)),
  patient: () => personOfRecord(context, entry.subject).then((person) => person && { id: person.id }),
  emergencyAttendances: (page: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
    emergencyAttendances(entry, page, context, info),
});
