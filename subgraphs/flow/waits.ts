import type { ImagingReport } from '../../schema/clinical/imaging';
import type { Escalation } from '../../schema/clinical/observation';
import type { LabReport, Order } from '../../schema/clinical/pathology';
import { isDone } from '../../schema/clinical/report-status';
import type { CodeableConcept, RecordSource } from '../../schema/clinical/values';
import type { Instant } from '../../schema/time';
import { hasCode } from '../codes';
import { atLatest } from '../windows';

export type WaitKind = 'LAB_RESULT' | 'IMAGING' | 'REVIEW';

/** What somebody waits for. */
export interface Wait {
  readonly kind: WaitKind;
  /** What was asked for; a review has no code. */
  readonly code: CodeableConcept | null;
  readonly since: Instant;
  readonly source: RecordSource;
}

type Report = Pick<LabReport | ImagingReport, 'placerNumber' | 'status' | 'code' | 'retracted'>;

/**
 * A report that is done answers the order of its number (OBR-2); where several tests were asked for under one number, that
 * of its own test alone. Few laboratories say of an order that it is completed.
 */
const isAnswered = (order: Order, orders: readonly Order[], reports: readonly Report[]): boolean => {
  const hasOthers = orders.some((other) => other !== order && other.placerNumber === order.placerNumber);
  return reports.some(
    ({ placerNumber, status, code, retracted }) =>
      placerNumber === order.placerNumber &&
      isDone(status) &&
      !retracted &&
      (!hasOthers || hasCode(code, order.code.codings)),
  );
};

/** Orders since then to which nothing, or nothing final, has come. An order of which it is not known where it stands is open. */
export const openOrders = (
  kind: WaitKind,
  orders: readonly Order[],
  reports: readonly Report[],
  since: Instant,
): readonly Wait[] =>
  orders
    .filter(({ status, orderedAt }) => (status === 'active' || status === 'unknown') && atLatest(orderedAt) >= since)
    .filter((order) => !isAnswered(order, orders, reports))
    .map(({ code, orderedAt, source }) => ({ kind, code, since: orderedAt, source }));

/** Whoever took it on has not been yet. */
const isOpen = ({ status }: Escalation): boolean =>
  status === 'requested' || status === 'received' || status === 'accepted' || status === 'unknown';

/** Escalations since then that nobody has finished. */
export const openReviews = (escalations: readonly Escalation[], since: Instant): readonly Wait[] =>
  escalations
    .filter((escalation) => isOpen(escalation) && atLatest(escalation.authoredOn) >= since)
    .map(({ authoredOn, source }) => ({ kind: 'REVIEW', code: null, since: authoredOn, source }));
