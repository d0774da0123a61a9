import type { Appointment } from '../../schema/clinical/scheduling';
import { londonDay, type DateRange } from '../../schema/time';
import { personList, type ListArgs } from '../person-list';
import { enumValue, scalars } from '../scalars';
import { defineSubgraph } from '../subgraph';
import { theatreCasesWithoutSession, theatreSessions } from './theatre-sessions';
import { nextDays, windowOf, within, type WindowArgs } from '../windows';
import { rankedWaitingList } from './ranked-waiting-list';
import { waitingListEntry, waitsSince } from './waiting-list-entry';

const appointmentNode = (appointment: Appointment): object => ({
  ...appointment,
  status: enumValue(appointment.status),
  kind: enumValue(appointment.kind),
});

/** One of a day is anywhere in it: this afternoon's clinic must not be over in the morning. */
const isIn = (window: DateRange, { start, startDate }: Appointment): boolean =>
  startDate === undefined ? within(window, start) : start < window.to && londonDay(startDate).to > window.from;

/** When people are to be seen: the diary across GP, hospital, community and theatre, the waiting lists, and the theatres’ lists. */
export const schedulingSubgraph = defineSubgraph('scheduling', {
  ...scalars,
  Query: { theatreCasesWithoutSession, theatreSessions, waitingList: rankedWaitingList },
  Patient: {
    appointments: personList<'appointments', ListArgs & { window?: WindowArgs | null }, object>({
      capability: 'appointments',
      kind: 'appointment',
      order: { key: ({ start }) => start, direction: 'ascending' },
      window: ({ window }, context) => windowOf(window, nextDays(context, 56)),
      keep: (appointment, _, window) => !window || isIn(window, appointment),
      node: appointmentNode,
    }),
    waitingList: personList<'waiting-list', ListArgs, object>({
      capability: 'waiting-list',
      kind: 'waiting-list-entry',
      order: { key: (entry) => waitsSince(entry) ?? '9999', direction: 'ascending' },
      node: waitingListEntry,
    }),
  },
});
