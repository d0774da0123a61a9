import type { Fault } from './graph';

/** Whoever is told one of these knows that nothing was done. */
const NOTHING_DONE = ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'TOO_COSTLY', 'RATE_LIMITED', 'OVERLOADED'];

/**
 * What to say beside the faults of something that was asked to be done and got no answer: it may be done all the same.
 * `look` says where to see it. Empty where it was refused.
 */
export const mayBeDone = (faults: readonly Fault[], look: string): readonly Fault[] =>
  faults.some(({ code }) => !NOTHING_DONE.includes(code))
    ? [{ code: 'NOT_KNOWN', message: `Whether it was done is not known. ${look}`, ref: null }]
    : [];
