import fc from 'fast-check';
import { foldStream, streamsOf } from '../../projections/fold/streams';
import type { Told } from '../../projections/fold/told';
import { parseMessage } from '../../wire/hl7v2/parse';
import { ITK_PROFILE } from './profiles';
import { translate } from './translate';

/** What was said in error and taken back, from the messages to the rows they leave. */

const PID = 'PID|1||S1234567^^^RWE~9990000018^^^NHS||TESTER^MAVIS||19480302|2';
const dying = (when: string, indicator: string): string => `${PID}${'|'.repeat(21)}${when}|${indicator}`;
const pv1 = (patientClass: string): string => `PV1|1|${patientClass}|RWE^CLINIC4^^RWE||||||||||||||||700002^^^VISITID`;
const at = (start: string): string => `${'|'.repeat(25)}${start}`;

type Lines = readonly [trigger: string, ...segments: string[]];

/** Each message a minute after the one before. */
const toldBy = (messages: readonly Lines[]): readonly Told[] =>
  messages.flatMap(([trigger, ...segments], n) => {
    const time = `2026112010${String(n).padStart(2, '0')}00`;
    const header = `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|${time}||ADT^${trigger}|${n}|P|2.4`;
    const parsed = parseMessage([header, `EVN||${time}`, ...segments].join('\r'));
    if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
    const translation = translate(parsed.message, ITK_PROFILE);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation.events.map((event, idx): Told => ({ seq: n, idx, messageId: `m${n}`, event }));
  });

/** The last state of what is kept under the stream, which every order of arrival and every repeat must end in. */
const bodyOf = (kind: string, stream: RegExp, ...messages: readonly Lines[]): unknown => {
  const told = toldBy(messages).filter(({ event }) => streamsOf(event).some((name) => stream.test(name)));
  const bodies = (all: readonly Told[]) =>
    foldStream('pas@RWE', 'person|S1234567', all).flatMap((row) => (row.kind === kind ? [row.body] : []));
  const body = bodies(told);
  fc.assert(
    fc.property(fc.shuffledSubarray([...told, ...told], { minLength: 2 * told.length }), (shuffled) =>
      expect(bodies(shuffled)).toEqual(body),
    ),
    { numRuns: 30 },
  );
  return body[0];
};

test('a death recorded in error is taken back by whichever field the sender deletes', () => {
  const person = (...pids: readonly string[]): unknown =>
    bodyOf('demographics', /^person/, ...pids.map((pid): Lines => ['A31', pid]));
  expect(person(dying('20261119', ''))).toMatchObject({ deceased: true, deceasedAt: '2026-11-19' });
  for (const alive of [
    person(dying('20261119', ''), dying('""', '')),
    person(dying('20261119', 'Y'), dying('', '""')),
    person(dying('20261119', ''), dying('', 'N')),
    person(dying('20261119', 'Y'), dying('""', '""')),
  ]) {
    expect(alive).toMatchObject({ deceased: false });
    expect(alive).not.toHaveProperty('deceasedAt');
  }
  // Only the date was wrong.
  expect(person(dying('20261119', 'Y'), dying('""', ''))).toMatchObject({ deceased: true });
});

test('a patient taken off the waiting list in error is listed again', () => {
  const entry = (...messages: readonly Lines[]): unknown => bodyOf('waiting-list', /^waiting/, ...messages);
  const listed: Lines = ['A05', PID, pv1('W'), 'ZU4|20260901'];
  const cancelled: Lines = ['A38', PID, pv1('W')];
  const admitted: Lines = ['A01', PID, pv1('I'), 'ZU4|||||||||1'];
  const notAdmitted: Lines = ['A11', PID, pv1('I')];
  expect(entry(listed, cancelled)).toMatchObject({ status: 'removed' });
  expect(entry(listed, cancelled, listed)).toMatchObject({ status: 'waiting' });
  expect(entry(listed, admitted, notAdmitted)).toMatchObject({ status: 'removed' });
  expect(entry(listed, admitted, notAdmitted, listed)).toMatchObject({ status: 'waiting' });
});

test('a booking on the waiting list that is cancelled is gone, though the sender has no reason for it', () => {
  const entry = (...messages: readonly Lines[]): unknown => bodyOf('waiting-list', /^waiting/, ...messages);
  const listed: Lines = ['A05', PID, pv1('W'), 'ZU4|20260901'];
  const withoutReason = 'ZU4|20260901||||||||""';
  expect(entry(listed, ['A38', PID, pv1('W'), withoutReason])).toMatchObject({
    status: 'removed',
    removalReason: { text: 'Booking cancelled' },
  });
  // An update that deletes the reason says that nobody was removed.
  const removed: Lines = ['A08', PID, pv1('W'), 'ZU4|20260901||||||||4'];
  expect(entry(listed, removed, ['A08', PID, pv1('W'), withoutReason])).toMatchObject({ status: 'waiting' });
});

test('an arrival recorded in error is a booking again, and a booking by A04 is cancelled', () => {
  const booking = (...messages: readonly Lines[]): unknown => bodyOf('appointments', /^appointment/, ...messages);
  const today = `${pv1('O')}${at('20261120143000')}`;
  const later = `${pv1('O')}${at('20261215143000')}`;
  const booked: Lines = ['A05', PID, today, 'ZU3||||1'];
  const arrived: Lines = ['A04', PID, today, 'ZU3||||1'];
  expect(booking(booked, arrived)).toMatchObject({ status: 'arrived' });
  expect(booking(booked, arrived, ['A11', PID, today, 'ZU3||||1'])).toMatchObject({ status: 'booked' });
  expect(booking(booked, arrived, ['A11', PID, pv1('O')])).toMatchObject({ status: 'booked' });
  expect(booking(['A04', PID, later, 'ZU3||||1'], ['A11', PID, later])).toMatchObject({ status: 'cancelled' });
  // Nor does it bring back what was cancelled, whether the patient had arrived or not; a new booking does.
  const cancelled: Lines = ['A38', PID, pv1('O')];
  const notArrived: Lines = ['A11', PID, today, 'ZU3||||1'];
  expect(booking(booked, cancelled, notArrived)).toMatchObject({ status: 'cancelled' });
  expect(booking(booked, cancelled, ['A11', PID, pv1('O')])).toMatchObject({ status: 'cancelled' });
  expect(booking(booked, arrived, cancelled, notArrived)).toMatchObject({ status: 'cancelled' });
  expect(booking(booked, cancelled, arrived, notArrived)).toMatchObject({ status: 'cancelled' });
  expect(booking(booked, arrived, ['A08', PID, today, 'ZU3|||2'], notArrived)).toMatchObject({ status: 'cancelled' });
  expect(booking(booked, arrived, ['A08', PID, today, 'ZU3|||5'], notArrived)).toMatchObject({ status: 'booked' });
  expect(booking(booked, cancelled, booked, notArrived)).toMatchObject({ status: 'booked' });
  // A stay of class O, without ZU3, is no booking.
  expect(booking(['A04', PID, today], ['A11', PID, today])).toBeUndefined();
});
