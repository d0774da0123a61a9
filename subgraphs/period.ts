import type { Period } from '../schema/clinical/values';

/**
 * A period as the graph shows it. Inside, a date stands for its first or its last moment, by which lists are ordered and
 * windows are searched; shown, midnight would look as if it had been told, and in summer be the day before in UTC.
 */
export const periodFields = {
  start: ({ start, startDate }: Period) => (startDate === undefined ? (start ?? null) : null),
  startDate: ({ startDate }: Period) => startDate ?? null,
  end: ({ end, endDate }: Period) => (endDate === undefined ? (end ?? null) : null),
  endDate: ({ endDate }: Period) => endDate ?? null,
};
