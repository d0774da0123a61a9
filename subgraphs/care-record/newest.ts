import type { Order } from '../connection';

/** Newest first by when it was recorded or began; what has no date comes last. */
export const newest = <R>(date: (record: R) => string | undefined): Order<R> => ({
  key: (record) => date(record) ?? '',
  direction: 'descending',
});
