import { fixedClock } from '../../../../schema/clock';
import { BORN, NUMBER, patientAt, personAt, type Registered } from '../../../uk-core/sources/registered-under-test';
import { LOCAL } from '../fhir/vocabulary';
import { ANCHOR, askOf, RT5, valueOf } from '../systmone-under-test';
import { byPatient } from '../../../uk-core/sources/by-patient';
import { visitsOf } from './visits';
import type { SourceStamp } from '../../../../schema/answer';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { DateRange } from '../../../../schema/time';
import type { FhirResource } from '../../../wire/fhir/values';

const clock = fixedClock(ANCHOR);
const source: SourceStamp = { instance: 'systmone@RT5', asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' };
const window: DateRange = { from: ANCHOR, to: ANCHOR };
const appointmentOf = (id: string, more: object = {}): FhirResource => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  start: '2026-11-21T10:00:00Z',
  participant: [{ actor: { reference: 'Location/visit' } }, { actor: { reference: 'Patient/a' } }],
  ...more,
});

/** What a SystmOne that has these appointments, of these people, says. */
const told = (matches: readonly FhirResource[], registered: readonly Registered[] = []) =>
  visitsOf({
    dialect: { name: 'SystmOne', local: LOCAL, lastN: false, people: byPatient },
    ...{ instance: 'systmone@RT5', organisation: RT5, clock, stamp: () => source },
    search: () =>
      Promise.resolve({
        ...{ matches, warnings: [], complete: true, source },
        included: registered.map(patientAt(RT5)),
      }),
    close: () => Promise.resolve(),
  }).during(window, askOf(clock));

test.each(['booked', 'arrived', 'fulfilled', 'noshow', 'cancelled', 'proposed', 'pending'])(
  'one that is %s is told with that',
  async (status) => {
    expect(valueOf(await told([appointmentOf('1', { status })]))).toMatchObject([{ status }]);
  },
);

test('one entered in error is none; the answer is whole', async () => {
  const answer = await told([appointmentOf('1', { status: 'entered-in-error' }), appointmentOf('2')]);
  expect(valueOf(answer).map(({ key }) => key)).toEqual(['systmone@RT5|Appointment/2']);
  expect(answer).toMatchObject({ complete: true, warnings: [] });
});

test('one that cannot be read is left out, and said; where none can, it is no answer', async () => {
  const answer = await told([appointmentOf('1', { start: 'soon' }), appointmentOf('2')]);
  expect(valueOf(answer)).toHaveLength(1);
  expect(answer).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }] });
  await expect(told([appointmentOf('1', { start: 'soon' })])).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
});

const person = personAt(RT5);
const theirs: Registered = { id: 'a', numbers: ['L1000001'], nhsNumber: NUMBER, birthDate: BORN };
test.each<[string, PersonIdentity, Registered, boolean]>([
  ['the number of the organisation', person(['L1000001']), theirs, true],
  ['that number, and another birth date', person(['L1000001']), { ...theirs, birthDate: '1948-03-03' }, false],
  ['another number of the organisation, and their NHS number', person(['L1000009']), theirs, false],
  ['a traced NHS number', person([]), theirs, true],
  ['an NHS number that was not traced here', person([]), { ...theirs, status: '02' }, false],
  ['an NHS number that was not traced there', person([], { nhsNumberVerified: false }), theirs, false],
  ['an NHS number, and a birth date to the year', person([]), { ...theirs, birthDate: '1948' }, false],
])('whose it is: %s', async (_, who, registered, is) => {
  const [visit] = valueOf(await told([appointmentOf('1')], [registered]));
  expect(visit?.isOf(who)).toBe(is);
});

test('one that names no patient is nobody’s', async () => {
  const [visit] = valueOf(await told([appointmentOf('1', { participant: [] })], [theirs]));
  expect([visit?.subject, visit?.isOf(person(['L1000001'])), visit?.isOf(person([]))]).toEqual([
    { identifiers: [] },
    false,
    false,
  ]);
});

test('one of a group is a visit to each who comes, under its one key; who declined is not visited', async () => {
  const comes = (id: string, status = 'accepted') => ({ actor: { reference: `Patient/${id}` }, status });
  const participant = [comes('a'), comes('b'), comes('c', 'declined'), { actor: { reference: 'Location/clinic' } }];
  const registered = ['a', 'b', 'c'].map((id): Registered => ({ id, numbers: [`number-${id}`], birthDate: BORN }));
  const visits = valueOf(await told([appointmentOf('g', { participant })], registered));
  expect(visits.map(({ key, status }) => [key, status])).toEqual([
    ['systmone@RT5|Appointment/g', 'booked'],
    ['systmone@RT5|Appointment/g', 'booked'],
    ['systmone@RT5|Appointment/g', 'cancelled'],
  ]);
  const ofWhom = visits.map(({ isOf }) => registered.filter(({ numbers }) => isOf(person(numbers ?? []))));
  expect(ofWhom).toEqual(registered.map((one) => [one]));
});
