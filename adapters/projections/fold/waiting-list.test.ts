import fc from 'fast-check';
import type { Patch, WaitingFacts } from '../../../schema/events';
import type { Instant, LocalDate } from '../../../schema/time';
import { instantOf } from '../../../schema/time';
import type { EventOf, Told } from './told';
import { foldWaitingList } from './waiting-list';

const minute = (n: number): Instant => instantOf(Date.parse('2026-11-20T08:00:00.000Z') + n * 60_000);
const said = (n: number, patch: Patch<WaitingFacts>, seq = n): Told<EventOf<'waiting-changed'>> => ({
  seq,
  idx: 0,
  messageId: `m${n}`,
  event: { kind: 'waiting-changed', recordId: 'RWE|S1234567', visit: '700002', occurredAt: minute(n), patch },
});
const rows = (told: readonly Told<EventOf<'waiting-changed'>>[]) => foldWaitingList('pas@RWE', '700002', told);

const LISTED: Patch<WaitingFacts> = { list: 'elective', removalReason: null };
const CANCELLED: Patch<WaitingFacts> = { removalReason: { text: 'Booking cancelled', codings: [] } };

test('an entry that was removed and is listed again waits', () => {
  expect(rows([said(0, LISTED), said(5, CANCELLED)])).toMatchObject([
    { open: false, to: minute(5), body: { status: 'removed', removalReason: { text: 'Booking cancelled' } } },
  ]);
  const [again] = rows([said(0, LISTED), said(5, CANCELLED), said(9, LISTED)]);
  expect(again).toMatchObject({ open: true, to: null, body: { status: 'waiting', list: 'elective' } });
  expect(again?.body).not.toHaveProperty('removalReason');
});

test('the first listing said again late does not undo the removal', () => {
  expect(rows([said(0, LISTED), said(5, CANCELLED), said(0, LISTED, 9)])).toMatchObject([{ open: false }]);
});

test('a guaranteed date stands until it is taken back; events that were kept before it was read lack it', () => {
  const [older] = rows([said(0, LISTED)]);
  expect(older?.body).not.toHaveProperty('guaranteedDate');
  const guaranteed: Patch<WaitingFacts> = { guaranteedDate: '2027-02-15' as LocalDate };
  const [told] = rows([said(0, LISTED), said(5, guaranteed), said(9, {})]);
  expect(told?.body).toMatchObject({ guaranteedDate: '2027-02-15' });
  const [back] = rows([said(0, LISTED), said(5, guaranteed), said(9, { guaranteedDate: null })]);
  expect(back?.body).not.toHaveProperty('guaranteedDate');
});

test('an entry is off the list since it was taken off, not since it was listed or last told of', () => {
  const cancel = said(0, CANCELLED, 5);
  const putIn = { ...cancel, event: { ...cancel.event, recordedAt: minute(5), bookingCancelled: true as const } };
  for (const later of [[], [said(9, { priority: { text: 'Urgent', codings: [] } })]])
    expect(rows([said(0, LISTED), putIn, ...later])).toMatchObject([{ open: false, to: minute(5) }]);
});

test('a number that was free again and is given to somebody else tells nothing of the first person', () => {
  const again = said(9, { removalReason: null });
  const anothers = { ...again, event: { ...again.event, recordId: 'RWE|S7654321' } };
  const [row] = rows([said(0, { ...LISTED, toComeIn: '2026-12-01' as LocalDate }), said(5, CANCELLED), anothers]);
  expect(row).toMatchObject({ recordId: 'RWE|S7654321', open: true, body: { list: 'unknown' } });
  expect(row?.body).not.toHaveProperty('toComeIn');
});

test('a listing of the wrong patient, told again of the right one and then cancelled, leaves the right one waiting', () => {
  const wrong = <T extends Told<EventOf<'waiting-changed'>>>(one: T): T => ({ ...one, event: { ...one.event, recordId: 'RWE|S7654321' } }); // prettier-ignore
  const first = wrong(said(0, { ...LISTED, toComeIn: '2026-12-01' as LocalDate }));
  const cancel = wrong(said(0, CANCELLED, 9));
  const putIn = { ...cancel, event: { ...cancel.event, recordedAt: minute(9), bookingCancelled: true as const } };
  const [row] = rows([first, said(5, LISTED), putIn]);
  expect(row).toMatchObject({ recordId: 'RWE|S1234567', open: true, body: { status: 'waiting' } });
  expect(row?.body).not.toHaveProperty('toComeIn');
});

test('any order of arrival, with repeats, ends in the same entry', () => {
  const one = fc.constantFrom<Patch<WaitingFacts>>(LISTED, CANCELLED, { list: 'outpatient' }, {});
  const history = fc.array(one, { minLength: 1, maxLength: 8 }).map((all) => all.map((patch, n) => said(n, patch)));
  fc.assert(
    fc.property(
      history.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
      ),
      ([all, shuffled]) => expect(rows(shuffled)).toEqual(rows(all)),
    ),
    { numRuns: 100 },
  );
});
