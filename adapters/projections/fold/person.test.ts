import fc from 'fast-check';
import type { Patch, PersonFacts } from '../../../schema/events';
import type { NhsNumber } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import { instantOf } from '../../../schema/time';
import { packed, unpacked } from './packed-state';
import { projectPerson } from './person';
import { foldPerson } from './streams';
import type { Told } from './told';

const RECORD = 'RWE|S1234567';
const minute = (n: number): Instant => instantOf(Date.parse('2026-11-20T08:00:00.000Z') + n * 60_000);
const said = (n: number, patch: Patch<PersonFacts>, seq = n): Told => ({
  seq,
  idx: 0,
  messageId: `m${n}`,
  event: { kind: 'person-updated', recordId: RECORD, create: true, occurredAt: minute(n), patch },
});
const rows = (told: readonly Told[]): ReturnType<typeof projectPerson> =>
  projectPerson('pas@RWE', RECORD, foldPerson('pas@RWE', RECORD, told));
const demographics = (told: readonly Told[]): unknown => rows(told).find((row) => row.kind === 'demographics')?.body;

test('an update is a patch: left out stays, "" deletes, and a late message changes only what nothing later said', () => {
  const told = [
    said(0, {
      name: { text: 'TESTER, Mavis', given: ['Mavis'], family: 'Tester' },
      address: { text: '1 Test Lane', line: [] },
    }),
    said(5, { address: null, gender: 'female' }),
    said(2, { address: { text: '2 Test Lane', line: [] }, deceased: false }, 9),
  ];
  const body = demographics(told);
  expect(body).toMatchObject({
    name: { text: 'TESTER, Mavis' },
    gender: 'female',
    deceased: false,
    source: { asOf: minute(5) },
  });
  expect(body).not.toHaveProperty('address');
});

test('a trace status says nothing of another number that comes later without its own', () => {
  const [traced, other] = ['9990000018', '9990000026'] as [NhsNumber, NhsNumber];
  const first = said(0, { nhsNumber: traced, traceStatus: '01' });
  expect(demographics([first, said(5, { gender: 'female' })])).toMatchObject({ nhsNumber: traced, traceStatus: '01' });
  const changed = demographics([first, said(5, { nhsNumber: other })]);
  expect(changed).toMatchObject({ nhsNumber: other });
  expect(changed).not.toHaveProperty('traceStatus');
});

test('a GP told alone, or deleted alone, is of the practice that stands; a practice told later comes with its own', () => {
  const gp = (text: string) => ({ generalPractitioner: { text } });
  const green = said(0, { generalPractice: { name: 'TEST PRACTICE', ...gp('GREEN') } });
  const practice = (...told: readonly Told[]): unknown =>
    (demographics(told) as { generalPractice?: unknown }).generalPractice;
  expect(practice(green, said(5, { generalPractitioner: null }))).toEqual({ name: 'TEST PRACTICE' });
  expect(practice(green, said(5, gp('BROWN')))).toEqual({ name: 'TEST PRACTICE', ...gp('BROWN') });
  const moved = said(9, { generalPractice: { name: 'OTHER PRACTICE' } });
  expect(practice(green, said(5, gp('BROWN')), moved)).toEqual({ name: 'OTHER PRACTICE' });
  expect(practice(moved, said(5, gp('BROWN')), green)).toEqual({ name: 'OTHER PRACTICE' });
  expect(practice(said(5, gp('BROWN')))).toBeUndefined();
  expect(practice(green, said(7, { generalPractice: null }), said(9, gp('BROWN')))).toBeUndefined();
});

test('a date of death alone says that the person died', () => {
  expect(demographics([said(0, { deceasedAt: minute(-60) })])).toMatchObject({ deceased: true });
});

test('a death is the indicator or the date, and a person is alive once both are taken back', () => {
  const dated = { deceasedAt: minute(-60) };
  expect(demographics([said(0, { deceased: false }), said(5, dated)])).toMatchObject({ deceased: true });
  expect(demographics([said(0, { ...dated, deceased: true }), said(5, { deceasedAt: null })])).toMatchObject({
    deceased: true,
  });
  for (const back of [
    { deceased: false, deceasedAt: null },
    { deceased: null, deceasedAt: null },
  ]) {
    const body = demographics([said(0, { ...dated, deceased: true }), said(5, back)]);
    expect(body).toMatchObject({ deceased: false });
    expect(body).not.toHaveProperty('deceasedAt');
  }
});

test('an absorbed record shows no demographics of its own but keeps its allergies', () => {
  const penicillin = {
    key: 'RWE|91936005',
    code: { text: 'Allergy to penicillin', codings: [] },
    assertsNone: false,
    clinicalStatus: 'active',
    verificationStatus: 'confirmed',
    category: [],
    reactions: [],
  } as const;
  const merge: Told = {
    seq: 2,
    idx: 0,
    messageId: 'm2',
    event: { kind: 'people-merged', recordId: 'RWE|S7654321', retired: [RECORD], occurredAt: minute(2) },
  };
  for (const told of [
    [said(0, { allergies: [penicillin] }), merge],
    [merge, said(0, { allergies: [penicillin] })],
  ]) {
    expect(rows(told).map((row) => row.kind)).toEqual(['person-state', 'allergies']);
  }
});

test('any order of arrival, told at once or one by one, ends in the same record', () => {
  const patch: fc.Arbitrary<Patch<PersonFacts>> = fc.record(
    {
      gender: fc.constantFrom('male', 'female', null),
      deceased: fc.constantFrom(true, false, null),
      deceasedAt: fc.constantFrom(minute(-60), null),
      address: fc.constantFrom({ text: '1 Test Lane', line: [] }, null),
      locationHidden: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const history = fc.array(patch, { minLength: 1, maxLength: 8 }).map((all) => all.map((one, n) => said(n, one)));
  fc.assert(
    fc.property(
      history.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(8)),
      ),
      ([all, shuffled, cut]) => {
        const first = foldPerson('pas@RWE', RECORD, shuffled.slice(0, cut));
        const stored = unpacked(JSON.parse(JSON.stringify(packed(first))) as ReturnType<typeof packed>);
        const onward = foldPerson('pas@RWE', RECORD, shuffled.slice(cut), stored);
        expect(projectPerson('pas@RWE', RECORD, onward)).toEqual(rows(all));
      },
    ),
    { numRuns: 100 },
  );
});

test('a state that was kept with a stamp at each fact is told on from where it stood', () => {
  const all = [said(0, { gender: 'female', deceased: false }), said(3, { gender: 'male' })];
  const before = foldPerson('pas@RWE', RECORD, all.slice(0, 1));
  const onward = foldPerson('pas@RWE', RECORD, all.slice(1), unpacked(before));
  expect(projectPerson('pas@RWE', RECORD, onward)).toEqual(rows(all));
});
