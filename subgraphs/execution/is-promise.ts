/** Whether it is not known yet. What is known at once is passed on at once: a promise for each value would cost more. */
export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Promise<unknown>>).then === 'function';
