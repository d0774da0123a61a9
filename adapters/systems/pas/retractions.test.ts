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
    const sent = segments[0]?.startsWith('EVN') === true ? segments[0].split('|')[2] : time;
    const header = `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|${sent}||ADT^${trigger}|${n}|P|2.4`;
    const evn = segments[0]?.startsWith('EVN') === true ? [] : [`EVN||${time}`];
    const parsed = parseMessage([header, ...evn, ...segments].join('\r'));
    if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
    const translation = translate(parsed.message, ITK_PROFILE);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation.events.map((event, idx): Told => ({ seq: n, idx, messageId: `m${n}`, event }));
  });

/** The last state of what is kept under the stream, which every order of arrival and every repeat must end in. */
const bodyOf = (kind: string, stream: RegExp, ...messages: readonly Lines[]): unknown => {
  const nameOf = ({ event }: Told): string | undefined => streamsOf(event).find((name) => stream.test(name));
  const told = toldBy(messages).filter((one) => nameOf(one) !== undefined);
  const [name = ''] = told.flatMap((one) => nameOf(one) ?? []);
  const bodies = (all: readonly Told[]) =>
    foldStream('pas@RWE', name, all).flatMap((row) => (row.kind === kind ? [row.body] : []));
  const body = bodies(told);
  fc.assert(
    fc.property(fc.shuffledSubarray([...told, ...told], { minLength: 2 * told.length }), (shuffled) =>
      expect(bodies(shuffled.map((one, seq) => ({ ...one, seq })))).toEqual(body),
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

test('whoever is admitted under the number of their entry waits no more, unless that is taken back', () => {
  const entry = (...messages: readonly Lines[]): unknown => bodyOf('waiting-list', /^waiting/, ...messages);
  const listed: Lines = ['A05', PID, pv1('W'), 'ZU4|20260901'];
  const admitted: Lines = ['A01', PID, pv1('I')];
  const notAdmitted: Lines = ['A11', PID, pv1('I')];
  const off = { status: 'removed', removalReason: { text: 'Admitted' }, added: '2026-09-01' };
  expect(entry(listed, admitted)).toMatchObject(off);
  // What an admission quotes of the list is no reason to leave it, and what is told later is no listing.
  expect(entry(listed, ['A01', PID, pv1('I'), 'ZU4|20260901'])).toMatchObject(off);
  expect(entry(admitted, ['A08', PID, pv1('I'), 'ZU4|20260901'])).toMatchObject(off);
  expect(entry(listed, admitted, ['A08', PID, pv1('W'), 'ZU4|20260901||||||||1'])).toMatchObject({
    ...{ status: 'removed', removalReason: { text: 'Admitted electively' } },
  });
  expect(entry(listed, admitted, notAdmitted)).toMatchObject({ status: 'waiting' });
  expect(entry(listed, admitted, listed)).toMatchObject({ status: 'waiting' });
  // Nor is anybody else off the list by it, and whoever was not on it is not put there.
  expect(entry(listed, ['A01', PID.replaceAll('S1234567', 'S7654321'), pv1('I')])).toMatchObject({ status: 'waiting' });
  expect(entry(['A01', PID.replaceAll('S1234567', 'S7654321'), pv1('I')], listed)).toMatchObject({ status: 'waiting' });
  expect(entry(admitted, notAdmitted)).toBeUndefined();
});

test('a ZU4 that holds nothing puts nobody on the waiting list, and a ZU3 makes no stay a booking', () => {
  const entry = (...messages: readonly Lines[]): unknown => bodyOf('waiting-list', /^waiting/, ...messages);
  const empty = `ZU4${'|'.repeat(15)}`;
  for (const [trigger, of] of [
    ['A01', 'I'],
    ['A05', 'P'],
    ['A08', 'I'],
    ['A08', 'E'],
  ] as const)
    expect([trigger, entry([trigger, PID, pv1(of), empty])]).toEqual([trigger, undefined]);
  expect(entry(['A05', PID, pv1('W'), empty])).toMatchObject({ status: 'waiting' });
  const stay = (...messages: readonly Lines[]): unknown => bodyOf('encounters', /^stay/, ...messages);
  const discharged: Lines = ['A08', PID, `${pv1('I')}${at('20261120100000')}|20261120100100`, 'ZU3|||||||||||||'];
  expect(stay(['A01', PID, pv1('I')], discharged)).toMatchObject({ status: 'finished' });
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
  // Whether or not the A11 says for when it was; of a booking by A05 it says nothing, nor of one where an arrival goes.
  const bookedByA04: Lines = ['A04', PID, later, 'ZU3||||1'];
  const quoted = { start: '2026-12-15T14:30:00.000Z' };
  for (const pv1Of of [pv1('O'), `${pv1('O')}${at('""')}`])
    for (const zu3 of [[], ['ZU3||||1']]) {
      const notBooked: Lines = ['A11', PID, pv1Of, ...zu3];
      expect(booking(bookedByA04, notBooked)).toMatchObject({ status: 'cancelled', ...quoted });
      expect(booking(bookedByA04, notBooked, bookedByA04)).toMatchObject({ status: 'booked', ...quoted });
      expect(booking(['A05', PID, later, 'ZU3||||1'], notBooked)).toMatchObject({ status: 'booked', ...quoted });
      expect(booking(bookedByA04, arrived, notBooked)).toMatchObject({ status: 'booked' });
    }
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

/** EVN-2 and EVN-6 (hours and minutes of one day), whatever order they arrive in. */
const putIn = (
  kind: string,
  stream: RegExp,
  ...messages: readonly (readonly [put: string, happened: string, ...Lines])[]
) =>
  bodyOf(
    kind,
    stream,
    ...messages.map(([put, happened, trigger, ...segments]): Lines => [
      trigger,
      `EVN||20261120${put}00||||20261120${happened}00`,
      ...segments,
    ]),
  );

test('a booking cancelled after it was changed is cancelled, and one booked anew stands, as at first', () => {
  const booking = (...messages: readonly (readonly [put: string, happened: string, ...Lines])[]): unknown =>
    putIn('appointments', /^appointment/, ...messages);
  const soon = `${pv1('O')}${at('20261121143000')}`;
  const booked = ['A05', PID, soon, 'ZU3||||1'] as const;
  const changed = ['A05', PID, `${pv1('O')}${at('20261121150000')}`, 'ZU3||||1'] as const;
  const cancelled = ['A38', PID, pv1('O')] as const;
  const first = ['1001', '1000', ...booked] as const;
  const second = ['1101', '1100', ...changed] as const;
  // Of a cancel EVN-6 is when it was booked.
  const cancel = ['1200', '1000', ...cancelled] as const;
  expect(booking(first, second, cancel)).toMatchObject({ status: 'cancelled', start: '2026-11-21T15:00:00.000Z' });
  expect(booking(first, cancel, ['1230', '1000', ...booked])).toMatchObject({ status: 'booked' });
  expect(booking(first, cancel, ['1230', '1000', ...booked], ['1240', '1000', ...cancelled])).toMatchObject({
    status: 'cancelled',
  });
  // Said again after it was booked anew, a cancel takes nothing back.
  expect(booking(first, cancel, ['1330', '1300', ...booked], ['1400', '1000', ...cancelled])).toMatchObject({
    status: 'booked',
  });
  // By a clock that is slow.
  expect(booking(['1003', '1000', ...booked], ['1001', '1000', ...cancelled])).toMatchObject({ status: 'cancelled' });
});

test('an arrival taken back is, though an update in between said that they were seen; one recorded anew stands', () => {
  const booking = (...messages: readonly (readonly [put: string, happened: string, ...Lines])[]): unknown =>
    putIn('appointments', /^appointment/, ...messages);
  const today = `${pv1('O')}${at('20261120143000')}`;
  const booked = ['0900', '0900', 'A05', PID, today, 'ZU3||||1'] as const;
  const arrived = ['1421', '1420', 'A04', PID, today, 'ZU3||||1'] as const;
  const seen = ['1440', '1440', 'A08', PID, today, 'ZU3|||5'] as const;
  const notArrived = ['1500', '1420', 'A11', PID, today, 'ZU3||||1'] as const;
  expect(booking(booked, arrived, seen, notArrived)).toMatchObject({ status: 'booked' });
  expect(
    booking(
      booked,
      arrived,
      notArrived,
      ['1510', '1505', 'A04', PID, today, 'ZU3||||1'],
      ['1530', '1420', 'A11', PID, today, 'ZU3||||1'],
    ),
  ).toMatchObject({ status: 'arrived' });
  expect(booking(booked, arrived, notArrived, ['1510', '1415', 'A04', PID, today, 'ZU3||||1'])).toMatchObject({
    status: 'arrived',
  });
});

test('an entry taken off the waiting list after it was listed again is off it, since then', () => {
  const row = (...messages: readonly (readonly [put: string, happened: string, ...Lines])[]) =>
    putIn('waiting-list', /^waiting/, ...messages);
  const listed = ['A05', PID, pv1('W'), 'ZU4|20260901'] as const;
  const cancelled = ['A38', PID, pv1('W')] as const;
  const first = ['1001', '1000', ...listed] as const;
  const cancel = ['1200', '1000', ...cancelled] as const;
  expect(row(first, ['1101', '1100', ...listed], cancel)).toMatchObject({ status: 'removed' });
  expect(row(first, cancel, ['1230', '1000', ...listed])).toMatchObject({ status: 'waiting' });
  expect(row(['1003', '1000', ...listed], ['1001', '1000', ...cancelled])).toMatchObject({ status: 'removed' });
});

/** What `""` deletes is what the field itself said, and nothing else. */
describe('a field that is deleted', () => {
  const booking = (...messages: readonly Lines[]): unknown => bodyOf('appointments', /^appointment/, ...messages);
  const place = pv1('O');
  const start = '2026-12-15T10:00:00.000Z';
  const booked: Lines = ['A05', PID, `${place}${at('20261215100000')}`, 'ZU3||||1'];
  const expected: Lines = ['A05', PID, place, 'PV2||||||||202612151000', 'ZU3||||1'];
  const withoutTime: Lines = ['A08', PID, `${place}${at('""')}`, 'ZU3||||1'];
  const withoutExpected: Lines = ['A08', PID, place, 'PV2||||||||""', 'ZU3||||1'];

  test('takes its old time from a booking, whichever field had said it', () => {
    expect(booking(booked, withoutTime)).toBeUndefined();
    expect(booking(expected, withoutExpected)).toBeUndefined();
    expect(booking(booked, withoutTime, booked)).toMatchObject({ start });
    expect(booking(booked, withoutExpected)).toMatchObject({ start });
    expect(booking(expected, withoutTime)).toMatchObject({ start });
    const elsewhere: Lines = ['A08', PID, `${place}${at('""')}`, 'PV2||||||||202612161100', 'ZU3||||1'];
    expect(booking(booked, elsewhere)).toMatchObject({ start: '2026-12-16T11:00:00.000Z' });
    expect(booking(expected, booked, withoutTime)).toBeUndefined();
  });

  test('leaves what is cancelled the time it was to have', () => {
    const cancelled = (trigger: string): Lines => [trigger, PID, `${place}${at('""')}`, 'PV2||||||||""', 'ZU3||||1'];
    expect(booking(booked, cancelled('A38'))).toMatchObject({ status: 'cancelled', start });
    expect(booking(expected, cancelled('A38'))).toMatchObject({ status: 'cancelled', start });
  });

  test('takes back who came, and neither an arrival nor a cancel that was told beside it', () => {
    const attended = (code: string): Lines => ['A08', PID, place, `ZU3|||${code}|1`];
    const arrived: Lines = ['A04', PID, `${place}${at('20261120143000')}`, 'ZU3|||""|1'];
    expect(booking(booked, attended('3'), attended('""'))).toMatchObject({ status: 'booked' });
    expect(booking(booked, attended('5'), attended('3'), attended('""'))).toMatchObject({ status: 'booked' });
    expect(booking(booked, arrived, attended('5'), attended('""'))).toMatchObject({ status: 'arrived' });
    expect(booking(booked, arrived, attended('""'))).toMatchObject({ status: 'arrived' });
    expect(booking(booked, ['A38', PID, place], attended('""'))).toMatchObject({ status: 'cancelled' });
  });

  test('makes no booking and no entry on a waiting list of a stay', () => {
    const nulls = ['ZU3|||""|""||||""||||""|""', 'ZU4|""|""|""|""|""|""|||""||||""'];
    const stay = (...messages: readonly Lines[]): unknown => bodyOf('encounters', /^stay/, ...messages);
    const entry = (...messages: readonly Lines[]): unknown => bodyOf('waiting-list', /^waiting/, ...messages);
    for (const patientClass of ['I', 'E']) {
      const inBed = pv1(patientClass).replace('CLINIC4^', 'W12^B3-02');
      expect(stay(['A04', PID, inBed, ...nulls])).toMatchObject({ status: 'in-progress', place: { bed: 'B3-02' } });
      expect(entry(['A04', PID, inBed], ['A08', PID, inBed, ...nulls])).toBeUndefined();
    }
  });

  test('takes a patient out of the bed or the ward that it names', () => {
    const stay = (placed: string): unknown =>
      bodyOf(
        'encounters',
        /^stay/,
        ['A01', PID, pv1('I').replace('RWE^CLINIC4^^RWE', 'RWE^W12^B3-02^RWE')],
        ['A08', PID, pv1('I').replace('RWE^CLINIC4^^RWE', placed)],
      );
    expect(stay('RWE^""^""^RWE')).not.toHaveProperty('place');
    expect(stay('""^""^""')).not.toHaveProperty('place');
    expect(stay('RWE^^""^RWE')).toMatchObject({ place: { ward: { code: 'W12' } } });
    expect(stay('RWE^^""^RWE')).not.toHaveProperty(['place', 'bed']);
    expect(stay('RWE^^^RWE')).toMatchObject({ place: { bed: 'B3-02' } });
  });

  test('takes the telephone numbers of its own field, and leaves those of the other', () => {
    const phoned = (home: string, work: string): string => `PID|1||S1234567^^^RWE||||||||||${home}|${work}`;
    const telecom = (...pids: readonly string[]): unknown =>
      bodyOf('demographics', /^person/, ...pids.map((pid): Lines => ['A31', pid]));
    const [home, work] = [{ value: '01160000000' }, { value: '01160000001' }];
    const both = phoned('01160000000', '01160000001');
    expect(telecom(both, phoned('""', ''))).toMatchObject({ telecom: [work] });
    expect(telecom(both, phoned('', '""'))).toMatchObject({ telecom: [home] });
    expect(telecom(phoned('01160000000', ''), phoned('', '01160000001'))).toMatchObject({ telecom: [home, work] });
    expect(telecom(phoned('""', '01160000001'))).toMatchObject({ telecom: [work] });
    expect(telecom(both, phoned('01160000002', ''))).toMatchObject({ telecom: [{ value: '01160000002' }, work] });
  });
});
