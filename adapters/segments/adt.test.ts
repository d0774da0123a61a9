import type { DomainEvent } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { Hl7Message } from '../wire/hl7v2/message';
import { parseMessage } from '../wire/hl7v2/parse';
import { adtEvents } from './adt';

const profile: FeedProfile = {
  instance: 'pas@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE'],
  sexCodes: 'itk',
  processingIds: ['P'],
  versions: ['2.4'],
  messageTypes: ['ADT'],
  sendingFacilities: ['RWE'],
  charset: 'UTF-8',
  whenHeld: 'wait',
  silenceMs: 60_000,
};
const RECORD = `${hospitalNumberSystem('RWE')}|S1234567`;

const read = (...lines: string[]): Hl7Message => {
  const parsed = parseMessage(lines.join('\r'));
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return parsed.message;
};
const msh = (trigger: string, type = 'ADT') =>
  `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120093000||${type}^${trigger}^X|PAS000001|P|2.4`;
const EVN = 'EVN||20261120093000||||20261120091500';
const PID = 'PID|1||S1234567^^^RWE~9990000018^^^NHS||TESTER^MAVIS^^^MRS^^L||19480302|2||||||||||||||||||||||||NSTS01';
const pv1 = (patientClass = 'I', place = 'RWE^W12^B3-02^RWE', more = '') =>
  `PV1|1|${patientClass}|${place}||||||||||||||||700001^^^VISITID${more}`;

const eventsOf = (message: Hl7Message, by: FeedProfile = profile): readonly DomainEvent[] => {
  const translation = adtEvents(message, by);
  if (translation.kind === 'refused') throw new Error(`${translation.refusal.hl7} ${translation.refusal.reason}`);
  return translation.events;
};
const refusalOf = (message: Hl7Message, by: FeedProfile = profile) => {
  const translation = adtEvents(message, by);
  return translation.kind === 'refused' ? [translation.refusal.hl7, translation.refusal.at] : translation.events;
};
const second = (message: Hl7Message): DomainEvent => {
  const event = eventsOf(message)[1];
  if (event === undefined) throw new Error('no second event');
  return event;
};

test.each([
  ['A01', 'admit'],
  ['A02', 'transfer'],
  ['A03', 'discharge'],
  ['A04', 'register'],
  ['A05', 'pre-admit'],
  ['A08', 'update'],
  ['A11', 'cancel-admit'],
  ['A12', 'cancel-transfer'],
  ['A13', 'cancel-discharge'],
  ['A14', 'pending-admit'],
  ['A15', 'pending-transfer'],
  ['A16', 'pending-discharge'],
  ['A21', 'leave'],
  ['A22', 'return'],
  ['A25', 'cancel-pending-discharge'],
  ['A26', 'cancel-pending-transfer'],
  ['A27', 'cancel-pending-admit'],
  ['A38', 'cancel-pre-admit'],
  ['A52', 'cancel-leave'],
  ['A53', 'cancel-return'],
])('%s changes the stay: %s', (trigger, change) => {
  const [person, stay] = eventsOf(read(msh(trigger), EVN, PID, pv1()));
  expect(person).toMatchObject({ kind: 'person-updated', recordId: RECORD });
  expect(stay).toMatchObject({ kind: 'stay-changed', recordId: RECORD, visit: '700001', change });
});

test.each(['A28', 'A31'])('%s speaks of the person alone', (trigger) => {
  const events = eventsOf(read(msh(trigger), EVN, PID, 'PV1|1|N'));
  expect(events).toMatchObject([{ kind: 'person-updated', recordId: RECORD, create: trigger === 'A28' }]);
});

test('bookings and waiting lists come as ADT: ZU3 and class O are appointments, ZU4 and class W a waiting list', () => {
  const kinds = (...lines: string[]) => eventsOf(read(...lines)).map(({ kind }) => kind);
  const appointment = ['person-updated', 'appointment-changed'];
  const waiting = ['person-updated', 'waiting-changed'];
  expect(kinds(msh('A05'), EVN, PID, pv1('O'), 'ZU3||||1')).toEqual(appointment);
  expect(kinds(msh('A04'), EVN, PID, pv1('O'), 'ZU3||||1')).toEqual(appointment);
  expect(kinds(msh('A08'), EVN, PID, pv1('O'), 'ZU3|||3')).toEqual(appointment);
  expect(kinds(msh('A38'), EVN, PID, pv1('O'))).toEqual(appointment);
  expect(kinds(msh('A05'), EVN, PID, pv1('W'), 'ZU4|20260901')).toEqual(waiting);
  expect(kinds(msh('A08'), EVN, PID, pv1('W'), 'ZU4|20260901')).toEqual(waiting);
  expect(kinds(msh('A08'), EVN, PID, pv1('W'))).toEqual(waiting);
  expect(kinds(msh('A38'), EVN, PID, pv1('W'))).toEqual(waiting);
});

test('whoever is put on a waiting list waits, whatever took the entry off it before', () => {
  const removal = (trigger: string, zu4: string) =>
    eventsOf(read(msh(trigger), EVN, PID, pv1('W'), zu4)).find(({ kind }) => kind === 'waiting-changed');
  expect(removal('A05', 'ZU4|20260901')).toHaveProperty('patch.removalReason', null);
  expect(removal('A05', 'ZU4|20260901||||||||4')).toMatchObject({ patch: { removalReason: { text: 'Other' } } });
  expect(removal('A38', 'ZU4|20260901')).toMatchObject({ patch: { removalReason: { text: 'Booking cancelled' } } });
  // An update says nothing of it.
  expect(removal('A08', 'ZU4|20260901')).not.toHaveProperty('patch.removalReason');
});

test('an admission from the waiting list is both: the stay begins and the entry leaves the list', () => {
  const events = eventsOf(read(msh('A01'), EVN, PID, pv1('I'), 'ZU4|||||||||1'));
  expect(events.map(({ kind }) => kind)).toEqual(['person-updated', 'waiting-changed', 'stay-changed']);
  expect(events[1]).toMatchObject({ patch: { removalReason: { text: 'Admitted electively' } } });
});

test('an A04 books for a later day, and says "arrived" on the day itself', () => {
  const at = (stamp: string) => pv1('O', 'RWE^CLINIC4^^RWE', `|${'|'.repeat(24)}${stamp}`);
  const status = (stamp: string) => second(read(msh('A04'), EVN, PID, at(stamp), 'ZU3||||1'));
  expect(status('20261215100000')).toMatchObject({ patch: { status: 'booked', start: '2026-12-15T10:00:00.000Z' } });
  expect(status('20261120100000')).toMatchObject({ patch: { status: 'arrived' } });
});

test('an A11 takes back what the A04 said: a booking for a later day, or that the patient arrived', () => {
  const at = (stamp: string) => pv1('O', 'RWE^CLINIC4^^RWE', stamp === '' ? '' : `|${'|'.repeat(24)}${stamp}`);
  const taken = (stamp: string) => eventsOf(read(msh('A11'), EVN, PID, at(stamp), 'ZU3||||1')).slice(1);
  expect(taken('20261215100000')).toMatchObject([{ kind: 'appointment-changed', patch: { status: 'cancelled' } }]);
  for (const stamp of ['20261120100000', '']) {
    expect(taken(stamp)).toMatchObject([{ kind: 'appointment-changed', arrivalCancelled: true }]);
    expect(taken(stamp)[0]).not.toHaveProperty('patch.status');
  }
});

test('an outpatient A11 without ZU3 may take back a stay or an arrival, and gives no booking a time', () => {
  const events = eventsOf(read(msh('A11'), EVN, PID, pv1('O', 'RWE^CLINIC4^^RWE', `|${'|'.repeat(24)}20261120100000`)));
  expect(events.slice(1)).toMatchObject([
    { kind: 'appointment-changed', booking: '700001' },
    { kind: 'stay-changed', visit: '700001', change: 'cancel-admit' },
  ]);
  expect(events[1]).toMatchObject({ arrivalCancelled: true });
  expect(events[1]).toHaveProperty('patch', {});
});

test('pending moves nobody, and a planned stay lies in no bed', () => {
  expect(second(read(msh('A15'), EVN, PID, pv1()))).not.toHaveProperty('patch.ward');
  expect(second(read(msh('A27'), EVN, PID, pv1()))).not.toHaveProperty('patch.ward');
  const planned = second(read(msh('A05'), EVN, PID, pv1('P')));
  expect(planned).toMatchObject({ patch: { ward: { code: 'W12' } } });
  expect(planned).not.toHaveProperty('patch.bed');
});

test('a ward without a bed takes the patient out of the bed they were in', () => {
  expect(second(read(msh('A02'), EVN, PID, pv1('I', 'RWE^W15^^RWE')))).toMatchObject({
    patch: { ward: { organisation: 'RWE', code: 'W15' }, bed: null },
  });
});

test('empty leaves alone, "" deletes', () => {
  const update = second(read(msh('A08'), EVN, PID, pv1('', ''), 'PV2|||||||||""'));
  expect(update).toEqual(expect.objectContaining({ patch: { expectedDischarge: null } }));
});

test('a cancelled discharge takes the discharge back, even where PV1 still quotes it', () => {
  const quoted = pv1('I', 'RWE^W12^B3-02^RWE', `|${'|'.repeat(16)}1|19${'|'.repeat(8)}20261127141000`);
  expect(second(read(msh('A03'), EVN, PID, quoted))).toMatchObject({
    patch: { dischargedAt: '2026-11-27T14:10:00.000Z', dischargeMethod: { codings: [{ code: '1' }, { code: '1' }] } },
  });
  expect(second(read(msh('A13'), EVN, PID, quoted))).toMatchObject({
    patch: { dischargedAt: null, dischargeMethod: null, dischargeDestination: null },
  });
});

test('discharge code 4 is a death on a ward and a clinic referral from the emergency department; neither is a death certificate', () => {
  const with4 = (patientClass: string) => pv1(patientClass, 'RWE^W12^^RWE', `|${'|'.repeat(16)}4`);
  expect(second(read(msh('A03'), EVN, PID, with4('I')))).toMatchObject({
    patch: { dischargeMethod: { text: 'Patient died' } },
  });
  expect(second(read(msh('A03'), EVN, PID, with4('E')))).toMatchObject({
    patch: { dischargeMethod: { text: 'Referred to A&E clinic' } },
  });
  expect(eventsOf(read(msh('A03'), EVN, PID, with4('I')))[0]).not.toHaveProperty('patch.deceased');
});

test('ready for discharge is an A08 with ZU1-22 and ZU1-24', () => {
  const ready = read(msh('A08'), EVN, PID, pv1(), `ZU1|${'|'.repeat(21)}Y||20261120`);
  expect(second(ready)).toMatchObject({ patch: { medicallyFit: true, readyForDischarge: '2026-11-20' } });
});

test('a merge names the survivor and the retired records', () => {
  expect(second(read(msh('A40'), EVN, PID, 'MRG|S7654321^^^RWE~9990000018^^^NHS'))).toEqual({
    kind: 'people-merged',
    recordId: RECORD,
    retired: [`${hospitalNumberSystem('RWE')}|S7654321`],
    occurredAt: '2026-11-20T09:15:00.000Z',
  });
  expect(refusalOf(read(msh('A40'), EVN, PID))).toEqual(['101', 'MRG-1']);
  expect(refusalOf(read(msh('A40'), EVN, PID, 'MRG|9990000018^^^NHS'))).toEqual(['101', 'MRG-1']);
  expect(refusalOf(read(msh('A40'), EVN, PID, 'MRG|S1234567^^^RWE'))).toEqual(['205', 'MRG-1']);
});

test('a merge of several pairs merges each of them, and says of each survivor what stands around its own PID', () => {
  const other = `${hospitalNumberSystem('RWE')}|S1000003`;
  const retired = (...numbers: string[]) => numbers.map((one) => `${hospitalNumberSystem('RWE')}|${one}`);
  const pairs = [
    PID,
    'MRG|S7654321^^^RWE',
    'PID|2||S1000003^^^RWE',
    'PD1|||TEST PRACTICE^^C82999',
    'MRG|S1000004^^^RWE',
  ];
  const events = eventsOf(read(msh('A40'), EVN, ...pairs));
  expect(events).toMatchObject([
    { kind: 'person-updated', recordId: RECORD, create: false },
    { kind: 'people-merged', recordId: RECORD, retired: retired('S7654321') },
    { kind: 'person-updated', recordId: other, create: false, patch: { generalPractice: { odsCode: 'C82999' } } },
    { kind: 'people-merged', recordId: other, retired: retired('S1000004') },
  ]);
  expect(events[0]).not.toHaveProperty('patch.generalPractice');
  const two = eventsOf(read(msh('A40'), EVN, PID, 'MRG|S7654321^^^RWE', 'MRG|S7654322^^^RWE'));
  expect(two.slice(1)).toMatchObject([{ retired: retired('S7654321') }, { retired: retired('S7654322') }]);
});

test('a merge is taken whole or refused: no survivor goes without its MRG, and no MRG without its survivor', () => {
  const merge = (...lines: string[]) => refusalOf(read(msh('A40'), EVN, ...lines));
  expect(merge(PID, 'MRG|S7654321^^^RWE', 'PID|||S1000003^^^RWE')).toEqual(['101', 'MRG-1']);
  expect(merge(PID, 'MRG|S7654321^^^RWE', 'MRG|40800000^^^MRENTR')).toEqual(['101', 'MRG-1']);
  expect(merge(PID, 'MRG|S7654321^^^RWE', 'PID|||40800000^^^MRENTR', 'MRG|S1000004^^^RWE')).toEqual(['101', 'PID-3']);
  expect(merge('MRG|S7654321^^^RWE', PID, 'MRG|S1000004^^^RWE')).toEqual(['100', 'MRG']);
});

test('a second person in anything but a merge or an unlink is refused rather than passed over', () => {
  expect(refusalOf(read(msh('A31'), EVN, PID, 'PID|||S1000003^^^RWE'))).toEqual(['100', 'PID']);
  expect(refusalOf(read(msh('A01'), EVN, PID, pv1(), 'PID|||S1000003^^^RWE', pv1()))).toEqual(['100', 'PID']);
  expect(refusalOf(read(msh('S12', 'SIU'), 'SCH|1', PID, 'PID|||S1000003^^^RWE'))).toEqual(['100', 'PID']);
});

test('an unlink names the records that are two people’s again', () => {
  expect(second(read(msh('A37'), EVN, PID, 'PID|||S7654321^^^RWE'))).toEqual({
    kind: 'people-parted',
    recordId: RECORD,
    others: [`${hospitalNumberSystem('RWE')}|S7654321`],
    occurredAt: '2026-11-20T09:15:00.000Z',
  });
  const others = ['PID|||S7654321^^^RWE', 'PD1|||TEST PRACTICE^^C82999'];
  expect(eventsOf(read(msh('A37'), EVN, PID, ...others))[0]).not.toHaveProperty('patch.generalPractice');
  expect(refusalOf(read(msh('A37'), EVN, PID))).toEqual(['101', 'PID-3']);
  expect(refusalOf(read(msh('A37'), EVN, PID, 'PID|||9990000018^^^NHS'))).toEqual(['101', 'PID-3']);
  expect(refusalOf(read(msh('A37'), EVN, PID, PID))).toEqual(['205', 'PID-3']);
});

test('it happened at EVN-6, else EVN-2, else MSH-7; a value that is no time is passed over', () => {
  const at = (...lines: string[]) => eventsOf(read(msh('A31'), ...lines, PID))[0]?.occurredAt;
  expect(at(EVN)).toBe('2026-11-20T09:15:00.000Z');
  expect(at('EVN||20261120092000')).toBe('2026-11-20T09:20:00.000Z');
  expect(at('EVN||20261120092000||||20261399')).toBe('2026-11-20T09:20:00.000Z');
  expect(at()).toBe('2026-11-20T09:30:00.000Z');
  expect(at('EVN||||||20260720091500')).toBe('2026-07-20T08:15:00.000Z');
  expect(at('EVN||||||20260720091500+0000')).toBe('2026-07-20T09:15:00.000Z');
});

test('what cannot be placed is refused, naming the place and no value', () => {
  expect(refusalOf(read(msh('A99'), EVN, PID, pv1()))).toEqual(['201', 'MSH-9']);
  expect(refusalOf(read(msh('Q21', 'QBP'), EVN, PID))).toEqual(['200', 'MSH-9']);
  expect(refusalOf(read(msh('A01'), EVN, pv1()))).toEqual(['100', 'PID']);
  expect(refusalOf(read(msh('A01'), EVN, PID))).toEqual(['100', 'PV1']);
  expect(refusalOf(read(msh('A01'), EVN, PID, 'PV1|1|I'))).toEqual(['101', 'PV1-19']);
  expect(refusalOf(read(msh('A01'), EVN, 'PID|1||40800000^^^MRENTR', pv1()))).toEqual(['101', 'PID-3']);
  expect(refusalOf(read(msh('A01'), EVN, 'PID|1||40800000^^^MRENTR~9990000018^^^NHS', pv1()))).toEqual([
    '204',
    'PID-3',
  ]);
  expect(refusalOf(read(msh('S12', 'SIU'), PID))).toEqual(['101', 'SCH-1']);
  const undated = 'MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|||ADT^A31|1|P|2.4';
  expect(refusalOf(read(undated, PID))).toEqual(['102', 'EVN-6']);
});

test('segments of nobody’s specification are passed over, and said so', () => {
  const translation = adtEvents(read(msh('A31'), EVN, PID, 'ZXX|1', 'ZU5|2'), profile);
  expect(translation).toMatchObject({ kind: 'events', notes: [expect.stringContaining('ZXX')] });
});

test('what says something that cannot be read leaves what was known, and a note that names its place and no value', () => {
  const notesOf = (...lines: readonly string[]) => {
    const translation = adtEvents(read(...lines), profile);
    return translation.kind === 'events' ? translation.notes.map((note) => note.split(' ')[0]) : translation.refusal;
  };
  const alive = PID.split('|').with(30, 'N').join('|');
  const whole = read(msh('A01'), EVN, alive, pv1(), 'ARV|1|A|NO', 'PV2||||||||20261121|20261124', 'ZU8|1|3||0');
  expect(adtEvents(whole, profile)).toMatchObject({ notes: [] });
  const zu1 = `ZU1|${'|'.repeat(21)}QQ||SOON`;
  const [sex, died] = [PID.replace('|2|', '|QQ|'), PID.split('|').with(29, 'SOON').with(30, 'QQ').join('|')];
  const hidden = pv1().split('|').with(16, 'QQ').join('|');
  expect(notesOf(msh('A01'), EVN, died, 'ARV|1|A|QQ', 'ARV|2|A|LOC', hidden)).toEqual([
    ...['ARV-3', 'PID-29', 'PID-30', 'PV1-16'],
  ]);
  expect(notesOf(msh('A05'), EVN, PID, pv1('W'), 'ZU4|SOON|20260901|QQ||""|NEVER')).toEqual([
    'ZU4-1',
    'ZU4-3',
    'ZU4-6',
  ]);
  const unread = [sex, pv1('QQ'), 'PV2||||||||SOON|IN A WEEK', zu1, 'ZU8|1|QQ||QQ'];
  expect(notesOf(msh('A01'), EVN, ...unread)).toEqual([
    ...['PID-8', 'ZU8-2', 'ZU8-4', 'PV1-2', 'PV2-8', 'PV2-9', 'ZU1-22', 'ZU1-24'],
  ]);
  const { events, notes } = adtEvents(read(msh('A01'), EVN, ...unread), profile) as Extract<
    ReturnType<typeof adtEvents>,
    { kind: 'events' }
  >;
  expect(notes.join()).not.toMatch(/QQ|SOON|WEEK/);
  expect(JSON.stringify(events)).not.toMatch(/QQ|SOON|WEEK/);
  // Of a message that tells of nobody's stay, PV1 is not read.
  expect(notesOf(msh('A31'), EVN, PID, pv1('QQ'))).toEqual([]);
});

test('a stay carries its own sensitivity; without a stay PV1-16 hides the person', () => {
  const sensitive = 'PV1|1|I|RWE^W12^^RWE|||||||||||||S|||700001';
  const [person, stay] = eventsOf(read(msh('A08'), EVN, PID, sensitive));
  expect(stay).toMatchObject({ patch: { sensitive: true } });
  expect(person).not.toHaveProperty('patch.locationHidden');
  const listed = eventsOf(read(msh('A05'), EVN, PID, sensitive.replace('|I|', '|W|'), 'ZU4|20260901'));
  expect(listed[0]).toMatchObject({ patch: { locationHidden: true } });
});

test('PV1-16 hides the person where the message tells of nothing but a person', () => {
  const sensitive = `PV1|1|N|${'|'.repeat(13)}S`;
  for (const trigger of ['A28', 'A31'])
    expect(eventsOf(read(msh(trigger), EVN, PID, sensitive))).toMatchObject([{ patch: { locationHidden: true } }]);
  const merged = eventsOf(read(msh('A40'), EVN, PID, 'MRG|S7654321^^^RWE', sensitive));
  expect(merged).toMatchObject([{ patch: { locationHidden: true } }, { kind: 'people-merged' }]);
  // Nor does it show anybody again.
  const [person] = eventsOf(read(msh('A31'), EVN, PID, sensitive.replace(/S$/, 'N')));
  expect(person).not.toHaveProperty('patch.locationHidden');
});

test('another dialect is a matter of profile: ward first, own authority, letters for sex, a day case moved by A06', () => {
  const uclh: FeedProfile = {
    ...profile,
    instance: 'pas@RRV',
    pl: { ward: 1, room: 2, bed: 3, facility: 4 },
    hospitalAuthorities: ['MRENTR'],
    sexCodes: 'hl7',
  };
  const pid = 'PID|1||40999001^^^MRENTR^MEDREC~9990000018^^^NHS^HN||TESTER^MAVIS^^^^^D||19480302000000|F';
  const place = 'PV1|1|I|EAU^EAU BAY02^BAY02-08^U^R|||ED^MAJORS 04^04-MAJORS^U^R|||||||||||||123400001';
  expect(eventsOf(read(msh('A06'), EVN, pid, place), uclh)).toMatchObject([
    { patch: { gender: 'female', birthDate: '1948-03-02', nhsNumber: '9990000018' } },
    { change: 'class-change', visit: '123400001', patch: { class: 'IMP' } },
    { change: 'transfer', visit: '123400001', patch: { ward: { organisation: 'RRV', code: 'EAU' }, bed: 'BAY02-08' } },
  ]);
});

test('in October’s repeated hour nobody is discharged before they came', () => {
  const stay = pv1('I', 'RWE^W12^B3-02^RWE', `${'|'.repeat(25)}20261025014000|20261025011000`);
  expect(second(read(msh('A03'), EVN, PID, stay))).toMatchObject({
    patch: { admittedAt: '2026-10-25T00:40:00.000Z', dischargedAt: '2026-10-25T01:10:00.000Z' },
  });
});

test('nothing has happened after it was told of: a time far ahead is passed over, one of another clock is not', () => {
  const told = (evn: string) => adtEvents(read(msh('A08'), evn, PID, pv1()), profile);
  const ahead = told('EVN||20261120093000||||20271120091500');
  expect(ahead).toMatchObject({
    events: [{ occurredAt: '2026-11-20T09:30:00.000Z' }, { occurredAt: '2026-11-20T09:30:00.000Z' }],
    notes: ['EVN-6 lies more than a day after the message was sent: passed over'],
  });
  expect(JSON.stringify(told('EVN||20271120093000||||20271120091500'))).not.toContain('2027');
  expect(told('EVN||20261120093000||||20261120102900')).toMatchObject({
    events: [{ occurredAt: '2026-11-20T10:29:00.000Z' }, {}],
    notes: [],
  });
  // Sent on that day, at no time of it.
  const bare = read(msh('A08').replace('20261120093000', '20261120'), 'EVN||||||20261120173000', PID, pv1());
  expect(adtEvents(bare, profile)).toMatchObject({
    events: [{ occurredAt: '2026-11-20T17:30:00.000Z' }, {}],
    notes: [],
  });
});
