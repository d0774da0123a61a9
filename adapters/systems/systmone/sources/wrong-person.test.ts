import fc from 'fast-check';
import { fixedClock } from '../../../../schema/clock';
import type { InstanceName } from '../../../../schema/identifiers';
import { allergiesOfPeople } from '../../../uk-core/sources/allergies';
import { BORN, NUMBER, patientAt, personAt, type Registered } from '../../../uk-core/sources/registered-under-test';
import { identifierKey } from '../../../uk-core/sources/subjects';
import { LOCAL } from '../fhir/vocabulary';
import { ANCHOR, askOf, RT5, valueOf } from '../systmone-under-test';
import { demographicsOfPeople } from '../../../uk-core/sources/demographics';
import { byPatient } from '../../../uk-core/sources/by-patient';
import type { SourceStamp } from '../../../../schema/answer';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { Identifier } from '../../../../schema/clinical/values';
import type { PartialDate } from '../../../../schema/time';
import type { UkCoreServer } from '../../../uk-core/server';

const clock = fixedClock(ANCHOR);
const instance: InstanceName = 'systmone@RT5';
const source: SourceStamp = { instance, asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' };
const patient = patientAt(RT5);
const person = personAt(RT5);

/** A SystmOne that finds Patients by identifier, and has one allergy of each, whose text is the Patient's id. */
const answering = (
  registered: readonly Registered[],
  told: (ids: readonly string[]) => readonly string[] = (ids) => ids,
): UkCoreServer => ({
  dialect: { name: 'SystmOne', local: LOCAL, lastN: false, people: byPatient },
  instance,
  organisation: RT5,
  clock,
  stamp: () => source,
  search: (what, query) => {
    const named = (parameter: string): readonly string[] => String(query[parameter] ?? '').split(',');
    const patients = registered
      .map(patient)
      .filter((each) =>
        (each['identifier'] as readonly Identifier[]).some((one) => named('identifier').includes(identifierKey(one))),
      );
    const allergies = told(named('patient').map((reference) => reference.split('/')[1] ?? '')).map((id) => ({
      resourceType: 'AllergyIntolerance',
      id: `latex-${id}`,
      code: { text: id },
      patient: { reference: `Patient/${id}` },
    }));
    const matches = what === 'Patient' ? patients : allergies;
    return Promise.resolve({ matches, included: [], warnings: [], complete: true, source });
  },
  close: () => Promise.resolve(),
});

/** Of which Patients the allergies are that one person is given, and what is said beside. */
const given = async (asked: PersonIdentity, registered: readonly Registered[]) => {
  const [answer] = await allergiesOfPeople(answering(registered))([asked], {}, askOf(clock));
  return {
    of: valueOf(answer).map(({ code }) => code.text),
    complete: answer?.kind === 'found' && answer.complete,
    warnings: answer?.kind === 'found' ? answer.warnings.map(({ code }) => code) : [],
  };
};
const theirs: Registered = { id: 'a', numbers: ['L1000001'], nhsNumber: NUMBER, birthDate: BORN };
const WHOLE = { of: ['a'], complete: true, warnings: [] };
const IN_DOUBT = { of: [], complete: false, warnings: ['IDENTITY_IN_DOUBT'] };

const ESTIMATED: Partial<PersonIdentity> = { birthDateEstimated: true };
const TO_THE_YEAR: Partial<PersonIdentity> = { birthDate: '1948' as PartialDate };
const TO_THE_MONTH: Partial<PersonIdentity> = { birthDate: '1948-03' as PartialDate };

test.each<[string, Partial<PersonIdentity>, Partial<Registered>, typeof WHOLE | typeof IN_DOUBT]>([
  ['same birth date', {}, {}, WHOLE],
  ['birth date here to the year', {}, { birthDate: '1948' }, WHOLE],
  ['birth date here to the month', {}, { birthDate: '1948-03' }, WHOLE],
  ['birth date in the index to the month', TO_THE_MONTH, {}, WHOLE],
  ['birth date on both sides to the year', TO_THE_YEAR, { birthDate: '1948' }, WHOLE],
  ['birth date not said here', {}, { birthDate: undefined }, WHOLE],
  ['estimated birth date', ESTIMATED, {}, WHOLE],
  ['estimated birth date, and another day here', ESTIMATED, { birthDate: '1948-03-03' }, WHOLE],
  ['another birth date', {}, { birthDate: '1948-03-03' }, IN_DOUBT],
  ['another year', {}, { birthDate: '1950' }, IN_DOUBT],
  ['another month', TO_THE_MONTH, { birthDate: '1948-04' }, IN_DOUBT],
  ['same birth date, and a number of somebody else beside it', {}, { numbers: ['L1000001', 'L1000002'] }, IN_DOUBT],
  ['estimated birth date, and another traced NHS number', ESTIMATED, { nhsNumber: '9990000026' }, IN_DOUBT],
])('a Patient with their number of this organisation: %s', async (_, known, said, expected) => {
  const asked = person(['L1000001'], known);
  expect(await given(asked, [{ ...theirs, ...said }])).toEqual(expected);
});

test.each<[string, Partial<PersonIdentity>, Partial<Registered>, typeof WHOLE | typeof IN_DOUBT]>([
  ['traced on both sides, same birth date', {}, {}, WHOLE],
  ['not traced here', {}, { status: '02' }, IN_DOUBT],
  ['another birth date', {}, { birthDate: '1948-03-03' }, IN_DOUBT],
  ['birth date here to the year', {}, { birthDate: '1948' }, IN_DOUBT],
  ['birth date on both sides to the year', TO_THE_YEAR, { birthDate: '1948' }, IN_DOUBT],
  ['estimated birth date', ESTIMATED, {}, IN_DOUBT],
])('a Patient with their NHS number and no other: %s', async (_, known, said, expected) => {
  const { numbers: _numbers, ...unnumbered } = theirs;
  expect(await given(person(['L1000001'], known), [{ ...unnumbered, ...said }])).toEqual(expected);
  // Newly registered here, and the index has not heard of the hospital number yet.
  expect(await given(person([], known), [{ ...theirs, ...said }])).toEqual(expected);
});

test('each has their own in whatever order it tells of those who were asked about, and of others beside', async () => {
  const ids = ['1', '2', '3', '4'];
  const registered = ids.map((id): Registered => ({ id, numbers: [`L100000${id}`], birthDate: BORN }));
  const asked = registered.map(({ numbers }) => person(numbers ?? [], { nhsNumberVerified: false }));
  await fc.assert(
    fc.asyncProperty(
      ...([fc.shuffledSubarray(registered), fc.shuffledSubarray(ids)] as const),
      fc.shuffledSubarray(asked, { minLength: 1 }),
      async (found, told, of) => {
        const answers = await allergiesOfPeople(answering(found, () => [...told, 'nobody']))(of, {}, askOf(clock));
        expect(answers.map((answer) => valueOf(answer).map(({ code }) => code.text))).toEqual(
          of.map((each) => {
            const theirs = found.find(({ numbers }) => numbers?.[0] === each.identifiers[0]?.value)?.id;
            return told.filter((id) => id === theirs);
          }),
        );
      },
    ),
  );
});

test('somebody who was registered under their NHS number by a slip is never them, whatever is asked for', async () => {
  const slip: Registered = { ...theirs, id: 'b', numbers: ['L1000002'] };
  expect(await given(person(['L1000001']), [slip])).toEqual(IN_DOUBT);
  expect(await demographicsOfPeople(answering([slip]))([person(['L1000001'])], {}, askOf(clock))).toMatchObject([
    { kind: 'absent', warnings: [{ code: 'IDENTITY_IN_DOUBT' }] },
  ]);
});

test('a Patient that was merged into one that did not come is not the whole record', async () => {
  const merged: Registered = { ...theirs, replacedBy: 'b' };
  expect(await given(person(['L1000001']), [merged])).toEqual({
    ...{ of: ['a'], complete: false, warnings: ['RECORD_REPLACED'] },
  });
  const [alone] = await demographicsOfPeople(answering([merged]))([person(['L1000001'])], {}, askOf(clock));
  expect(alone).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_REPLACED' }] });
});

test('of a Patient and the one it was merged into both are the record, and the one that holds says who they are', async () => {
  const { nhsNumber: _, ...other } = theirs;
  const both = [
    { ...theirs, replacedBy: 'b', lastUpdated: '2026-11-20T09:00:00Z' },
    { ...other, id: 'b', numbers: ['L1000002'], lastUpdated: '2026-11-19T09:00:00Z' },
  ];
  const asked = person(['L1000001', 'L1000002']);
  expect(await given(asked, both)).toEqual({ ...WHOLE, of: ['a', 'b'] });
  const [answer] = await demographicsOfPeople(answering(both))([asked], {}, askOf(clock));
  expect(valueOf(answer)).toMatchObject({ key: 'RT5|L1000002' });
});

test('both records of somebody with two numbers of this organisation are theirs', async () => {
  const { nhsNumber: _, ...other } = theirs;
  const registered = [theirs, { ...other, id: 'b', numbers: ['L1000002'] }];
  expect(await given(person(['L1000001', 'L1000002']), registered)).toEqual({ ...WHOLE, of: ['a', 'b'] });
});

describe('of two Patients under one number', () => {
  const TWICE = ['IDENTITY_IN_DOUBT', 'NUMBER_HELD_TWICE'];
  const { numbers: _numbers, ...unnumbered } = theirs;
  const whoIs = async (asked: PersonIdentity, registered: readonly Registered[]) => {
    const [answer] = await demographicsOfPeople(answering(registered))([asked], {}, askOf(clock));
    return answer?.kind === 'found' ? answer.value.key : answer?.kind;
  };

  test.each<[string, PersonIdentity, readonly Registered[], readonly string[], string]>([
    ['the NHS number joins both', ...([person([]), [unnumbered, { ...unnumbered, id: 'b' }], [], 'absent'] as const)],
    [
      'their own number stands on both',
      ...([person(['L1000001']), [theirs, { ...theirs, id: 'b' }], [], 'absent'] as const),
    ],
    [
      'the other carries somebody else’s own number',
      ...([
        person(['L1000001']),
        [{ ...theirs, id: 'b', numbers: ['L1000002'] }, theirs],
        ['a'],
        'RT5|L1000001',
      ] as const),
    ],
    [
      'the other has the NHS number alone',
      ...([person(['L1000001']), [{ ...unnumbered, id: 'b' }, theirs], ['a'], 'RT5|L1000001'] as const),
    ],
  ])('%s: what no number tells apart is nobody’s, and the doubt is named', async (_, asked, registered, of, who) => {
    for (const told of [registered, [...registered].reverse()]) {
      expect(await given(asked, told)).toEqual({ of, complete: false, warnings: TWICE });
      expect(await whoIs(asked, told)).toBe(who);
    }
  });

  test('both are theirs where each has an own number of theirs, or the one was merged into the other', async () => {
    const asked = person(['L1000001', 'L1000002']);
    const second = { ...theirs, id: 'b', numbers: ['L1000002'] };
    expect(await given(asked, [theirs, second])).toEqual({ ...WHOLE, of: ['a', 'b'] });
    const [who] = await demographicsOfPeople(answering([theirs, second]))([asked], {}, askOf(clock));
    expect(who).toMatchObject({ kind: 'found', complete: false, warnings: [{ code: 'RECORDS_NOT_MERGED' }] });
    const merged = { ...unnumbered, replacedBy: 'b' };
    expect(await given(person([]), [merged, { ...unnumbered, id: 'b' }])).toEqual({ ...WHOLE, of: ['a', 'b'] });
  });
});

describe('a number that is old here', () => {
  const former = { use: 'old' };

  test.each<[string, PersonIdentity]>([
    ['of this organisation', person(['L1000001'], { nhsNumberVerified: false })],
    ['of the NHS', person([])],
  ])('%s names them no more: the record may be theirs, and that is said', async (_, asked) => {
    expect(await given(asked, [{ ...theirs, former }])).toEqual(IN_DOUBT);
    const ended = { period: { end: '2026-11-19' } };
    expect(await given(asked, [{ ...theirs, former: ended }])).toEqual(IN_DOUBT);
  });

  test('where another record has it now, that one is theirs, and whole', async () => {
    const corrected: Registered = { id: 'b', nhsNumber: NUMBER, birthDate: BORN, former };
    expect(await given(person(['L1000001']), [corrected, theirs])).toEqual(WHOLE);
  });
});
