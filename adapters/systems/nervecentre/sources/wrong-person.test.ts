import fc from 'fast-check';
import { fixedClock } from '../../../../schema/clock';
import type { InstanceName } from '../../../../schema/identifiers';
import { allergiesOfPeople } from '../../../uk-core/sources/allergies';
import { earlyWarningOfPlaces } from '../../../uk-core/sources/early-warning';
import { BORN, NUMBER, patientAt, personAt, type Registered } from '../../../uk-core/sources/registered-under-test';
import { NEWS2_TOTAL } from '../../../uk-core/vocabulary';
import { LOCAL } from '../fhir/vocabulary';
import { ANCHOR, askOf, RWE, valueOf } from '../simulator/under-test';
import { byIdentifier } from '../../../uk-core/sources/by-identifier';
import type { SourceStamp } from '../../../../schema/answer';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { PartialDate } from '../../../../schema/time';
import type { UkCoreServer } from '../../../uk-core/server';
import type { FhirResource } from '../../../wire/fhir/values';

const clock = fixedClock(ANCHOR);
const instance: InstanceName = 'nervecentre@RWE';
const source: SourceStamp = { instance, asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' };

/** A Nervecentre that answers every search with the resources of that type, and with all Patients beside them. */
const answering = (resources: readonly FhirResource[]): UkCoreServer => ({
  dialect: { name: 'Nervecentre', local: LOCAL, lastN: true, people: byIdentifier },
  instance,
  organisation: RWE,
  clock,
  stamp: () => source,
  search: (what) =>
    Promise.resolve({
      matches: resources.filter(({ resourceType }) => resourceType === what.split('/')[0]),
      included: resources.filter(({ resourceType }) => resourceType === 'Patient' || resourceType === 'Location'),
      warnings: [],
      complete: true,
      source,
    }),
  close: () => Promise.resolve(),
});

const patient = patientAt(RWE);
const latexOf = (id: string): FhirResource => ({
  resourceType: 'AllergyIntolerance',
  id: `latex-${id}`,
  code: { text: 'Latex' },
  patient: { reference: `Patient/${id}` },
});

const person = personAt(RWE);

/** Keys of the allergies that are given to each of those asked, and the warnings beside them. */
const allergiesGiven = async (
  people: readonly PersonIdentity[],
  registered: readonly Registered[],
  /** Registered, and without an allergy. */
  bare: readonly Registered[] = [],
) => {
  const server = answering([...registered.flatMap((one) => [patient(one), latexOf(one.id)]), ...bare.map(patient)]);
  const answers = await allergiesOfPeople(server)(people, {}, askOf(clock));
  return answers.map((answer) => ({
    keys: valueOf(answer).map(({ key }) => key),
    complete: answer.kind === 'found' && answer.complete,
    warnings: answer.kind === 'found' ? answer.warnings.map(({ code }) => code) : [],
  }));
};
const WHOLE = { complete: true, warnings: [] };
const ESTIMATED: Partial<PersonIdentity> = { birthDateEstimated: true };
const TO_THE_YEAR: Partial<PersonIdentity> = { birthDate: '1948' as PartialDate };
const IN_DOUBT = { keys: [], complete: false, warnings: ['SUBJECT_IN_DOUBT'] };

describe('the allergies of a person', () => {
  const theirs: Registered = { id: 'a', numbers: ['S1000001'], nhsNumber: NUMBER, birthDate: BORN };

  test('are their own in whatever order the system tells of those who were asked about', async () => {
    const registered = ['1', '2', '3', '4'].map((id): Registered => ({
      id,
      numbers: [`S100000${id}`],
      birthDate: BORN,
    }));
    const asked = registered.map(({ numbers }) => person(numbers ?? [], { nhsNumberVerified: false }));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(registered),
        fc.shuffledSubarray(asked, { minLength: 1 }),
        async (told, of) => {
          const given = await allergiesGiven(of, told);
          expect(given.map(({ keys }) => keys)).toEqual(
            of.map((each) =>
              told
                .filter(({ numbers }) => numbers?.[0] === each.identifiers[0]?.value)
                .map(({ id }) => `nervecentre@RWE|AllergyIntolerance/latex-${id}`),
            ),
          );
        },
      ),
    );
  });

  test('never hold those of somebody who was registered under their NHS number by a slip', async () => {
    const slip: Registered = { id: 'b', numbers: ['S1000002'], nhsNumber: NUMBER, birthDate: BORN };
    expect(await allergiesGiven([person(['S1000001'])], [theirs, slip])).toEqual([
      { ...IN_DOUBT, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
    // Whoever really has the other number is given what is theirs, and nothing else.
    const other = person(['S1000002'], { nhsNumberVerified: false });
    expect(await allergiesGiven([person(['S1000001']), other], [slip])).toEqual([
      IN_DOUBT,
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-b'] },
    ]);
  });

  describe('of whom two Patients have the NHS number and the birth date', () => {
    const HELD_TWICE = { ...IN_DOUBT, warnings: ['SUBJECT_IN_DOUBT', 'NUMBER_HELD_TWICE'] };
    const twin: Registered = { id: 'b', numbers: ['S1000002'], nhsNumber: NUMBER, birthDate: BORN };
    const { numbers: _, ...unnumbered } = twin;

    test.each([
      ['both have allergies', [theirs, twin], []],
      ['one has one', [twin], [theirs]],
      ['one has no hospital number', [theirs, unnumbered], []],
    ])('are shown of neither where no hospital number is known: %s', async (_, registered, bare) => {
      expect(await allergiesGiven([person([])], registered, bare)).toEqual([HELD_TWICE]);
    });

    test.each([
      ['both have allergies', [theirs, unnumbered], [], ['nervecentre@RWE|AllergyIntolerance/latex-a']],
      ['the other has one', [unnumbered], [theirs], []],
    ])('are those of the Patient that has their hospital number: %s', async (_, registered, bare, keys) => {
      expect(await allergiesGiven([person(['S1000001'])], registered, bare)).toEqual([{ ...HELD_TWICE, keys }]);
    });

    test('are all theirs where one of the two took the place of the other', async () => {
      const keys = ['a', 'b'].map((id) => `nervecentre@RWE|AllergyIntolerance/latex-${id}`);
      const merged = [{ ...theirs, replacedBy: 'b' }, twin];
      expect(await allergiesGiven([person([])], merged)).toEqual([{ ...WHOLE, keys }]);
    });
  });

  test('are shown of neither of two Patients with one hospital number', async () => {
    const again: Registered = { id: 'b', numbers: ['S1000001'], birthDate: BORN };
    expect(await allergiesGiven([person(['S1000001'])], [theirs, again])).toEqual([
      { ...IN_DOUBT, warnings: ['SUBJECT_IN_DOUBT', 'NUMBER_HELD_TWICE'] },
    ]);
  });

  test.each([
    ['is marked as old', { use: 'old' }],
    ['ended on a day', { period: { end: '2026-11-19' } }],
    ['ended at a moment', { period: { start: '2019', end: '2026-11-20T09:00:00Z' } }],
    ['ended, nobody can read when', { period: { end: 'last year' } }],
  ])('are not those under a number of theirs that %s there', async (_, former) => {
    expect(await allergiesGiven([person(['S1000001'])], [{ ...theirs, former }])).toEqual([IN_DOUBT]);
    const byNhsNumber: Registered = { id: 'a', nhsNumber: NUMBER, birthDate: BORN };
    expect(await allergiesGiven([person([])], [{ ...byNhsNumber, former }])).toEqual([IN_DOUBT]);
    // Whom it names no more is not who is asked about beside them.
    const other = person(['S1000009'], { nhsNumberVerified: false });
    expect(await allergiesGiven([person([]), other], [{ ...byNhsNumber, former }])).toEqual([
      IN_DOUBT,
      { ...WHOLE, keys: [] },
    ]);
  });

  test('are those under a number that is to end later', async () => {
    const former = { use: 'official', period: { start: '2019', end: '2027' } };
    expect(await allergiesGiven([person(['S1000001'])], [{ ...theirs, former }])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
  });

  test('are found under every hospital number that is theirs, whatever is known of the NHS number', async () => {
    const merged = person(['S1000001', 'S1000002']);
    const { nhsNumber: _, ...unnumbered } = theirs;
    expect(await allergiesGiven([merged], [theirs, { id: 'b', numbers: ['S1000002'] }])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a', 'nervecentre@RWE|AllergyIntolerance/latex-b'] },
    ]);
    expect(await allergiesGiven([merged], [{ ...theirs, numbers: ['S1000001', 'S1000002'] }])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
    expect(await allergiesGiven([person(['S1000001'])], [unnumbered])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
    expect(await allergiesGiven([person(['S1000001'])], [{ ...theirs, status: '02' }])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
    expect(await allergiesGiven([person(['S1000001'])], [{ ...theirs, birthDate: '1948' }])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
  });

  test('are in doubt where the hospital number is theirs and the birth date is another', async () => {
    expect(await allergiesGiven([person(['S1000001'])], [{ ...theirs, birthDate: '1970-01-01' }])).toEqual([IN_DOUBT]);
  });

  test.each([
    ['estimated, as the system says it too', ESTIMATED, {}],
    ['estimated, and the system has another day', ESTIMATED, { birthDate: '1948-03-03' }],
    ['estimated, and the system knows the year only', ESTIMATED, { birthDate: '1948' }],
    ['known to the year', TO_THE_YEAR, {}],
  ] as const)('are found by the hospital number where the birth date is %s', async (_, known, said) => {
    const registered = { ...theirs, ...said };
    expect(await allergiesGiven([person(['S1000001'], known)], [registered])).toEqual([
      { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] },
    ]);
    // Nothing but the hospital number speaks for it, and the traced NHS number speaks against it.
    const another = { ...registered, nhsNumber: '9990000026' };
    expect(await allergiesGiven([person(['S1000001'], known)], [another])).toEqual([IN_DOUBT]);
  });

  test.each([
    ['a number traced on both sides and the same birth date join', {}, true],
    ['a number that is not traced does not', { status: '02' }, false],
    ['a birth date that differs does not', { birthDate: '1948-03-03' }, false],
    ['a birth date that is not said does not', { birthDate: undefined }, false],
    ['a birth date known to the year does not', { birthDate: '1948' }, false],
    ['a birth date that the index knows to be estimated does not', {}, false, ESTIMATED],
    ['a birth date that both know to the year does not', { birthDate: '1948' }, false, TO_THE_YEAR],
  ] as const)('where one side has no hospital number: %s', async (_, said, joins, known = {}) => {
    const { birthDate, ...others } = { id: 'a', nhsNumber: NUMBER, birthDate: BORN, ...said };
    const registered: Registered = { ...others, ...(birthDate === undefined ? {} : { birthDate }) };
    const expected = joins ? { ...WHOLE, keys: ['nervecentre@RWE|AllergyIntolerance/latex-a'] } : IN_DOUBT;
    expect(await allergiesGiven([person(['S1000001'], known)], [registered])).toEqual([expected]);
    // Newly registered here, and the index has not heard of the hospital number yet.
    expect(await allergiesGiven([person([], known)], [{ ...registered, numbers: ['S1000001'] }])).toEqual([expected]);
  });
});

describe('the early warning of a ward', () => {
  const stay = (visit: string, of: string): FhirResource => ({
    resourceType: 'Encounter',
    id: `stay-${visit}`,
    identifier: [{ system: LOCAL.visitSystem, value: visit }],
    status: 'in-progress',
    class: { code: 'IMP' },
    subject: { reference: `Patient/${of}` },
    period: { start: '2026-11-19T10:00:00.000Z' },
  });
  const score = (id: string, of: string, total: number): FhirResource => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { coding: [{ system: 'http://snomed.info/sct', code: NEWS2_TOTAL }] },
    subject: { reference: `Patient/${of}` },
    effectiveDateTime: '2026-11-20T08:00:00.000Z',
    valueInteger: total,
  });
  const ward = [{ organisation: RWE, ward: 'W12' }];
  const scoresOf = async (resources: readonly FhirResource[]) => {
    const [answer] = await earlyWarningOfPlaces(answering(resources))(ward, {}, askOf(clock));
    return {
      scores: valueOf(answer).map(({ key, visit }) => [key, visit]),
      complete: answer?.kind === 'found' && answer.complete,
      warnings: answer?.kind === 'found' ? answer.warnings.map(({ code }) => code) : [],
    };
  };
  const alice = patient({ id: 'a', numbers: ['S1000001'], nhsNumber: NUMBER, birthDate: BORN });
  const slip = patient({ id: 'b', numbers: ['S1000002'], nhsNumber: NUMBER, birthDate: BORN });

  test('never gives a stay the score of somebody else under the same NHS number', async () => {
    expect(await scoresOf([alice, slip, stay('700001', 'a'), score('low', 'b', 0)])).toEqual({
      scores: [],
      complete: false,
      warnings: ['SUBJECT_IN_DOUBT'],
    });
    const both = [alice, slip, stay('700001', 'a'), stay('700002', 'b'), score('high', 'a', 9), score('low', 'b', 0)];
    expect(await scoresOf(both)).toEqual({
      scores: [
        ['nervecentre@RWE|Observation/high', '700001'],
        ['nervecentre@RWE|Observation/low', '700002'],
      ],
      complete: true,
      warnings: [],
    });
  });

  test('gives a stay the scores of its own Patient, and of another with the same hospital number', async () => {
    const again = patient({ id: 'a2', numbers: ['S1000001'] });
    const bare = patient({ id: 'c', nhsNumber: '9990000026', status: '02' });
    expect(
      await scoresOf([
        ...[alice, again, bare, stay('700001', 'a'), stay('700003', 'c')],
        ...[score('one', 'a', 1), score('two', 'a2', 2), score('three', 'c', 3)],
      ]),
    ).toEqual({
      scores: [
        ['nervecentre@RWE|Observation/one', '700001'],
        ['nervecentre@RWE|Observation/two', '700001'],
        ['nervecentre@RWE|Observation/three', '700003'],
      ],
      complete: true,
      warnings: [],
    });
  });

  const tiedTo = (encounter: object, of = 'a', more: object = {}): FhirResource => ({
    ...score('tied', of, 9),
    encounter,
    ...more,
  });
  const emergency = { identifier: { system: LOCAL.visitSystem, value: '700009' } };
  const WHOLE_SCORE = { scores: [['nervecentre@RWE|Observation/tied', '700001']], complete: true, warnings: [] };

  test.each([
    ['this stay, by its visit number', { identifier: { system: LOCAL.visitSystem, value: '700001' } }],
    ['this stay, by reference', { reference: 'Encounter/stay-700001' }],
    ['another encounter during it, by its visit number', emergency],
    ['another encounter during it, by reference', { reference: 'Encounter/emergency' }],
  ])('is that of a score of %s', async (_, encounter) => {
    expect(await scoresOf([alice, stay('700001', 'a'), tiedTo(encounter)])).toEqual(WHOLE_SCORE);
  });

  test('is not that of an encounter before the stay, and says why', async () => {
    const before = { effectiveDateTime: '2026-11-19T09:59:59.000Z' };
    for (const one of [tiedTo(emergency, 'a', before), { ...score('tied', 'a', 9), ...before }])
      expect(await scoresOf([alice, stay('700001', 'a'), one])).toEqual({
        ...{ scores: [], complete: true, warnings: ['SCORE_BEFORE_STAY'] },
      });
  });

  test('is that of a score of the day on which the stay began, from its first minute in London', async () => {
    const since = { ...stay('700001', 'a'), period: { start: '2026-06-10' } };
    const taken = (effectiveDateTime: string) => ({ ...score('tied', 'a', 9), effectiveDateTime });
    expect(await scoresOf([alice, since, taken('2026-06-09T23:00:00Z')])).toEqual(WHOLE_SCORE);
    expect(await scoresOf([alice, since, taken('2026-06-09T22:59:59Z')])).toMatchObject({ scores: [] });
  });

  test('is never that of somebody else, though it is tied to the stay', async () => {
    const tied = tiedTo({ reference: 'Encounter/stay-700001' }, 'b');
    const inDoubt = { scores: [], complete: false, warnings: ['SUBJECT_IN_DOUBT'] };
    expect(await scoresOf([alice, slip, stay('700001', 'a'), tied])).toEqual(inDoubt);
    const stranger = patient({ id: 'b', numbers: ['S1000002'] });
    expect(await scoresOf([alice, stranger, stay('700001', 'a'), tied])).toEqual(inDoubt);
    expect(await scoresOf([alice, slip, stay('700001', 'a'), tiedTo(emergency, 'b')])).toEqual(inDoubt);
  });

  test('of nobody who lies there is left out, and said', async () => {
    const stranger = patient({ id: 'b', numbers: ['S1000002'] });
    expect(await scoresOf([alice, stranger, stay('700001', 'a'), score('stray', 'b', 9)])).toEqual({
      ...{ scores: [], complete: false, warnings: ['SUBJECT_NOT_ASKED'] },
    });
  });
});
