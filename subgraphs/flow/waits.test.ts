import type { Escalation } from '../../schema/clinical/observation';
import type { LabReport, Order } from '../../schema/clinical/pathology';
import type { Instant } from '../../schema/time';
import { openOrders, openReviews } from './waits';

const SINCE = '2026-11-20T06:00:00.000Z' as Instant;
const concept = (code: string) => ({ codings: [{ system: 'urn:lab', code }], text: code });
const order = (more: Partial<Order> = {}): Order =>
  ({
    ...{ key: 'RWE|P1', placerNumber: 'P1', status: 'active', code: concept('UE') },
    ...{ orderedAt: '2026-11-20T07:00:00.000Z', source: { instance: 'lims@RWE' }, ...more },
  }) as Order;
const report = (more: Partial<LabReport> = {}): LabReport =>
  ({ placerNumber: 'P1', status: 'final', code: concept('UE'), retracted: false, ...more }) as LabReport;
const open = (orders: readonly Order[], reports: readonly LabReport[] = []) =>
  openOrders('LAB_RESULT', orders, reports, SINCE).map(({ code }) => code?.text);

test.each<[string, Partial<LabReport> | null, boolean]>([
  ['nothing', null, true],
  ['a final report', {}, false],
  ['a corrected one', { status: 'corrected' }, false],
  ['that it cannot be had', { status: 'cancelled' }, false],
  ['a preliminary one', { status: 'preliminary' }, true],
  ['a part of it', { status: 'partial' }, true],
  ['one of which nobody says where it stands', { status: 'unknown' }, true],
  ['one that was taken back', { retracted: true }, true],
  ['a final report of another number', { placerNumber: 'P2' }, true],
  ['a final report of its number under another code', { code: concept('RENAL') }, false],
])('where %s has come, the order is open: %s', (_what, came, isOpen) => {
  expect(open([order()], came ? [report(came)] : [])).toEqual(isOpen ? ['UE'] : []);
});

test('of several tests under one number a report answers its own alone', () => {
  const both = [order(), order({ key: 'RWE|P1|FBC', code: concept('FBC') })];
  expect(open(both, [report()])).toEqual(['FBC']);
  expect(open(both, [report({ code: concept('RENAL') })])).toEqual(['UE', 'FBC']);
});

test.each([
  ['active', true],
  ['unknown', true],
  ['completed', false],
  ['revoked', false],
] as const)('an order that is %s is open: %s', (status, isOpen) => {
  expect(open([order({ status })])).toHaveLength(isOpen ? 1 : 0);
});

test('what was asked for before they came is another stay’s', () => {
  expect(open([order({ orderedAt: '2026-11-20T05:59:59.000Z' as Instant }), order({ orderedAt: SINCE })])).toHaveLength(
    1,
  );
});

test.each([
  ['requested', true],
  ['received', true],
  ['accepted', true],
  ['unknown', true],
  ['completed', false],
  ['rejected', false],
  ['cancelled', false],
] as const)('an escalation that is %s is waited for: %s', (status, isOpen) => {
  const raised = { status, authoredOn: '2026-11-20T07:00:00.000Z', source: {} } as unknown as Escalation;
  expect(openReviews([raised], SINCE)).toHaveLength(isOpen ? 1 : 0);
});
