import fc from 'fast-check';
import type { Capability } from '../../schema/capabilities';
import type { Difference, Severity } from '../../schema/difference';
import { bySeverity, compareRecords, fieldOf, leavesOf, recordsOfRows, type CanonicalRecord } from '.';

const CODINGS = [{ system: 'http://snomed.info/sct', code: '91936005' }];
const record = (capability: Capability, content: object, key = 'RWE|1', recordId: string | null = 'RWE|S1') => ({
  ...{ capability, key, recordId },
  record: { key, source: { instance: 'pas@RWE', asOf: '2026-11-20T10:00:00.000Z', messageId: 'm_1' }, ...content },
});

const concept = fc.record({
  text: fc.constantFrom(
    'Allergy to penicillin',
    'allergy to  Penicillin',
    'Allergy: to penicillin',
    'Allergy to latex',
  ),
  codings: fc.constantFrom([], CODINGS, [{ system: 'http://snomed.info/sct', code: '300916003' }]),
});
const content = fc.record(
  {
    status: fc.constantFrom('final', 'corrected'),
    retracted: fc.boolean(),
    code: concept,
    name: fc.record({ text: fc.constantFrom('TESTER', 'Tester', 'OTHER'), given: fc.subarray(['Mavis', 'Ann']) }),
    telecom: fc.uniqueArray(fc.record({ system: fc.constant('phone'), value: fc.constantFrom('1', '2', '3') })),
    results: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('K', 'NA', 'CREA'),
        valueText: fc.constantFrom('6.9', '69'),
        interpretation: fc.record({ codings: fc.constantFrom([{ system: '0078', code: 'HH' }], []) }),
      }),
      { selector: (line) => line.key },
    ),
    reason: fc.option(fc.constantFrom('a', 'b')),
    source: fc.record({ instance: fc.constantFrom('pas@RWE', 'nervecentre@RWE'), messageId: fc.string() }),
  },
  { requiredKeys: ['retracted'] },
);
const canonical: fc.Arbitrary<CanonicalRecord> = fc.record({
  capability: fc.constantFrom<Capability>('demographics', 'allergies', 'encounters', 'lab-reports', 'appointments'),
  key: fc.constantFrom('RWE|1', 'RWE|2'),
  recordId: fc.constantFrom('RWE|S1', 'RWE|S2', null),
  record: content,
});
const telling = fc.array(canonical, { maxLength: 8 });

const swapped = (difference: Difference): Difference => ({
  ...difference,
  before: difference.after,
  after: difference.before,
});

describe('any two tellings', () => {
  it('agree where they are one', () =>
    fc.assert(fc.property(telling, (one) => void expect(compareRecords(one, structuredClone(one))).toEqual([]))));

  it('differ the same way seen from the other side', () =>
    fc.assert(
      fc.property(telling, telling, (a, b) => {
        expect(compareRecords(b, a).map(swapped).sort(bySeverity)).toEqual(compareRecords(a, b));
      }),
    ));

  it('differ the same way in any order, most severe first', () =>
    fc.assert(
      fc.property(telling, telling, (a, b) => {
        const found = compareRecords(a, b);
        expect(compareRecords([...a].reverse(), [...b].reverse())).toEqual(found);
        expect([...found].sort(bySeverity)).toEqual(found);
      }),
    ));

  it('differ only where their values do', () =>
    fc.assert(
      fc.property(canonical, content, (one, other) => {
        const [a, b] = [leavesOf(one.record), leavesOf(other)];
        const found = compareRecords([one], [{ ...one, record: other }]);
        const paths = [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
        expect(found.map(({ field }) => field).sort()).toEqual(paths.sort());
        for (const { field, before, after } of found) {
          expect(before).not.toBe(after);
          expect([before, after]).toEqual([a.get(field) ?? null, b.get(field) ?? null]);
        }
      }),
    ));
});

const severities = (before: object, after: object, capability: Capability): readonly (readonly [string, Severity])[] =>
  compareRecords([record(capability, before)], [record(capability, after)]).map(({ field, severity }) => [
    field,
    severity,
  ]);

describe('severity', () => {
  it.each<[Capability, object, object, string, Severity]>([
    ['demographics', { birthDate: '1948-03-02' }, { birthDate: '1948-03-03' }, 'birthDate', 'critical'],
    ['demographics', { name: { text: 'TESTER' } }, { name: { text: 'OTHER' } }, 'name.text', 'critical'],
    ['demographics', { name: { text: 'TESTER' } }, { name: { text: 'Tester' } }, 'name.text', 'cosmetic'],
    ['demographics', { address: { city: 'Leicester' } }, { address: { city: 'Derby' } }, 'address.city', 'minor'],
    ['demographics', { deceased: true }, { deceased: false }, 'deceased', 'critical'],
    ['allergies', { criticality: 'high' }, {}, 'criticality', 'critical'],
    ['medications', { dosageText: '1 tablet' }, { dosageText: '2 tablets' }, 'dosageText', 'critical'],
    ['encounters', { place: { bed: 'B1' } }, { place: { bed: 'B2' } }, 'place.bed', 'major'],
    ['encounters', { admissionMethod: { text: 'a' } }, { admissionMethod: { text: 'b' } }, 'admissionMethod.text', 'minor'], // prettier-ignore
    ['appointments', { start: '1' }, { start: '2' }, 'start', 'major'],
    ['appointments', { place: 'X' }, { place: 'Y' }, 'place', 'minor'],
    ['lab-reports', { retracted: false }, { retracted: true }, 'retracted', 'critical'],
    ['imaging-reports', { text: 'clear' }, { text: 'mass' }, 'text', 'major'],
    ['care-team', { source: { securityLabels: ['very-restricted'] } }, { source: {} }, 'securityLabels[0]', 'critical'],
  ])('%s %j and %j: %s is %5$s', (capability, before, after, field, severity) => {
    expect(severities(before, after, capability)).toEqual([[field, severity]]);
    expect(severities(after, before, capability)).toEqual([[field, severity]]);
  });

  it('of a result is what its flag makes of it, on either side', () => {
    const report = (valueText: string, flag?: string) => ({
      retracted: false,
      results: [
        { key: 'K', valueText, ...(flag && { interpretation: { codings: [{ system: '0078', code: flag }] } }) },
      ],
    });
    expect(severities(report('4.1'), report('4.2'), 'lab-reports')).toEqual([['results[K].valueText', 'major']]);
    expect(severities(report('6.9', 'HH'), report('6.8', 'HH'), 'lab-reports')).toEqual([
      ['results[K].valueText', 'critical'],
    ]);
    expect(severities(report('6.9', 'HH'), report('6.9'), 'lab-reports').map(([, severity]) => severity)).toEqual([
      'critical',
      'critical',
    ]);
  });

  it('of a value is never mere formatting', () => {
    const line = (valueText: string) => ({ retracted: false, results: [{ key: 'K', valueText }] });
    expect(severities(line('1.5'), line('15'), 'lab-reports')).toEqual([['results[K].valueText', 'major']]);
    expect(severities(line('POSITIVE'), line('Positive'), 'lab-reports')).toEqual([['results[K].valueText', 'major']]);
  });

  it('of a label is cosmetic only beside the same codes', () => {
    const coded = (text: string, codings: readonly object[]) => ({ code: { text, codings } });
    const words: readonly [string, string] = ['Allergy to penicillin', 'ALLERGY: to penicillin'];
    expect(severities(coded(words[0], CODINGS), coded(words[1], CODINGS), 'allergies')).toEqual([
      ['code.text', 'cosmetic'],
    ]);
    expect(severities(coded(words[0], []), coded(words[1], []), 'allergies')).toEqual([['code.text', 'critical']]);
    expect(severities(coded(words[0], CODINGS), coded('Allergy to latex', CODINGS), 'allergies')).toEqual([
      ['code.text', 'critical'],
    ]);
  });

  it('of a whole record is that of the gravest thing it holds', () => {
    const only = (one: CanonicalRecord) =>
      compareRecords([one], []).map(({ field, severity, before, after }) => [field, severity, before, after]);
    const line = (code: string) => ({
      results: [{ key: 'K', interpretation: { codings: [{ system: '0078', code }] } }],
    });
    expect(only(record('allergies', { code: { text: 'Latex' } }))).toEqual([['', 'critical', 'present', null]]);
    expect(only(record('encounters', { status: 'planned' }))).toEqual([['', 'major', 'present', null]]);
    expect(only(record('lab-reports', { retracted: false, ...line('H') }))).toEqual([['', 'major', 'present', null]]);
    expect(only(record('lab-reports', { retracted: false, ...line('HH') }))[0]?.[1]).toBe('critical');
    expect(only(record('lab-reports', { retracted: true }))[0]?.[1]).toBe('critical');
  });

  it('of a record that has become somebody else’s is critical', () => {
    const [found] = compareRecords([record('encounters', {})], [record('encounters', {}, 'RWE|1', 'RWE|S2')]);
    expect(found).toMatchObject({ field: 'subject', severity: 'critical', before: 'RWE|S1', after: 'RWE|S2' });
  });
});

it('takes one key of two people for two records', () => {
  const [one, two] = [record('lab-reports', { status: 'final' }), record('lab-reports', { status: 'final' }, 'RWE|1', 'RWE|S2')]; // prettier-ignore
  expect(compareRecords([one, two], [two])).toMatchObject([{ recordId: 'RWE|S1', field: '', after: null }]);
});

it('reads rows of the read models, and passes over what no reader asks for', () => {
  const row = (kind: string, body: object) => ({ kind, key: 'RWE|S1|RWE|1', recordId: 'RWE|S1', body });
  const before = [row('person-state', { key: '1' }), row('beds', { key: 'RWE|W1|1', status: 'closed' })];
  const after = [row('beds', { key: 'RWE|W1|1', status: 'occupied', source: { messageId: 'm_2' } })];
  expect(compareRecords(recordsOfRows(before), recordsOfRows(after))).toMatchObject([
    { capability: 'bed-state', record: 'RWE|W1|1', field: 'status', severity: 'major' },
  ]);
});

it('says of which kind a field is without naming the line', () => {
  expect(fieldOf('results[NA.1].referenceRanges[0].text')).toBe('results[].referenceRanges[].text');
});
