import { AS_SEEN, LOG } from '../client/access/queries';
import { REVIEW, REVIEWS } from '../client/access/review-queries';
import { STANDING, STANDING_ACT } from '../client/access/standing-queries';

/** Every operation that the page asks, by name: what to register where only registered operations are answered. */
export const ACCESS_DOCUMENTS: Readonly<Record<string, string>> = {
  log: LOG,
  asSeen: AS_SEEN,
  reviews: REVIEWS,
  review: REVIEW,
  standing: STANDING,
  ...STANDING_ACT,
};
